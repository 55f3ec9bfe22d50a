"""Something new begins with a title: its id is made from it, a service gets a free code, and rights are asked."""

from __future__ import annotations

from itertools import count

import pytest
from bs4 import BeautifulSoup
from page import markup_faults, page_faults
from reading_back import live_body
from staff import FROM_HERE, a_person, csrf_token, signed_in

from catalogue.commands.export_content import get_content
from catalogue.facts import Kind
from catalogue.queries.alike import find_alike
from catalogue.queries.history import get_history
from catalogue.queries.open_facts import find_open_facts
from catalogue.rights import Grant, Role

_numbers = count()


@pytest.fixture
def editor(app, portal_catalogue):
    """A browser in which an editor is signed in."""
    mail = f"beginner{next(_numbers)}@example.org"
    a_person(portal_catalogue, mail, Role.EDITOR)
    return signed_in(app, mail)


def begin(client, kind, **fields):
    address = f"/editor/{kind}/new"
    return client.post(address, data={"csrf_token": csrf_token(client, address), **fields}, headers=FROM_HERE)


def facts(catalogue, kind, key):
    with catalogue.reading("en") as reading:
        return find_open_facts(reading, kind, key)


def test_a_service_gets_an_id_and_a_code(portal_catalogue, editor):
    answer = begin(editor, "service", title="Régister a Boat!", organisation="registry")
    assert answer.headers["Location"] == "/editor/service/register-a-boat/facts?saved=begun"
    begun = facts(portal_catalogue, Kind.SERVICE, "register-a-boat")
    assert begun.body["organisation"] == "registry"
    assert (begun.state, begun.live, len(begun.body["code"])) == ("draft", None, 4)
    assert live_body(portal_catalogue, Kind.SERVICE, "register-a-boat") is None
    shown = editor.get(answer.headers["Location"])
    page = BeautifulSoup(shown.text, "html5lib")
    assert [*markup_faults(shown.text), *page_faults(page, "en")] == []
    assert page.h1.get_text(strip=True) == "Facts: Régister a Boat!"
    # Both of its drafts are called by its title, not the facts by their id.
    work = BeautifulSoup(editor.get("/editor/").text, "html5lib")
    own = [
        link.get_text() for link in work.select("main .rows a") if link["href"].endswith("/service/register-a-boat/")
    ]
    assert own == ["Régister a Boat!"] * 2
    again = begin(editor, "service", title="Register a boat", organisation="registry")
    assert again.headers["Location"].startswith("/editor/service/register-a-boat-2/")
    other = facts(portal_catalogue, Kind.SERVICE, "register-a-boat-2")
    assert other.body["code"] != begun.body["code"]


@pytest.mark.parametrize(
    "kind",
    [
        "place",
        "organisation",
        "office",
        "law",
        "target-group",
        "topic",
        "document",
        "question",
        "life-event",
        "synonyms",
        "pin",
        "notice",
    ],
)
def test_every_kind_can_begin_and_its_form_is_sound(portal_catalogue, editor, kind):
    answer = begin(editor, kind, title="Something new", key=f"new-{kind}", organisation="registry")
    assert answer.headers["Location"] == f"/editor/{kind}/new-{kind}/facts?saved=begun"
    shown = editor.get(answer.headers["Location"])
    assert [*markup_faults(shown.text), *page_faults(BeautifulSoup(shown.text, "html5lib"), "en")] == []


def test_a_title_in_any_letters_makes_an_id(editor):
    answer = begin(editor, "topic", title="Транспорт")
    assert answer.headers["Location"].startswith("/editor/topic/transport/")


def test_a_variant_is_of_a_service_and_a_place(portal_catalogue, editor):
    assert begin(editor, "variant", service="register-birth", place="harbour").status_code == 422
    answer = begin(editor, "variant", service="nothing", place="")
    page = BeautifulSoup(answer.text, "html5lib")
    assert answer.status_code == 422
    assert [link["href"] for link in page.select("[role=alert] a")] == ["#service", "#place"]


