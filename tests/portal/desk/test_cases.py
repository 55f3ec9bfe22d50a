"""Cases at the desk: lists, one case from receipt to the public note, and nothing for who has no right to it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from cases import CLERK, CONTACT, TEXT, a_case, an_answered_case, row_of, texts_of
from every_language import EVERY_LANGUAGE
from staff import FROM_HERE, a_person, csrf_token, signed_in, staff_pages

from catalogue.inquiries.words import case_words
from catalogue.queries.inquiries import list_notes
from catalogue.rights import Grant, Role


@pytest.fixture
def app(build_app, own_catalogue):
    a_person(own_catalogue, CLERK.mail, Grant(Role.DESK, "registry"))
    a_person(own_catalogue, "tom@example.org", Grant(Role.DESK, "town-hall"))
    a_person(own_catalogue, "rita@example.org", Grant(Role.REVIEWER, "registry"))
    return build_app(own_catalogue)


@pytest.fixture
def clerk(app):
    return staff_pages(app, CLERK.mail)


def act(client, number, do, **fields):
    """Press a button on the page of a case."""
    token = csrf_token(client, "/staff/account")
    return client.post(f"/desk/cases/{number}", data={"csrf_token": token, "do": do, **fields}, headers=FROM_HERE)


def main_text(page):
    return page.main.get_text(" ", strip=True)


def test_a_case_from_the_list_to_the_public_note(app, clerk, own_catalogue):
    receipt = a_case(own_catalogue, contact=CONTACT)
    listed = clerk.open("/desk/cases/")
    assert listed.select_one(f'main a[href="/desk/cases/{receipt.number}"]')
    before = clerk.open(f"/desk/cases/{receipt.number}")
    assert TEXT in main_text(before)
    # How to reach the person is shown to who has taken it.
    assert CONTACT["mail"] not in main_text(before)
    assert act(clerk.client, receipt.number, "take").status_code == 303
    taken = clerk.open(f"/desk/cases/{receipt.number}")
    assert CONTACT["mail"] in main_text(taken)
    # Whoever has it takes it from nobody.
    assert not taken.select_one('button[value="take"]')
    assert receipt.number in str(clerk.open("/desk/cases/?show=mine").main)
    assert act(clerk.client, receipt.number, "answer", text="No stamp.", language="en").status_code == 303
    assert (
        act(clerk.client, receipt.number, "note", outcome="changed", text="Told now.", language="en").status_code == 303
    )
    assert act(clerk.client, receipt.number, "publish", seen="Told now.").status_code == 403
    reviewer = staff_pages(app, "rita@example.org")
    shown = reviewer.open(f"/desk/cases/{receipt.number}")
    assert CONTACT["mail"] not in main_text(shown)
    seen = shown.select_one("[name=seen]")["value"]
    assert act(reviewer.client, receipt.number, "publish", seen=seen).status_code == 303
    with own_catalogue.reading("en") as reading:
        assert [note.text.value for note in list_notes(reading)] == ["Told now."]
    assert act(reviewer.client, receipt.number, "unpublish").status_code == 303
    assert act(clerk.client, receipt.number, "close").status_code == 303
    assert row_of(own_catalogue, receipt.number).state == "closed"
    trail = main_text(clerk.open(f"/desk/cases/{receipt.number}")).split("What happened")[1]
    assert trail.index("Received") < trail.index("Taken") < trail.index("Answered") < trail.index("Closed")


def test_a_case_that_was_passed_on_is_the_others(app, clerk, own_catalogue):
    number = a_case(own_catalogue).number
    answer = act(clerk.client, number, "transfer", organisation="town-hall")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/cases/")
    assert clerk.client.get(f"/desk/cases/{number}").status_code == 404
    assert number not in clerk.client.get("/desk/cases/").text
    other = staff_pages(app, "tom@example.org")
    assert "Passed on to another organisation" in main_text(other.open(f"/desk/cases/{number}"))


def test_who_is_asked_to_help_sees_it_too(app, clerk, own_catalogue):
    number = a_case(own_catalogue).number
    assert act(clerk.client, number, "involve", organisation="town-hall").status_code == 303
    assert act(clerk.client, number, "involve", organisation="town-hall").status_code == 422
    assert "Town hall" in main_text(clerk.open(f"/desk/cases/{number}"))
    assert number in staff_pages(app, "tom@example.org").client.get("/desk/cases/").text


@pytest.mark.parametrize(
    ("do", "fields", "field"),
    [
        ("answer", {"text": " ", "language": "en"}, "text"),
        ("transfer", {"organisation": ""}, "organisation"),
        ("transfer", {"organisation": "registry"}, "organisation"),
        ("close", {}, "state"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_done(clerk, own_catalogue, do, fields, field):
    number = a_case(own_catalogue).number
    act(clerk.client, number, "take")
    answer = act(clerk.client, number, do, **fields)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert row_of(own_catalogue, number).state == "assigned"


def test_what_was_typed_stays_when_a_colleague_was_quicker(app, clerk, own_catalogue):
    number = a_case(own_catalogue).number
    act(clerk.client, number, "take")
    act(clerk.client, number, "answer", text="First.", language="en")
    answer = act(clerk.client, number, "answer", text="Second.", language="en")
    assert answer.status_code == 422
    assert [text for side, text in texts_of(own_catalogue, number) if side == "office"] == ["First."]
    assert act(clerk.client, number, "set on fire").status_code == 400


@pytest.mark.parametrize("code", EVERY_LANGUAGE)
def test_an_answer_begins_in_the_language_of_the_person(clerk, own_catalogue, code):
    number = a_case(own_catalogue, language=code).number
    act(clerk.client, number, "take")
    page = clerk.open(f"/desk/cases/{number}?begin=rule")
    # An HTML parser drops the first line break of a text area, and our texts have none.
    assert page.select_one("textarea#text").get_text() == case_words(code).templates["rule"]
    assert page.select_one("#language option[selected]")["value"] == code


def test_cases_like_it_are_shown_with_their_answers(app, clerk, own_catalogue):
    other = an_answered_case(own_catalogue, text="It is not needed any more.")
    elsewhere = an_answered_case(own_catalogue, text="Shown to nobody else.")
    act(clerk.client, elsewhere.number, "note", outcome="nothing", text="x", language="en")
    number = a_case(own_catalogue, text="Why did the counter ask for a stamp?").number
    shown = main_text(clerk.open(f"/desk/cases/{number}"))
    assert "Cases like this one" in shown
    assert "It is not needed any more." in shown
    assert other.number[2:8] in shown
    town_hall = a_case(own_catalogue, about=("organisation", "town-hall"), text=TEXT).number
    foreign = main_text(staff_pages(app, "tom@example.org").open(f"/desk/cases/{town_hall}"))
    assert "It is not needed any more." not in foreign


def test_lists_are_of_late_ones_and_answered_ones(app, own_catalogue):
    late, done = a_case(own_catalogue), an_answered_case(own_catalogue)
    own_catalogue.clock.move(days=20)
    # The session of twenty days ago is over.
    client = signed_in(app, CLERK.mail)
    shown = {choice: client.get(f"/desk/cases/?show={choice}").text for choice in ("open", "late", "done", "mine")}
    own_catalogue.clock.move(days=-20)
    assert [late.number in shown[choice] for choice in shown] == [True, True, False, False]
    assert [done.number in shown[choice] for choice in shown] == [False, False, True, False]


def test_a_number_leads_to_its_case(clerk, own_catalogue):
    number = a_case(own_catalogue).number
    typed = f"{number[:2]}-{number[2:-1]}-{number[-1]}"
    assert clerk.client.get(f"/desk/cases/?number={typed}").headers["Location"] == f"/desk/cases/{number}"
    assert clerk.open("/desk/cases/?number=12-34").select('[role="alert"] a[href="#number"]')


def test_a_clerk_writes_one_down_once(clerk, own_catalogue):
    page = clerk.open("/desk/cases/new")
    form = {field["name"]: field["value"] for field in page.select("main input[type=hidden]")}
    sent = {**form, "kind": "grievance", "text": "They laughed.", "language": "fr", "about": "service:register-birth"}
    answers = [clerk.client.post("/desk/cases/new", data=sent, headers=FROM_HERE) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    receipts = [[dd.get_text() for dd in BeautifulSoup(answer.text, "html5lib").select("dd")] for answer in answers]
    assert receipts[0] == receipts[1]
    [line] = clerk.open("/desk/cases/").select("main .rows li")
    number = line.a["href"].rpartition("/")[2]
    assert (row_of(own_catalogue, number).came, row_of(own_catalogue, number).language) == ("desk", "fr")
    assert clerk.client.post(
        "/desk/cases/new", data={**sent, "form_key": "", "text": ""}, headers=FROM_HERE
    ).status_code == (422)


@pytest.mark.parametrize("code", EVERY_LANGUAGE)
def test_pages_are_sound_in_every_language(build_app, own_catalogue, code):
    a_person(own_catalogue, f"{code}@example.org", Role.DESK, Role.REVIEWER, language=code)
    pages = staff_pages(build_app(own_catalogue), f"{code}@example.org")
    for number in (a_case(own_catalogue).number, an_answered_case(own_catalogue).number):
        pages.open(f"/desk/cases/{number}", code)
        act(pages.client, number, "take")
        act(pages.client, number, "note", outcome="nothing", text="Because.", language=code)
        pages.open(f"/desk/cases/{number}", code)
    pages.open("/desk/cases/", code)
    pages.open("/desk/cases/new", code)


def test_few_queries_show_lists_and_cases(clerk, own_catalogue, count_queries):
    for _ in range(5):
        number = an_answered_case(own_catalogue).number
    for path, most in (("/desk/cases/?show=done", 12), (f"/desk/cases/{number}", 22)):
        clerk.client.get(path)
        with count_queries(own_catalogue.engine) as queries:
            clerk.client.get(path)
        assert queries.count <= most, queries.statements


def test_strangers_are_sent_to_sign_in(app, own_catalogue):
    number = a_case(own_catalogue).number
    answer = app.test_client().get(f"/desk/cases/{number}")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (303, "no-store")
    assert signed_in(app, CLERK.mail).get(f"/desk/cases/{number}").headers["Cache-Control"] == "no-store"
