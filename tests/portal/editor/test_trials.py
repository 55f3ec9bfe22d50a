"""Questions that must lead to an object are tried before it is published; what breaks them needs a reason."""

from __future__ import annotations

import pytest
from as_seen import as_seen
from editing import ADA, BOB, Browser
from page import markup_faults
from reading_back import live_body, lock_of, title
from reviewing import ADA as ADA_PERSON
from reviewing import KEY, edit, says, send
from sqlalchemy import select

from catalogue.commands.publish import publish
from catalogue.facts import Kind
from catalogue.jobs.run import work_once
from catalogue.models import Event

HERE = f"/editor/service/{KEY}/"
ASKED = ("How do I register a birth?", "What is a birth certificate?")


@pytest.fixture
def asking(country, editors):
    """The small country with its index, whose service has questions that must lead to it."""
    with country.work("ada") as work:
        publish(work, Kind.SERVICE, KEY, "en", says(questions=list(ASKED)), lock=lock_of(country))
    work_once(country)
    return editors


def in_review(country, **sections):
    edit(country, ADA_PERSON, says(**{"questions": list(ASKED), **sections}))
    send(country, ADA_PERSON)


def publish_page(app, **typed):
    return Browser(app, BOB).open(HERE + "review").press("publish", **typed)


def reasons(catalogue):
    with catalogue.reading("en") as reading:
        rows = reading.session.scalars(select(Event).where(Event.action == "published despite"))
        return [(row.actor, row.details["reason"], row.details["questions"]) for row in rows]


def hidden(country):
    in_review(country, title="Welcome a calf", summary="Farms only.", aliases=[], who="Farmers.", next="Wait.")


def test_what_leads_there_still_is_published_without_a_word(asking, country):
    in_review(country, summary="Tell the registry about your newborn, and soon.")
    assert "Published. It is live now." in publish_page(asking).said
    assert reasons(country) == []


def test_what_leads_there_no_more_is_shown_and_needs_a_reason(asking, country):
    hidden(country)
    bob = publish_page(asking)
    assert bob.status == 422
    assert [error.split(".")[0] for error in bob.errors] == ["Questions do not lead here any more"]
    shown = as_seen(bob.page.select_one(".notice.warn").get_text(" ", strip=True))
    assert ASKED[0] in shown
    assert "As published · register-birth" in shown
    assert "With the drafts ·" in shown
    assert markup_faults(str(bob.page)) == []
    assert title(country) == "Register a birth"
    bob.press("publish", despite="It is about farms from now on.")
    assert "Published. It is live now." in bob.said
    ((actor, reason, questions),) = reasons(country)
    assert (actor, reason) == (BOB, "It is about farms from now on.")
    assert ["en", ASKED[0]] in questions
    assert "It is about farms from now on." in bob.open(HERE + "history").said


def test_trying_stores_nothing_and_leaves_the_search_as_it_is(asking, country):
    hidden(country)
    before = country.sequence(), country.search_index.find("register a birth", "en")
    publish_page(asking)
    assert (country.sequence(), country.search_index.find("register a birth", "en")) == before


def test_a_question_that_never_led_there_blocks_nothing(asking, country):
    in_review(country, questions=[*ASKED, "How do I launch a rocket to the moon?"])
    assert "Published. It is live now." in publish_page(asking).said


def test_an_editor_writes_the_questions_beside_the_other_words(asking, country):
    ada = Browser(asking, ADA).open(HERE + "words/en")
    ada.press("save", **{"text-questions": "\n".join([*ASKED, "Where do I declare a newborn?"])})
    assert ada.status == 303
    assert live_body(country, Kind.SERVICE, KEY, "en")["sections"]["questions"] == list(ASKED)
    assert "Where do I declare a newborn?" in ada.open(HERE + "words/en").said
