"""From the object's page to the reviewer's and back, as browsers send it: without scripts, by buttons and fields."""

from __future__ import annotations

from datetime import UTC, datetime

from as_seen import as_seen
from bs4 import BeautifulSoup
from content_builder import SERVICE
from editing import ADA, BOB, EVE, Browser
from page import markup_faults
from reading_back import live_body, title
from reviewing import ADA as ADA_PERSON
from reviewing import BOB as BOB_PERSON
from reviewing import KEY, approve, edit, says, send
from staff import FROM_HERE, signed_in, staff_pages

from catalogue.commands.export_content import get_content
from catalogue.facts import Kind

HERE = f"/editor/service/{KEY}/"


def test_a_draft_is_sent_read_returned_mended_and_published(editors, country):
    edit(country, ADA_PERSON, says(title="Declare a birth"))
    ada, bob = Browser(editors, ADA), Browser(editors, BOB)
    ada.open(HERE).press("submit", note="Plainer")
    assert "Sent for review." in ada.said
    bob.open(HERE + "review")
    assert [(tag.name, tag.get_text()) for tag in bob.page.select(".difference > del, .difference > ins")] == [
        ("del", "removed: Register"), ("ins", "added: Declare"),
    ]  # fmt: skip
    assert "Plainer" in bob.said
    bob.press("return", comment="Say “register”.")
    assert "Sent back with your comment." in bob.said
    assert "Say “register”." in ada.open(HERE).said
    edit(country, ADA_PERSON, says(title="Register a child"))
    ada.open(HERE).press("submit")
    bob.open(HERE + "review").press("publish")
    assert "Published. It is live now." in bob.said
    assert title(country) == "Register a child"


def test_facts_and_words_are_published_together(editors, country):
    edit(country, ADA_PERSON, {"sections": {"title": "Déclarer"}}, "fr")
    edit(country, ADA_PERSON, says(title="Declare"))
    ada, bob = Browser(editors, ADA), Browser(editors, BOB)
    ada.open(HERE).press("submit")
    before = country.sequence()
    bob.open(HERE + "review").press("publish")
    assert (title(country), title(country, language="fr")) == ("Declare", "Déclarer")
    assert country.sequence() == before + 1


def test_an_author_reads_that_somebody_else_decides(editors, country):
    edit(country, ADA_PERSON, says(title="Declare"))
    send(country, ADA_PERSON)
    ada = Browser(editors, ADA).open(HERE + "review")
    assert "Somebody else has to review it." in ada.said
    assert ada.page.select("main button") == []
    ada.press("publish", part=["en"], **{"lock-en": "1/2.2"})
    assert ada.status == 422
    assert title(country) == "Register a birth"


def test_a_publication_is_scheduled_by_the_clocks_of_the_place(editors, country):
    edit(country, ADA_PERSON, says(title="Declare"))
    send(country, ADA_PERSON)
    bob = Browser(editors, BOB).open(HERE + "review")
    assert "Pacific/Auckland , where it is 23:00 now." in bob.said
    bob.press("publish", when="later", day="2026-12-01", clock="00:00")
    assert "Scheduled." in bob.said
    country.clock.now = datetime(2026, 11, 30, 10, 59, 59, tzinfo=UTC)
    assert title(country) == "Register a birth"
    country.clock.now = datetime(2026, 11, 30, 11, 0, tzinfo=UTC)
    assert title(country) == "Declare"


def test_what_is_typed_wrongly_is_told_and_stays(editors, country):
    edit(country, ADA_PERSON, says(title="Declare"))
    send(country, ADA_PERSON)
    bob = Browser(editors, BOB).open(HERE + "review")
    bob.press("publish", when="later", day="soon", clock="25:99", comment="kept")
    assert (bob.status, len(bob.errors)) == (422, 2)
    assert bob.page.select_one("#day")["value"] == "soon"
    assert bob.page.select_one("#comment").get_text() == "kept"
    assert bob.page.select_one('[name=when][value="later"]').has_attr("checked")
    bob.press("publish", when="later", day="2026-11-01", clock="08:00")
    assert bob.errors == ["That time has passed. Take a later one, or publish now."]
    bob.press("publish", when="later", day="2027-09-26", clock="02:30")
    assert bob.errors == ["Clocks skip this time on that day. Take 03:00 or later."]
    bob.press("publish", when="later", day="2027-04-04", clock="02:30")
    assert bob.errors == ["Clocks show this time twice on that day. Say which one."]
    bob.press("publish", which="second")
    assert bob.status == 303 or "Scheduled." in bob.said
    country.clock.now = datetime(2027, 4, 3, 14, 30, tzinfo=UTC)
    assert title(country) == "Declare"


