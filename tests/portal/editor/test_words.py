"""The page of an object's words: side by side, guarded, saved, merged; nothing that was typed is lost."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from content_builder import SERVICE, SERVICE_SECTIONS
from editing import ADA, BOB, EVE, TOM, Browser
from every_language import EVERY_LANGUAGE
from page import markup_faults, page_faults
from reading_back import live_body, lock_of
from reviewing import ADA as ADA_PERSON
from reviewing import BOB as BOB_PERSON
from reviewing import KEY, approve, edit, send
from staff import a_person

from catalogue.commands.publish import publish
from catalogue.facts import Kind
from catalogue.queries.drafts import get_editable
from catalogue.rights import Role

WORDS = "/editor/service/register-birth/words/fr"
SOURCE = "/editor/service/register-birth/words/en"


def draft(catalogue, part="fr"):
    with catalogue.reading("en") as reading:
        return get_editable(reading, Kind.SERVICE, KEY, part).body


def write(catalogue, part="en", minor=False, machine=(), **sections):
    body = live_body(catalogue, Kind.SERVICE, KEY, part)
    body = {**body, "sections": {**body["sections"], **sections}}
    if machine:
        body["machine"] = list(machine)
    with catalogue.work("test") as work:
        publish(work, Kind.SERVICE, KEY, part, body, lock=lock_of(catalogue, part=part), minor=minor)


def state(browser, section="title"):
    tag = browser.page.select_one(f'[id="name-{section}"] .tag')
    return tag.get_text(strip=True)


@pytest.fixture
def tom(editors):
    return Browser(editors, TOM)


def test_a_changed_source_shows_what_changed_and_a_new_translation_is_current(country, tom):
    write(country, title="Register your birth")
    page = tom.open(WORDS).page
    assert state(tom) == "Outdated"
    assert state(tom, "summary") == "Current"
    change = page.select_one('[aria-labelledby="name-title"] .difference')
    assert (change["lang"], change["dir"]) == ("en", "ltr")
    assert change.ins.find(string=True, recursive=False) == "your"
    assert change.ins.select_one(".unseen").get_text() == "added: "
    tom.press("save", **{"text-title": "Déclarer votre naissance"})
    assert (tom.status, state(tom)) == (303, "Current")
    assert draft(country)["sections"]["title"] == "Déclarer votre naissance"


def test_to_save_makes_nothing_current_that_nobody_read(country, tom):
    write(country, title="Register your birth")
    write(country, "fr", machine=["summary"])
    tom.open(WORDS).press("save", **{"text-who": "Toute personne (fr)"})
    assert (state(tom), state(tom, "summary")) == ("Outdated", "Made by a machine")
    tom.press("save", **{"fits-title": "yes", "fits-summary": "yes"})
    assert (state(tom), state(tom, "summary")) == ("Current", "Current")


def test_a_minor_edit_outdates_nothing(country, tom):
    write(country, title="Register a birth!", minor=True)
    assert state(tom.open(WORDS)) == "Current"


def test_only_what_needs_a_hand(country, tom):
    write(country, title="Register your birth")
    tom.open(f"{WORDS}?show=open")
    assert [one["name"] for one in tom.page.select("textarea")] == ["text-title"]
    tom.press("save", **{"text-title": "Déclarer votre naissance"})
    assert "Every section is current." in tom.said
    assert len(draft(country)["sections"]) > 3


def test_what_is_not_changed_is_saved_as_it_was(country, tom):
    before = draft(country)
    tom.open(WORDS).press("save")
    assert (tom.status, draft(country)) == (303, before)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Sans montant", "{fee.standard} is missing"),
        ("{fee.standard} {fee.other}", "{fee.other} is not in the source"),
        ("{fee.standard} {", "a brace"),
        ("{fee.standard} **gras", "formatting"),
        ("{fee.standard} <script>alert(1)</script>", "formatting"),
    ],
)
def test_placeholders_and_markdown_are_guarded_beside_the_field(country, tom, typed, said):
    write(country, overview="It costs {fee.standard}.")
    before = draft(country)
    tom.open(WORDS).press("save", **{"text-overview": typed, "text-title": "Autre"})
    assert tom.status == 422
    assert any(said in error for error in tom.errors)
    field = tom.page.select_one('[id="text-overview"]')
    assert field.get_text().strip("\n") == typed
    assert field["aria-invalid"] == "true"
    assert said in tom.page.select_one('[id="text-overview-error"]').get_text()
    assert tom.page.select_one('[id="text-title"]').get_text().strip("\n") == "Autre"
    assert draft(country) == before


def test_a_placeholder_of_nothing_is_refused_in_the_source(country, editors):
    ada = Browser(editors, ADA).open(SOURCE)
    ada.press("save", **{"text-overview": "It costs {fee.none}."})
    assert ada.status == 422
    assert ada.errors == ["Overview: {fee.none} stands for nothing here. Correct it or take it out."]


def test_two_who_write_different_sections_lose_nothing(country, editors, tom):
    ada = Browser(editors, ADA).open(WORDS)
    tom.open(WORDS).press("save", **{"text-title": "De Tom"})
    ada.press("save", **{"text-summary": "D’Ada"})
    assert "Somebody else changed other sections" in ada.said
    assert {"De Tom", "D’Ada"} <= set(draft(country)["sections"].values())


def test_two_who_write_one_section_choose(country, editors, tom):
    ada = Browser(editors, ADA).open(WORDS)
    tom.open(WORDS).press("save", **{"text-title": "De Tom"})
    ada.press("save", **{"text-title": "D’Ada"})
    assert ada.status == 409
    assert draft(country)["sections"]["title"] == "De Tom"
    assert ada.page.select_one('[id="text-title"]').get_text().strip("\n") == "D’Ada"
    ada.press("save", **{"take-0-side": "mine"})
    assert (ada.status, draft(country)["sections"]["title"]) == (303, "D’Ada")


def test_a_translator_writes_in_their_languages_only(country, editors, tom):
    tom.open(SOURCE)
    assert tom.page.select_one("textarea").has_attr("readonly")
    assert not tom.page.select("main button")
    tom.press("save", **{"text-title": "Mine"})
    assert (tom.status, tom.errors) == (422, ["You may not do that with this object."])
    assert draft(country, "en")["sections"]["title"] == SERVICE_SECTIONS["title"]


def test_others_organisations_are_refused(editors):
    assert Browser(editors, EVE).client.get(WORDS).status_code == 403


def test_languages_that_the_country_does_not_speak_are_not_there(tom):
    for code in ("ru", "xx", "facts"):
        assert tom.client.get(f"/editor/service/register-birth/words/{code}").status_code == 404


def test_what_was_typed_is_text_never_markup(country, editors):
    evil = "</textarea><script>alert(1)</script>"
    bob = Browser(editors, BOB).open(SOURCE)
    bob.press("save", **{"text-overview": evil})
    assert bob.page.select_one('[id="text-overview"]').get_text().strip("\n") == evil
    assert not bob.page.find("script", string="alert(1)")


def test_pages_are_sound(country, tom, editors):
    write(country, title="Register your birth")
    for browser, address in ((tom, WORDS), (tom, f"{WORDS}?show=open"), (Browser(editors, ADA), SOURCE)):
        answer = browser.client.get(address)
        assert markup_faults(answer.text) == []
        assert page_faults(BeautifulSoup(answer.text, "html5lib"), "en") == []


def test_what_citizens_see_most_comes_first(country, editors):
    page = Browser(editors, ADA).open("/editor/translations/fr").page
    addresses = [link["href"] for link in page.select(".row-title a")]
    assert addresses[0].startswith("/editor/life-event/")
    assert addresses[0].endswith("/words/fr")


def test_plain_language_is_advised_beside_the_field_and_stops_nobody(country, tom):
    tom.open(WORDS).press("save", **{"text-next": "Payez afin de partir."})
    assert tom.status == 303
    advice = tom.page.select_one('[aria-labelledby="name-next"] .advice')
    assert [one.get_text() for one in advice.select("li")] == ["“afin de”: “pour” is plainer."]
    assert tom.page.select_one('[aria-labelledby="name-who"] .advice') is None


def test_a_word_that_the_glossary_says_otherwise_is_told_beside_its_field(country, tom):
    """The glossary is that of the content folder; it advises and stops nobody."""
    glossary = country.settings.content / "glossary" / "fr.yaml"
    glossary.parent.mkdir(parents=True)
    glossary.write_text("residence-permit:\n  say: titre de séjour\n  avoid: [permis de séjour]\n", encoding="utf-8")
    tom.open(WORDS).press("save", **{"text-next": "Apportez le permis de séjour et le titre de séjour."})
    advice = tom.open(WORDS).page.select('[aria-labelledby="name-next"] .advice li')
    assert [one.get_text() for one in advice] == ["“permis de séjour”: this portal says “titre de séjour”."]


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_pages_speak_the_language_of_their_reader(country, editors, language):
    write(country, title="Register your birth", overview="It costs {fee.standard}.")
    mail = f"reader-{language}@example.org"
    a_person(country, mail, Role.EDITOR, language=language)
    browser = Browser(editors, mail).open(WORDS)
    browser.press("save", **{"text-overview": "CPAM {fee.none} **", "text-next": "Payez afin de partir."})
    assert browser.status == 422
    # Placeholders are shown on purpose here, to be copied.
    faults = [fault for fault in page_faults(browser.page, language) if not fault.startswith("left over: ")]
    assert faults == []
    if language != "en":
        assert "Copy it from the source" not in browser.said
        assert "Outdated" not in browser.said


def test_what_a_draft_of_the_facts_adds_is_worded_before_it_is_published(country, editors):
    fees = [*SERVICE["fees"], {"id": "express", "amounts": [{"from": "2026-01-01", "amount": "7.00"}]}]
    edit(country, ADA_PERSON, {**SERVICE, "fees": fees}, "facts")
    ada = Browser(editors, ADA).open(SOURCE)
    ada.press("save", **{"text-fees.express": "Express", "text-overview": "Express costs {fee.express}."})
    assert ada.status == 303
    assert draft(country, "en")["sections"]["fees.express"] == "Express"
    assert Browser(editors, TOM).open(WORDS).page.select_one("[name='text-fees.express']") is None
    send(country, ADA_PERSON, "facts", "en")
    approve(country, BOB_PERSON, "facts", "en")
    assert live_body(country, Kind.SERVICE, KEY, "en")["sections"]["overview"] == "Express costs {fee.express}."


def test_what_a_draft_of_the_facts_takes_away_can_still_be_worded(country, editors):
    edit(country, ADA_PERSON, {**SERVICE, "fees": []}, "facts")
    ada = Browser(editors, ADA).open(SOURCE)
    ada.press("save", **{"text-fees.standard": "Registration at the counter"})
    assert draft(country, "en")["sections"]["fees.standard"] == "Registration at the counter"
