"""Withdrawn by a person: for a reason, with a redirect that leads somewhere, and not while others need it."""

from __future__ import annotations

import pytest
from content_builder import changed, service, small_content
from reading_back import live_body, lock_of, log
from reviewing import ADA, BOB, KEY, a_person, edit
from sqlalchemy import select

from catalogue.commands.import_content import import_content
from catalogue.commands.publish_draft import publish_drafts
from catalogue.commands.restore_edition import restore_edition
from catalogue.commands.retire import retire
from catalogue.commands.submit import submit
from catalogue.errors import BadRedirect, Gone, InUse, Moved, NotAllowed, NotFound, Use
from catalogue.facts import Kind
from catalogue.models import Event, Redirect
from catalogue.queries.services import get_service
from catalogue.rights import Role


@pytest.fixture
def country(catalogue):
    """The small country with three more services that nothing names."""
    import_content(catalogue, changed(small_content(), service(), *(service(f"s{n}", f"200{n}") for n in (1, 2, 3))))
    return catalogue


def away(catalogue, key, to=None, person=BOB, kind=Kind.SERVICE, **how):
    with catalogue.work(person.mail) as work:
        retire(work, person, kind, key, reason=how.pop("reason", "Merged by law."), to=to, **how)


def leads(catalogue, key):
    """Where an address of a service leads: a page, `Gone`, or another id."""
    with catalogue.reading("en") as reading:
        try:
            return get_service(reading, key).id
        except Moved as moved:
            return f"-> {moved.to}"
        except Gone:
            return "gone"


def test_the_reason_stands_in_the_log(country):
    away(country, "s1")
    assert leads(country, "s1") == "gone"
    with country.reading("en") as reading:
        event = reading.session.scalars(select(Event).order_by(Event.id.desc())).first()
        assert (event.actor, event.details["reason"]) == (BOB.mail, "Merged by law.")


def test_it_leads_elsewhere(country):
    away(country, "s1", "s2")
    assert leads(country, "s1") == "-> s2"


def test_nobody_is_redirected_twice(country):
    away(country, "s1", "s2")
    away(country, "s2", "s3")
    assert (leads(country, "s1"), leads(country, "s2")) == ("-> s3", "-> s3")


@pytest.mark.parametrize("to", ["s1", "nothing", "s2"])
def test_it_leads_nowhere_but_to_what_is_published(country, to):
    away(country, "s2")
    with pytest.raises(BadRedirect):
        away(country, "s1", to)
    assert leads(country, "s1") == "s1"


def restore(catalogue, key):
    with catalogue.work(ADA.mail) as work:
        for part in ("facts", "en"):
            restore_edition(work, ADA, Kind.SERVICE, key, part, 1, lock=lock_of(catalogue, key=key, part=part))
    locks = {part: lock_of(catalogue, key=key, part=part) for part in ("facts", "en")}
    with catalogue.work(ADA.mail) as work:
        locks = submit(work, ADA, Kind.SERVICE, key, locks)
    with catalogue.work(BOB.mail) as work:
        publish_drafts(work, BOB, Kind.SERVICE, key, locks)


def test_what_comes_back_has_its_own_pages_and_no_circle_arises(country):
    away(country, "s1", "s2")
    restore(country, "s1")
    assert leads(country, "s1") == "s1"
    away(country, "s2", "s1")
    assert leads(country, "s2") == "-> s1"
    with country.reading("en") as reading:
        rows = reading.session.scalars(select(Redirect).order_by(Redirect.key))
        assert [(row.key, row.to_key) for row in rows] == [("birth", KEY), ("s2", "s1")]
    away(country, "s1")
    assert leads(country, "s1") == "gone"


def test_it_stays_while_it_is_used_and_who_uses_it_is_told(catalogue):
    with pytest.raises(InUse) as refusal:
        away(catalogue, "birth-notice", kind=Kind.DOCUMENT)
    assert refusal.value.uses == (
        Use("life_event", "having-a-baby", "gives"),
        Use("service", KEY, "requires"),
    )
    with pytest.raises(InUse) as refusal:
        away(catalogue, KEY)
    assert [(use.kind, use.key) for use in refusal.value.uses] == [
        ("document", "birth-certificate"),
        ("life_event", "having-a-baby"),
        ("office", "centre"),
        ("variant", "register-birth/harbour"),
    ]
    assert live_body(catalogue, Kind.SERVICE, KEY) is not None


def test_words_of_one_language_go_alone(catalogue):
    away(catalogue, KEY, part="fr")
    assert live_body(catalogue, Kind.SERVICE, KEY, "fr") is None
    assert live_body(catalogue, Kind.SERVICE, KEY) is not None


def test_a_reason_and_a_right_are_needed(country):
    with pytest.raises(ValueError, match="reason"):
        away(country, "s1", reason=" ")
    for person in (a_person("ed", Role.EDITOR), a_person("eve", Role.REVIEWER, organisation="town-hall")):
        with pytest.raises(NotAllowed):
            away(country, "s1", person=person)
    with pytest.raises(NotFound):
        away(country, "nothing")
    away(country, "s1")
    with pytest.raises(Gone):
        away(country, "s1")


def test_a_stale_form_does_not_bring_it_back(country):
    lock = lock_of(country, key="s1")
    away(country, "s1")
    saved = edit(country, ADA, {"sections": {"title": "Still here"}}, key="s1", lock=lock)
    assert leads(country, "s1") == "gone"
    assert saved.lock != lock
    assert log(country)[-1][:2] == ("saved", ADA.mail)
