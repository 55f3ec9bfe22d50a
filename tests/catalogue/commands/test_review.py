"""From draft to publication by two people: submitted, sent back, taken back, published, never by the author alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from content_builder import SERVICE, SERVICE_SECTIONS
from reading_back import editions, live_body, lock_of, log, title
from reviewing import ADA, BOB, CEM, KEY, a_person, approve, costs, edit, says, send, send_back
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from catalogue.commands.edit_draft import catch_up
from catalogue.commands.publish import publish
from catalogue.commands.restore_edition import restore_edition
from catalogue.commands.submit import discard, submit, take_back
from catalogue.errors import Conflict, InvalidContent, NotAllowed, NotFound, OwnWork, WrongState
from catalogue.facts import Kind
from catalogue.facts.words import digest
from catalogue.merging import Collision, Side
from catalogue.models import CatalogueObject, Edition, Event, SavedBody
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


# Two people on one part.


def test_changes_of_different_sections_are_merged(catalogue):
    lock = lock_of(catalogue)
    edit(catalogue, ADA, says(title="Declare a birth"), lock=lock)
    saved = edit(catalogue, BOB, says(who="Every mother and father."), lock=lock)
    assert saved.taken_over == ("title",)
    assert saved.body == draft(catalogue).body == says(title="Declare a birth", who="Every mother and father.")
    assert saved.lock == lock_of(catalogue)


def test_changes_of_the_same_section_are_shown_and_chosen(catalogue):
    lock = lock_of(catalogue)
    edit(catalogue, ADA, says(title="Declare a birth", next="Wait."), lock=lock)
    mine = says(title="Announce a birth", who="All.")
    with pytest.raises(Collision) as met:
        edit(catalogue, BOB, mine, lock=lock)
    clash = met.value.merged.clashes[0]
    assert (clash.path, clash.base, clash.theirs, clash.mine) == (
        "title", "Register a birth", "Declare a birth", "Announce a birth",
    )  # fmt: skip
    assert met.value.author == ADA.mail
    chosen = edit(catalogue, BOB, mine, lock=lock, choices={"title": Side.THEIRS}, chosen_against=met.value.lock)
    assert chosen.body == says(title="Declare a birth", next="Wait.", who="All.")


def test_a_choice_counts_only_against_what_was_seen(catalogue):
    lock = lock_of(catalogue)
    edit(catalogue, ADA, says(title="Declare a birth"), lock=lock)
    with pytest.raises(Collision) as met:
        edit(catalogue, BOB, says(title="Announce a birth"), lock=lock)
    edit(catalogue, ADA, says(title="Tell us of a birth"))
    how = {"choices": {"title": Side.MINE}, "chosen_against": met.value.lock}
    with pytest.raises(Collision) as again:
        edit(catalogue, BOB, says(title="Announce a birth"), lock=lock, **how)
    assert again.value.merged.clashes[0].theirs == "Tell us of a birth"


def test_a_change_that_another_took_away_again_is_not_brought_back(catalogue):
    """The draft said something new, both read it, one took it away: what counts is what both began with."""
    edit(catalogue, ADA, says(title="Declare a birth"))
    lock = lock_of(catalogue)
    edit(catalogue, ADA, says(), lock=lock)
    saved = edit(catalogue, BOB, says(title="Declare a birth", who="All."), lock=lock)
    assert saved.body == says(who="All.")


def test_who_saves_after_it_was_published_is_merged_into_a_new_draft(catalogue):
    edit(catalogue, ADA, says(title="Declare a birth"))
    lock = lock_of(catalogue)
    edit(catalogue, ADA, says(title="Declare your baby"), lock=lock)
    send(catalogue, ADA)
    approve(catalogue, BOB)
    saved = edit(catalogue, CEM, says(title="Declare a birth", who="All."), lock=lock)
    assert saved.body == says(title="Declare your baby", who="All.")
    assert title(catalogue) == "Declare your baby"


def test_a_late_saving_does_not_silently_take_back_what_was_submitted(catalogue):
    saved = edit(catalogue, ADA, says(title="Declare a birth"))
    send(catalogue, ADA)
    with pytest.raises(Collision) as met:
        edit(catalogue, ADA, says(title="Declare a birth"), lock=saved.lock)
    assert met.value.in_review
    edit(catalogue, ADA, says(title="Declare it"), lock=saved.lock, chosen_against=met.value.lock)
    assert draft(catalogue).state == "draft"


def test_what_is_not_remembered_any_more_is_asked_about_not_guessed(catalogue):
    edit(catalogue, ADA, says(title="Declare a birth"))
    lock = lock_of(catalogue)
    catalogue.clock.move(days=8)
    edit(catalogue, ADA, says(title="Announce a birth"))
    with pytest.raises(Collision) as met:
        edit(catalogue, BOB, says(title="Declare a birth"), lock=lock)
    assert [clash.path for clash in met.value.merged.clashes] == ["title"]
    assert met.value.base == {}


def test_what_a_draft_said_is_forgotten_after_a_week(catalogue):
    edit(catalogue, ADA, says(title="Declare a birth"))
    catalogue.clock.move(days=8)
    edit(catalogue, ADA, says(title="Announce a birth"))
    with catalogue.reading("en") as reading:
        bodies = reading.session.scalars(select(SavedBody.body)).all()
        assert [body["sections"]["title"] for body in bodies] == ["Announce a birth"]


# The log.


def test_savings_in_a_row_are_one_act(catalogue):
    for minute in range(5):
        edit(catalogue, ADA, says(title=f"Declare {minute}"))
        catalogue.clock.move(minutes=2)
    assert acts(catalogue) == [("saved", "ada")]
    edit(catalogue, BOB, says(title="Declare all"))
    edit(catalogue, ADA, says(title="Declare it"))
    catalogue.clock.move(minutes=31)
    edit(catalogue, ADA, says(title="Declare it all"))
    assert acts(catalogue) == [("saved", "ada"), ("saved", "bob"), ("saved", "ada"), ("saved", "ada")]


@pytest.mark.parametrize("statement", ["UPDATE events SET actor = 'nobody'", "DELETE FROM events"])
def test_the_database_refuses_to_change_the_log(catalogue, statement):
    before = log(catalogue)
    with pytest.raises(DBAPIError, match="never changed"), catalogue.work("mallory") as work:
        work.session.execute(text(statement))
    assert log(catalogue) == before


def test_so_do_the_mapped_classes(catalogue):
    with catalogue.work("mallory") as work:
        work.session.scalars(select(Event)).first().actor = "nobody"
        with pytest.raises(ValueError, match="never changed"):
            work.session.flush()
        work.session.rollback()
    with catalogue.work("mallory") as work:
        work.session.delete(work.session.scalars(select(Event)).first())
        with pytest.raises(ValueError, match="never changed"):
            work.session.flush()
        work.session.rollback()


# Restoring, and minor edits.


def test_any_edition_comes_back_as_a_draft(catalogue):
    edit(catalogue, ADA, says(title="Declare a birth"))
    send(catalogue, ADA)
    approve(catalogue, BOB)
    with catalogue.work(CEM.mail) as work:
        restore_edition(work, CEM, Kind.SERVICE, KEY, "en", 1, lock=lock_of(catalogue))
    assert title(catalogue) == "Declare a birth"
    assert draft(catalogue).body == says()
    send(catalogue, CEM)
    with pytest.raises(OwnWork):
        approve(catalogue, CEM)
    approve(catalogue, ADA)
    assert title(catalogue) == "Register a birth"
    assert ("restored", "cem") in acts(catalogue)


def test_restoring_overwrites_no_open_draft(catalogue):
    edit(catalogue, ADA, says(title="Declare a birth"))
    with pytest.raises(WrongState), catalogue.work(CEM.mail) as work:
        restore_edition(work, CEM, Kind.SERVICE, KEY, "en", 1, lock=lock_of(catalogue))
    with pytest.raises(NotFound), catalogue.work(CEM.mail) as work:
        restore_edition(work, CEM, Kind.SERVICE, KEY, "fr", 9, lock=lock_of(catalogue, part="fr"))


def stamps(catalogue):
    return live_body(catalogue, Kind.SERVICE, KEY, "fr")["made_from"]


def test_a_minor_edit_outdates_no_translation(catalogue):
    edit(catalogue, ADA, says(title="Register a Birth"))
    edit(catalogue, CEM, {**live_body(catalogue, Kind.SERVICE, KEY, "fr"), "machine": ["who"]}, "fr")
    send(catalogue, ADA, minor=True)
    approve(catalogue, BOB)
    assert stamps(catalogue)["title"] == digest("Register a Birth")
    assert draft(catalogue, "fr").body["made_from"]["title"] == digest("Register a Birth")
    assert draft(catalogue, "fr").body["machine"] == ["who"]


def test_a_major_edit_outdates_them(catalogue):
    edit(catalogue, ADA, says(title="Register a Birth"))
    send(catalogue, ADA)
    approve(catalogue, BOB)
    assert stamps(catalogue)["title"] == digest("Register a birth")


def test_a_minor_edit_makes_nothing_current_that_was_outdated(catalogue):
    edit(catalogue, ADA, says(title="Declare a birth"))
    send(catalogue, ADA)
    approve(catalogue, BOB)
    edit(catalogue, ADA, says(title="Declare a Birth"))
    send(catalogue, ADA, minor=True)
    approve(catalogue, BOB)
    assert stamps(catalogue)["title"] == digest("Register a birth")
    assert stamps(catalogue)["who"] == digest(SERVICE_SECTIONS["who"])


def test_publish_itself_refuses_a_stale_lock_over_midnight(catalogue):
    """An edition that takes over by its instant changes the lock, though nobody saved or published then."""
    lock = lock_of(catalogue)
    with catalogue.work("ada") as work:
        publish(
            work,
            Kind.SERVICE,
            KEY,
            "en",
            says(title="Tomorrow"),
            lock=lock,
            published_from=work.now + timedelta(hours=1),
        )
    evening = lock_of(catalogue)
    catalogue.clock.move(hours=2)
    with pytest.raises(Conflict), catalogue.work("ada") as work:
        publish(work, Kind.SERVICE, KEY, "en", says(title="Today"), lock=evening)
    saved = edit(catalogue, BOB, says(who="All."), lock=evening)
    assert saved.body == says(title="Tomorrow", who="All.")