def test_a_comment_and_a_choice_are_asked_for(editors, country):
    edit(country, ADA_PERSON, says(title="Declare"))
    send(country, ADA_PERSON)
    bob = Browser(editors, BOB).open(HERE + "review").press("return")
    assert bob.errors == ["Say what has to change, so that the author can mend it."]
    bob.press("publish", part=[])
    assert bob.errors == ["Choose what your decision is about."]


def test_who_decides_on_an_old_page_is_told(editors, country):
    edit(country, ADA_PERSON, says(title="Declare"))
    send(country, ADA_PERSON)
    bob = Browser(editors, BOB).open(HERE + "review")
    edit(country, ADA_PERSON, says(title="Something else"))
    send(country, ADA_PERSON)
    bob.press("publish")
    assert (bob.status, title(country)) == (422, "Register a birth")
    assert bob.errors == ["Somebody changed this meanwhile. Look at it again, then decide."]
    bob.press("publish")
    assert title(country) == "Something else"


def test_what_is_not_sound_is_named_and_nothing_is_published(editors, country):
    edit(country, ADA_PERSON, says(who="Pay {fee.express}."))
    send(country, ADA_PERSON)
    bob = Browser(editors, BOB).open(HERE + "review").press("publish")
    assert bob.status == 422
    assert "who" in bob.errors[0]
    assert "{fee.express}" in bob.errors[0]


def test_pressing_twice_publishes_once(editors, country):
    edit(country, ADA_PERSON, says(title="Declare"))
    send(country, ADA_PERSON)
    bob = Browser(editors, BOB).open(HERE + "review")
    old = bob.page
    bob.press("publish")
    bob.page = old
    bob.press("publish")
    assert bob.status == 422
    assert title(country) == "Declare"
    assert country.sequence() == 2


def test_drafts_are_taken_back_given_up_and_publications_cancelled(editors, country):
    edit(country, ADA_PERSON, says(title="Declare"))
    ada, bob = Browser(editors, ADA), Browser(editors, BOB)
    ada.open(HERE).press("submit").press("take-back:en")
    assert "Taken back" in ada.said
    ada.press("submit")
    bob.open(HERE + "review").press("publish", when="later", day="2026-12-01", clock="00:00")
    bob.press("cancel:en:2")
    assert "The publication is cancelled." in bob.said
    ada.open(HERE).press("discard:en")
    assert "The draft is given up." in ada.said
    country.clock.move(days=30)
    assert title(country) == "Register a birth"


def test_nonsense_in_a_form_changes_nothing(editors, country):
    edit(country, ADA_PERSON, says(title="Declare"))
    ada = Browser(editors, ADA).open(HERE)
    for nonsense in (
        "",
        "publish",
        "cancel:en:x",
        "cancel:en:99999999999999999999",
        "discard:xx",
        "take-back:",
        "submit",
    ):
        ada.open(HERE).press(nonsense, part=["xx"])
        assert ada.status == 422, nonsense
    eve = signed_in(editors, EVE)
    assert eve.post(HERE, data={"do": "discard:en"}, headers=FROM_HERE).status_code in (400, 403)


def test_the_history_compares_any_two_editions_and_restores_one(editors, country):
    for text in ("Declare a birth", "Declare one birth"):
        edit(country, ADA_PERSON, says(title=text))
        send(country, ADA_PERSON)
        approve(country, BOB_PERSON)
    ada = Browser(editors, ADA).open(HERE + "history?part=en&before=1&after=3")
    assert [tag.get_text() for tag in ada.page.select(".difference > del")] == ["removed: Register a"]
    assert ada.page.select_one(".difference")["lang"] == "en"
    assert "bob@example.org" in ada.said
    forms = ada.page.select('main form[method="post"]')
    numbers = [form.select_one("[name=number]")["value"] for form in forms]
    assert numbers == ["3", "2", "1"]
    ada.page = BeautifulSoup(f"<main>{forms[-1]}</main>", "html5lib")
    ada.press("")
    assert "The earlier edition is a draft now." in ada.said
    # A draft is open now: nothing is restored over it.
    assert ada.open(HERE + "history?part=en").page.select('main form[method="post"]') == []
    for nonsense in ("part=xx&before=7&after=x", "before=0&after=0", "part=facts&before=99999999999999"):
        staff_pages(editors, ADA).open(f"{HERE}history?{nonsense}")


