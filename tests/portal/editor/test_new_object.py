"""Something new begins with a title: its id is made from it, a service gets a free code, and rights are asked."""

from __future__ import annotations

from itertools import count

import pytest
from bs4 import BeautifulSoup
from page import markup_faults, page_faults
from reading_back import live_body
from staff import FROM_HERE, a_person, csrf_token, signed_in

from catalogue.facts import Kind
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
