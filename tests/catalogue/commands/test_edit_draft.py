"""Two people on one part: what only one changed is kept, the rest is asked about, nothing is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from reading_back import lock_of, title
from reviewing import ADA, BOB, CEM, KEY, approve, edit, says, send
from sqlalchemy import select

from catalogue.commands.publish import publish
from catalogue.errors import Conflict
from catalogue.facts import Kind
from catalogue.merging import Collision, Side
from catalogue.models import CatalogueObject, Edition, SavedBody


def draft(catalogue, part="en"):
    with catalogue.reading("en") as reading:
        return reading.session.scalars(
            select(Edition)
            .join(CatalogueObject)
            .where(CatalogueObject.key == KEY, Edition.part == part, Edition.state.in_(["draft", "in_review"]))
        ).one()


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


def test_words_are_saved_with_the_spaces_that_their_language_sets(catalogue):
    typed = says(title="Qui déclare ?", aliases=["Où aller ?"], who="« Oui » : les parents.")
    kept = says(title="Qui déclare\u202f?", aliases=["Où aller\u202f?"], who="«\u00a0Oui\u00a0»\u00a0: les parents.")
    assert edit(catalogue, ADA, typed, part="fr").body == draft(catalogue, "fr").body == kept
    assert edit(catalogue, ADA, typed).body == typed


def test_a_space_alone_is_nobodys_change(catalogue):
    edit(catalogue, ADA, says(title="Qui déclare ?", who="Les parents."), part="fr")
    lock = lock_of(catalogue, part="fr")
    edit(catalogue, ADA, says(title="Qui déclare la naissance ?", who="Les parents."), part="fr")
    saved = edit(catalogue, BOB, says(title="Qui déclare ?", who="Qui : les parents."), part="fr", lock=lock)
    assert saved.taken_over == ("title",)
    assert saved.body == says(title="Qui déclare la naissance\u202f?", who="Qui\u00a0: les parents.")