def test_an_object_is_withdrawn_for_a_reason_unless_others_use_it(editors, country):
    bob = Browser(editors, BOB).open(HERE + "withdraw")
    assert "still use it" in bob.said
    assert bob.page.select('main form[method="post"]') == []
    here = "/editor/synonyms/none/withdraw"
    assert bob.client.get(here).status_code == 404
    bob.open("/editor/life-event/having-a-baby/withdraw").press("")
    assert bob.errors == ["Say why it is withdrawn."]
    # What may take its place is chosen by its title; it may not be itself, nor what is no life event.
    assert all(option["value"] != "having-a-baby" for option in bob.page.select("#to option"))
    bob.press("", reason="Nobody has babies.", to="having-a-baby")
    assert bob.errors == ["Name a published object of the same kind, and not this one."]
    assert bob.page.select_one("#reason").get_text() == "Nobody has babies."
    bob.press("", to="")
    assert "Withdrawn:" in bob.said
    assert "Nothing is said yet." not in bob.said
    assert live_body(country, Kind.LIFE_EVENT, "having-a-baby") is None


def test_a_draft_is_brought_up_to_date_with_what_took_over_meanwhile(editors, country):
    edit(country, ADA_PERSON, says(title="Tomorrow", who="All."))
    send(country, ADA_PERSON)
    approve(country, BOB_PERSON, at=datetime(2026, 11, 22, tzinfo=UTC))
    edit(country, BOB_PERSON, says(title="The day after", next="Wait."))
    send(country, BOB_PERSON)
    country.clock.now = datetime(2026, 11, 23, tzinfo=UTC)
    ada, bob = Browser(editors, ADA), Browser(editors, BOB)
    ada.open(HERE + "review").press("publish")
    assert ada.errors[0].startswith("This draft does not know an edition")
    bob.open(HERE)
    assert "Something was published since this draft was begun." in bob.said
    bob.page.select_one("main form")["action"] = f"{HERE}catch-up"
    bob.press("", **{"catch-up": "en:"})
    assert bob.status == 409
    assert "differ in one place" in bob.said
    assert markup_faults(str(bob.page)) == []
    bob.press("", **{"catch-up": "en:", "side-1": "mine"})
    assert "The draft is up to date." in bob.said
    bob.press("submit")
    ada.open(HERE + "review").press("publish")
    said = live_body(country, Kind.SERVICE, KEY, "en")
    assert said == says(title="The day after", who="All.", next="Wait.")


def test_fields_are_called_as_in_the_form_whatever_became_of_them(editors, country):
    without_fee = {name: value for name, value in SERVICE.items() if name != "fees"}
    edit(country, ADA_PERSON, {**without_fee, "checked": "2026-11-20", "code": "one"}, "facts")
    ada = Browser(editors, ADA)
    ada.open(HERE + "history?part=facts")
    names = [heading.get_text() for heading in ada.page.select(".differences .path")]
    assert names[0] == "Spoken code"
    assert names[-1].startswith("Fees › ")
    assert names[-1].endswith(" › Legal basis")
    assert len(names) == 4, names


def test_facts_that_no_form_could_show_have_a_history_too(editors, country):
    edit(country, ADA_PERSON, {**SERVICE, "fees": "many", "steps": [1, {"id": "a"}], "odd": {"x": None}}, "facts")
    ada = Browser(editors, ADA).open(HERE + "history?part=facts")
    assert "many" in ada.said


def test_days_and_what_is_named_are_told_as_people_read_them(editors, country):
    with country.reading("en") as reading:
        live = get_content(reading).objects[Kind.SERVICE, "register-birth"].facts.to_plain()
    fee = live["fees"][0]
    fee["amounts"] = [{**fee["amounts"][0], "until": "2027-06-30"}, {"from": "2027-07-01", "amount": "20.00"}]
    edit(country, ADA_PERSON, live, "facts")
    shown = Browser(editors, ADA).open(HERE + "history?part=facts").page.select_one(".differences")
    shown = as_seen(shown.get_text())
    assert "30 June 2027" in shown
    assert "Amounts › 1 July 2027 › Amount" in shown
    assert "2027-0" not in shown


def test_a_condition_is_told_in_words_and_compared_word_by_word(editors, country):
    with country.reading("en") as reading:
        live = get_content(reading).objects[Kind.SERVICE, "register-birth"].facts.to_plain()
    for requirement in live["requirements"]:
        if requirement["id"] == "consent":
            requirement["when"] = {"not": {"is": {"married": "no"}}}
    edit(country, ADA_PERSON, live, "facts")
    send(country, ADA_PERSON, "facts")
    bob = Browser(editors, BOB)
    for address in (HERE + "review", HERE + "history?part=facts"):
        shown = bob.open(address).page.select_one(".differences")
        assert "{" not in shown.get_text()
        assert [tag.get_text() for tag in shown.select("del, ins")] == ["removed: Yes", "added: No"]
        assert "married" in shown.get_text().lower()
