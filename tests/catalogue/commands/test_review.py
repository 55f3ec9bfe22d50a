"""From draft to publication by two people: submitted, sent back, taken back, published, never by the author alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from content_builder import SERVICE, SERVICE_SECTIONS
from reading_back import editions, live_body, lock_of, log, title
from reviewing import ADA, BOB, CEM, KEY, a_person, approve, costs, edit, says, send, send_back
from sqlalchemy import select

from catalogue.commands.edit_draft import catch_up
from catalogue.commands.submit import discard, submit, take_back
from catalogue.errors import Conflict, InvalidContent, NotAllowed, NotFound, OwnWork, WrongState
from catalogue.facts import Kind
from catalogue.models import CatalogueObject, Edition
from catalogue.rights import Role


def acts(catalogue):
    return [(action, actor.partition("@")[0]) for action, actor, _ in log(catalogue) if actor != "files"]


def draft(catalogue, part="en"):
    with catalogue.reading("en") as reading:
        return reading.session.scalars(
            select(Edition)
            .join(CatalogueObject)
            .where(CatalogueObject.key == KEY, Edition.part == part, Edition.state.in_(["draft", "in_review"]))
        ).one()


def test_a_second_person_publishes_what_the_first_wrote(catalogue):
    edit(catalogue, ADA, says(title="Declare a birth"))
    send(catalogue, ADA, note="Plainer")
    assert title(catalogue) == "Register a birth"
    published = approve(catalogue, BOB)
    assert title(catalogue) == "Declare a birth"
    assert published["en"].sequence == catalogue.sequence()
    assert acts(catalogue) == [("saved", "ada"), ("submitted", "ada"), ("published", "bob")]
    with catalogue.reading("en") as reading:
        live = reading.session.get(Edition, published["en"].edition)
        assert (live.author, live.reviewer, live.note) == (ADA.mail, BOB.mail, "Plainer")


def test_nobody_publishes_or_returns_what_they_wrote(catalogue):
    edit(catalogue, ADA, says(title="Declare a birth"))
    edit(catalogue, BOB, says(title="Announce a birth"))
    send(catalogue, BOB)
    for writer in (ADA, BOB):
        with pytest.raises(OwnWork):
            approve(catalogue, writer)
        with pytest.raises(OwnWork):
            send_back(catalogue, writer)
    assert title(catalogue) == "Register a birth"
    approve(catalogue, CEM)
    assert title(catalogue) == "Announce a birth"


def test_what_is_no_draft_or_not_in_review_is_not_moved_on(catalogue):
    with pytest.raises(WrongState):
        send(catalogue, ADA)
    edit(catalogue, ADA, says(title="Declare a birth"))
    with pytest.raises(WrongState):
        approve(catalogue, BOB)
    with pytest.raises(WrongState):
        send_back(catalogue, BOB)
    send(catalogue, ADA)
    with pytest.raises(WrongState) as refusal:
        send(catalogue, ADA)
    assert refusal.value.state == "in_review"


def test_who_gets_a_draft_back_reads_why_until_it_is_submitted_again(catalogue):
    edit(catalogue, ADA, says(title="Declare a birth"))
    send(catalogue, ADA)
    send_back(catalogue, BOB, "Say “register”.")
    assert (draft(catalogue).state, draft(catalogue).comment) == ("draft", "Say “register”.")
    edit(catalogue, ADA, says(title="Register a child"))
    assert draft(catalogue).comment == "Say “register”."
    send(catalogue, ADA)
    assert draft(catalogue).comment is None
    approve(catalogue, BOB)
    assert title(catalogue) == "Register a child"


def test_a_draft_is_not_sent_back_without_a_word(catalogue):
    edit(catalogue, ADA, says(title="Declare a birth"))
    send(catalogue, ADA)
    with pytest.raises(ValueError, match="comment"):
        send_back(catalogue, BOB, "  ")


def test_the_author_takes_it_back_and_goes_on(catalogue):
    edit(catalogue, ADA, says(title="Declare a birth"))
    send(catalogue, ADA)
    with catalogue.work(ADA.mail) as work:
        take_back(work, ADA, Kind.SERVICE, KEY, "en", lock=lock_of(catalogue))
    assert draft(catalogue).state == "draft"


def test_a_draft_that_is_given_up_stays_in_the_history(catalogue):
    edit(catalogue, ADA, says(title="Declare a birth"))
    with catalogue.work(ADA.mail) as work:
        discard(work, ADA, Kind.SERVICE, KEY, "en", lock=lock_of(catalogue))
    assert editions(catalogue)[-1] == ("withdrawn", ADA.mail, True)
    assert edit(catalogue, ADA, says(title="Announce a birth")).lock == "1/3.1"


def test_who_decides_on_what_changed_meanwhile_is_told(catalogue):
    edit(catalogue, ADA, says(title="Declare a birth"))
    lock = lock_of(catalogue)
    edit(catalogue, ADA, says(title="Announce a birth"))
    with pytest.raises(Conflict), catalogue.work(ADA.mail) as work:
        submit(work, ADA, Kind.SERVICE, KEY, {"en": lock})


def test_unsound_facts_are_not_submitted(catalogue):
    edit(catalogue, ADA, {**SERVICE, "fees": "many"}, "facts")
    with pytest.raises(InvalidContent):
        send(catalogue, ADA, "facts")
    assert draft(catalogue, "facts").state == "draft"


def test_facts_and_the_words_that_go_with_them_are_one_release(catalogue):
    express = {**SERVICE["fees"][0], "id": "express"}
    sections = {key: text for key, text in SERVICE_SECTIONS.items() if key != "fees.standard"}
    french = {"sections": {"title": "Déclarer", "fees.express": "Express"}}
    edit(catalogue, ADA, {**SERVICE, "fees": [express]}, "facts")
    edit(catalogue, ADA, {"sections": {**sections, "fees.express": "In a hurry"}}, "en")
    edit(catalogue, ADA, french, "fr")
    send(catalogue, ADA, "facts", "en", "fr")
    before = catalogue.sequence()
    published = approve(catalogue, BOB, "fr", "en", "facts")
    assert {one.sequence for one in published.values()} == {before + 1}
    assert catalogue.sequence() == before + 1
    assert live_body(catalogue, Kind.SERVICE, KEY, "fr") == french


def test_parts_are_published_all_or_none(catalogue):
    edit(catalogue, ADA, costs("20.00"), "facts")
    edit(catalogue, ADA, says(title=""), "en")
    send(catalogue, ADA, "facts", "en")
    with pytest.raises(InvalidContent):
        approve(catalogue, BOB, "facts", "en")
    assert live_body(catalogue, Kind.SERVICE, KEY) == {**SERVICE}


def test_publishing_a_draft_reverts_nothing_that_was_published_since_it_was_begun(catalogue):
    edit(catalogue, ADA, costs("20.00"), "facts")
    with catalogue.work("timetable") as work:
        # Scheduled by somebody before; it takes over while the draft is open.
        lock = lock_of(catalogue, part="facts")
        body = {**SERVICE, "checked": "2026-11-21"}
        at = work.now + timedelta(hours=1)
        target = work.session.scalars(select(CatalogueObject).where(CatalogueObject.key == KEY)).one()
        live = work.session.scalars(
            select(Edition).where(Edition.object_id == target.id, Edition.part == "facts", Edition.number == 1)
        ).one()
        live.published_until = at
        work.session.add(
            Edition(
                object=target, part="facts", number=3, state="published", body=body, digest="x", author="timetable",
                created_at=work.now, published_from=at,
            )
        )  # fmt: skip
    send(catalogue, ADA, "facts")
    catalogue.clock.move(hours=2)
    with pytest.raises(Conflict):
        approve(catalogue, BOB, "facts")
    assert lock != lock_of(catalogue, part="facts")
    with catalogue.work(ADA.mail) as work:
        caught = catch_up(work, ADA, Kind.SERVICE, KEY, "facts", lock=lock_of(catalogue, part="facts"))
    assert caught.taken_over == ("checked",)
    send(catalogue, ADA, "facts")
    approve(catalogue, BOB, "facts")
    assert live_body(catalogue, Kind.SERVICE, KEY) == {**costs("20.00"), "checked": "2026-11-21"}


def test_who_may_not_is_refused_before_anything_is_written(catalogue):
    elsewhere = a_person("eve", Role.EDITOR, Role.REVIEWER, organisation="town-hall")
    translator = a_person("tom", Role.TRANSLATOR, language="fr")
    desk = a_person("dee", Role.DESK)
    for person in (elsewhere, desk):
        with pytest.raises(NotAllowed):
            edit(catalogue, person, says(title="Mine"))
    for part, body in (("en", says(title="Mine")), ("facts", costs("1.00"))):
        with pytest.raises(NotAllowed):
            edit(catalogue, translator, body, part)
    edit(catalogue, translator, {"sections": {"title": "Déclarer"}}, "fr")
    send(catalogue, translator, "fr")
    for person in (elsewhere, translator, desk, a_person("ed", Role.EDITOR)):
        with pytest.raises(NotAllowed):
            approve(catalogue, person, "fr")
        with pytest.raises(NotAllowed):
            send_back(catalogue, person, part="fr")
    assert acts(catalogue) == [("saved", "tom"), ("submitted", "tom")]


def test_nobody_acts_in_the_name_of_another(catalogue):
    with pytest.raises(ValueError, match="somebody else"), catalogue.work(BOB.mail) as work:
        submit(work, ADA, Kind.SERVICE, KEY, {"en": "1/-"})


def test_an_editor_makes_a_new_object_of_their_organisation_only(catalogue):
    clerk = a_person("cora", Role.EDITOR, organisation="town-hall")
    new = {**SERVICE, "code": "1777", "organisation": "town-hall"}
    edit(catalogue, clerk, new, "facts", key="fish-licence")
    unsound = {"organisation": "town-hall", "fees": "?"}
    edit(catalogue, clerk, unsound, "facts", key="boat-licence")
    edit(catalogue, clerk, {"sections": {"title": "Boat licence"}}, "en", key="boat-licence")
    with pytest.raises(NotAllowed):
        edit(catalogue, clerk, {**new, "organisation": "registry"}, "facts", key="dog-licence")
    with pytest.raises(NotFound):
        edit(catalogue, clerk, {"sections": {"title": "Cat licence"}}, "en", key="cat-licence")
