"""The page of an object's facts: saved, checked, redrawn, refused, merged; nothing that was typed is lost."""

from __future__ import annotations

from itertools import count

import pytest
from bs4 import BeautifulSoup
from every_language import EVERY_LANGUAGE
from page import markup_faults, page_faults
from reading_back import editions, live_body
from sent_form import sent_by
from staff import FROM_HERE, a_person, signed_in

from catalogue.facts import Kind
from catalogue.queries.open_facts import find_open_facts
from catalogue.rights import Grant, Role

FORM = "/editor/service/register-birth/facts"
STEPS = "/editor/life-event/having-a-baby/facts"
_numbers = count()


@pytest.fixture
def editor(app, portal_catalogue):
    """A browser in which an editor is signed in."""
    mail = f"editor{next(_numbers)}@example.org"
    a_person(portal_catalogue, mail, Role.EDITOR)
    return signed_in(app, mail)


def opened(client, address=FORM, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return BeautifulSoup(answer.text, "html5lib")


def fill(page, press, **changed):
    """What the form of a page sends with some controls changed; `__` stands for a hyphen."""
    changes = {name.replace("__", "-"): value for name, value in changed.items()}
    form = page.select_one("form#facts")
    kept = [(name, value) for name, value in sent_by(form, press) if name not in changes]
    return [*kept, *((name, value) for name, value in changes.items() if value is not None)]


def as_form(pairs):
    form = {}
    for name, value in pairs:
        form.setdefault(name, []).append(value)
    return form


def post(client, pairs, address=FORM):
    return client.post(address, data=as_form(pairs), headers=FROM_HERE)


def draft(catalogue, kind=Kind.SERVICE, key="register-birth"):
    with catalogue.reading("en") as reading:
        return find_open_facts(reading, kind, key)


def test_what_is_not_changed_is_saved_as_it_was(portal_catalogue, editor):
    before = draft(portal_catalogue).body
    answer = post(editor, fill(opened(editor), "save"))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{FORM}?saved=draft")
    after = draft(portal_catalogue)
    assert (after.body, after.state) == (before, "draft")
    assert live_body(portal_catalogue, Kind.SERVICE, "register-birth") == after.live


def test_a_fee_changes_from_a_day(portal_catalogue, editor):
    page = opened(editor)
    redrawn = BeautifulSoup(post(editor, fill(page, "add:fees-0-amounts")).text, "html5lib")
    assert redrawn.select_one("#fees-0-amounts-1 summary").has_attr("autofocus")
    assert redrawn.select_one("#fees-0").has_attr("open")
    pairs = fill(
        redrawn,
        "save",
        fees__0__amounts__0__until="2026-12-31",
        fees__0__amounts__1__from="2027-01-01",
        fees__0__amounts__1__amount="14",
    )
    assert post(editor, pairs).status_code == 303
    assert draft(portal_catalogue).body["fees"][0]["amounts"][-1] == {"from": "2027-01-01", "amount": "14.00"}


def test_rows_are_moved_and_removed(editor):
    page = opened(editor)
    first, second = (page.select_one(f"#requirements-{row} summary").get_text(strip=True) for row in (0, 1))
    moved = BeautifulSoup(post(editor, fill(page, "down:requirements-0")).text, "html5lib")
    names = [moved.select_one(f"#requirements-{row}-document option[selected]")["value"] for row in (0, 1)]
    assert names == ["consent", "birth-notice"]
    assert first.split(". ")[1] == moved.select_one("#requirements-1 summary").get_text(strip=True).split(". ")[1]
    removed = BeautifulSoup(post(editor, fill(moved, "remove:requirements-1")).text, "html5lib")
    assert removed.select_one("#requirements-1") is None
    assert second.split(". ")[1] in removed.select_one("#requirements-0 summary").get_text()


def test_a_condition_is_chosen_step_by_step(portal_catalogue, editor):
    page = opened(editor)
    page = BeautifulSoup(
        post(editor, fill(page, "redraw:requirements-0-when", requirements__0__when__test="all")).text, "html5lib"
    )
    page = BeautifulSoup(
        post(
            editor,
            fill(
                page,
                "redraw:requirements-0-when-parts-0",
                **{
                    "requirements-0-when-parts-0-test": "is:married",
                    "requirements-0-when-parts-1-test": "within",
                },
            ),
        ).text,
        "html5lib",
    )
    # The page is drawn anew, and the focus stays where the person was.
    assert [each["id"] for each in page.select("[autofocus]")] == ["requirements-0-when-parts-0-test"]
    assert page.select("input[name='requirements-0-when-parts-0-asked-0-options']")
    pairs = fill(
        page,
        "check",
        **{
            "requirements-0-when-parts-0-asked-0-options": "yes",
            "requirements-0-when-parts-1-place": "harbour",
        },
    )
    answer = post(editor, pairs)
    assert answer.status_code == 303, BeautifulSoup(answer.text, "html5lib").select_one("[role=alert]")
    assert draft(portal_catalogue).body["requirements"][0]["when"] == {
        "all": [{"is": {"married": "yes"}}, {"within": "harbour"}]
    }


def test_faults_stand_beside_the_field_and_on_top_and_the_form_stays(portal_catalogue, editor):
    pairs = fill(
        opened(editor),
        "check",
        code="12",
        organisation="",
        channels__1__address="http://example.org",
        fees__0__amounts__0__amount="1.200",
    )
    answer = post(editor, pairs)
    page = BeautifulSoup(answer.text, "html5lib")
    assert answer.status_code == 422
    assert [*markup_faults(answer.text), *page_faults(page, "en")] == []
    summary = {link["href"]: link.get_text() for link in page.select("[role=alert] a")}
    assert list(summary) == ["#code", "#organisation", "#channels-1-address", "#fees-0-amounts-0-amount"]
    assert summary["#organisation"] == "Organisation: Fill this in."
    for name, typed in (
        ("code", "12"),
        ("fees-0-amounts-0-amount", "1.200"),
        ("channels-1-address", "http://example.org"),
    ):
        control = page.select_one(f"#{name}")
        assert control["value"] == typed
        assert control["aria-invalid"] == "true"
        assert f"{name}-error" in control["aria-describedby"]
        assert all(outer.has_attr("open") for outer in control.find_parents("details"))
    # It is saved all the same: a draft need not be sound.
    assert draft(portal_catalogue).body["code"] == "12"
    assert post(editor, fill(page, "save", code="1001", organisation="registry")).status_code == 303


def test_steps_are_called_by_their_service_and_a_new_one_by_its_number(editor):
    page = opened(editor, STEPS)
    titles = [summary.get_text(strip=True) for summary in page.select("[id^=steps-] > summary")]
    assert any(". Register a birth (" in title for title in titles)
    count = len(titles)
    begun = BeautifulSoup(post(editor, fill(page, "add:steps"), STEPS).text, "html5lib")
    assert begun.select_one(f"#steps-{count} summary").get_text(strip=True) == f"Entry {count + 1}"


def test_what_leads_nowhere_is_a_fault(editor):
    page = BeautifulSoup(
        post(editor, fill(opened(editor), "check", requirements__0__document="no-such-paper")).text, "html5lib"
    )
    assert "There is nothing of this name." in page.select_one("#requirements-0-document-error").get_text()


@pytest.mark.parametrize(
    "extra",
    [("state", "published"), ("fees-0-secret", "1"), ("fees-9x-id", "a"), ("author", "x"), ("note-x", "1")],
)
def test_fields_that_no_control_has_are_refused(portal_catalogue, editor, extra):
    before = draft(portal_catalogue)
    assert post(editor, [*fill(opened(editor), "save"), extra]).status_code == 400
    assert draft(portal_catalogue) == before


@pytest.mark.parametrize("button", ["add:nothing", "remove:fees-77", "up:fees", "drop:fees-0", "add:fees-0-id", "x"])
def test_buttons_that_the_form_does_not_have_are_refused(editor, button):
    pairs = [(name, value) for name, value in fill(opened(editor), None) if name != "do"]
    assert post(editor, [*pairs, ("do", button)]).status_code == 400


def test_two_people_who_change_different_fields_lose_nothing(app, portal_catalogue, editor):
    a_person(portal_catalogue, "other@example.org", Role.EDITOR)
    other = signed_in(app, "other@example.org")
    mine, theirs = opened(editor), opened(other)
    assert post(other, fill(theirs, "save", note="theirs")).status_code == 303
    answer = post(editor, fill(mine, "save", fees__0__amounts__0__amount="20.00"))
    assert answer.headers["Location"].endswith("?saved=merged")
    body = draft(portal_catalogue).body
    assert (body["note"], body["fees"][0]["amounts"][0]["amount"]) == ("theirs", "20.00")


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_two_people_who_change_the_same_field_choose(app, portal_catalogue, editor, side):
    mail = f"{side}@example.org"
    a_person(portal_catalogue, mail, Role.EDITOR)
    other = signed_in(app, mail)
    mine, theirs = opened(editor), opened(other)
    assert post(other, fill(theirs, "save", note=f"theirs {side}")).status_code == 303
    answer = post(editor, fill(mine, "save", note=f"mine {side}"))
    assert answer.status_code == 409
    page = BeautifulSoup(answer.text, "html5lib")
    assert [*markup_faults(answer.text), *page_faults(page, "en")] == []
    told = page.select_one("#clashes").get_text()
    assert f"theirs {side}" in told
    assert f"mine {side}" in told
    assert "Note for colleagues" in told
    assert page.select_one("#note").get_text(strip=True) == f"mine {side}"
    answer = post(editor, fill(page, "save", **{"take-0-side": side}))
    assert answer.status_code == 303
    assert draft(portal_catalogue).body["note"] == f"{side} {side}"


def test_a_form_that_saves_by_itself_gets_the_new_lock_and_never_merges(app, portal_catalogue, editor):
    pairs = fill(opened(editor), "save", note="by itself")
    asked = {**FROM_HERE, "Accept": "application/json"}
    answer = editor.post(FORM, data=as_form(pairs), headers=asked)
    assert (answer.status_code, answer.json) == (200, {"saved": "draft", "lock": draft(portal_catalogue).lock})
    # Meanwhile the lock is another one: nothing is saved without anybody looking.
    answer = editor.post(FORM, data=as_form([*pairs[:-1], ("do", "save")]), headers=asked)
    assert (answer.status_code, answer.json) == (409, {"saved": ""})
    assert draft(portal_catalogue).body["note"] == "by itself"


def test_a_double_click_saves_once(portal_catalogue, editor):
    pairs = fill(opened(editor), "save", note="twice")
    assert [post(editor, pairs).status_code for _ in range(2)] == [303, 303]
    assert draft(portal_catalogue).body["note"] == "twice"


def test_an_editor_elsewhere_may_look_and_not_save(app, portal_catalogue):
    a_person(portal_catalogue, "elsewhere@example.org", Grant(Role.EDITOR, organisation="town-hall"))
    client = signed_in(app, "elsewhere@example.org")
    before = editions(portal_catalogue, part="facts")
    page = opened(client)
    assert not page.select("button[value=save], button[value=check], script[src*=staff]")
    assert "not change them" in page.main.get_text()
    assert post(client, [*fill(page, None, note="x"), ("do", "save")]).status_code == 403
    assert editions(portal_catalogue, part="facts") == before


def test_markup_that_is_typed_is_shown_as_text(editor):
    script = "<script>alert(1)</script>"
    answer = post(editor, fill(opened(editor), "check", note=script, code=script, fees__0__id=script))
    assert script not in answer.text
    assert BeautifulSoup(answer.text, "html5lib").select_one("#note").get_text(strip=True) == script


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_the_page_is_sound_in_every_language(app, portal_catalogue, language):
    mail = f"reader-{language}@example.org"
    a_person(portal_catalogue, mail, Role.EDITOR, language=language)
    client = signed_in(app, mail)
    for address in (FORM, "/editor/variant/register-birth/harbour/facts", "/editor/service/new", "/editor/variant/new"):
        answer = client.get(address)
        assert answer.status_code == 200
        page = BeautifulSoup(answer.text, "html5lib")
        assert [*markup_faults(answer.text), *page_faults(page, language)] == [], address