@pytest.mark.parametrize(
    ("kind", "fields", "wrong"),
    [
        ("topic", {"title": ""}, "title"),
        ("topic", {"title": "Boats", "key": "Boats & more"}, "key"),
        ("topic", {"title": "Boats", "key": "family"}, "key"),
        ("question", {"title": "Where?", "key": "place"}, "key"),
        ("service", {"title": "Boats"}, "organisation"),
    ],
)
def test_what_is_wrong_stands_beside_the_field(editor, kind, fields, wrong):
    answer = begin(editor, kind, **fields)
    page = BeautifulSoup(answer.text, "html5lib")
    assert answer.status_code == 422
    assert [link["href"] for link in page.select("[role=alert] a")] == [f"#{wrong}"]
    assert page.select_one(f"#{wrong}-error")
    assert [*markup_faults(answer.text), *page_faults(page, "en")] == []


@pytest.mark.parametrize("kind", ["pack", "nothing", "life_event"])
def test_some_kinds_cannot_begin(editor, kind):
    assert editor.get(f"/editor/{kind}/new").status_code == 404


def test_nobody_begins_what_belongs_to_others(app, portal_catalogue):
    mail = f"hall{next(_numbers)}@example.org"
    a_person(portal_catalogue, mail, Grant(Role.EDITOR, organisation="town-hall"))
    client = signed_in(app, mail)
    assert begin(client, "service", title="Taken", organisation="registry").status_code == 403
    assert facts(portal_catalogue, Kind.SERVICE, "taken") is None
    assert begin(client, "service", title="Ours", organisation="town-hall").status_code == 303


def test_every_kind_that_may_begin_is_linked_from_the_list_of_objects(app, portal_catalogue, editor):
    shown = editor.get("/editor/objects")
    links = [link["href"] for link in BeautifulSoup(shown.text, "html5lib").select("section a[href$='/new']")]
    assert len(links) == len(Kind) - 1
    assert all(editor.get(link).status_code == 200 for link in links)
    mail = f"reviewer{next(_numbers)}@example.org"
    a_person(portal_catalogue, mail, Role.REVIEWER)
    assert "begin-new" not in signed_in(app, mail).get("/editor/objects").text


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ru", "zh"])
def test_what_is_called_much_the_same_is_shown_before_it_is_made_again(country, build_app, language):
    mail = "guard@example.org"
    a_person(country, mail, Role.EDITOR, language=language)
    client = signed_in(build_app(country), mail)
    fields = {"title": "The birth: to register", "organisation": "registry"}
    answer = begin(client, "service", **fields)
    page = BeautifulSoup(answer.text, "html5lib")
    assert answer.status_code == 422
    assert [link["href"] for link in page.select("[role=alert] a")] == ["#none-of-these"]
    assert [link["href"] for link in page.select("fieldset a")] == ["/editor/service/register-birth/"]
    assert [*markup_faults(answer.text), *page_faults(page, language)] == []
    key = "the-birth-to-register"
    assert facts(country, Kind.SERVICE, key) is None
    # A tick of somebody who was not shown it counts for nothing.
    assert begin(client, "service", **fields, **{"none-of-these": "yes"}).status_code == 422
    assert begin(client, "service", **fields, shown="register-birth").status_code == 422
    made = begin(client, "service", **fields, shown="register-birth", **{"none-of-these": "yes"})
    assert made.headers["Location"].startswith(f"/editor/service/{key}/")
    with country.reading("en") as reading:
        acts = [(act.actor, act.said) for act in get_history(reading, Kind.SERVICE, key).acts if act.part == "facts"]
    assert (mail, "register-birth") in acts
    shown = client.get(f"/editor/service/{key}/history").text
    assert "told apart" not in shown
    assert "register-birth" in shown


def test_the_guard_reads_in_the_editors_language_and_among_drafts(country, build_app):
    mail = "garde@example.org"
    a_person(country, mail, Role.EDITOR, language="fr")
    client = signed_in(build_app(country), mail)
    with country.reading("fr") as reading:
        titled = get_content(reading).objects[Kind.SERVICE, "register-birth"].words["fr"].sections["title"]
    assert "/editor/service/register-birth/" in begin(client, "service", title=titled, organisation="registry").text
    assert begin(client, "topic", title="Bees and hives").status_code == 303
    assert "/editor/topic/bees-and-hives/" in begin(client, "topic", title="Hives and bees").text


def test_the_guard_asks_the_database_once(country, count_queries):
    with country.reading("en") as reading, count_queries(country.engine) as statements:
        find_alike(reading, Kind.SERVICE, "Register a birth", ("fr", "en"))
    assert statements.count == 1
