"""Earlier editions come back as drafts; minor edits outdate no translation."""

from __future__ import annotations

import pytest
from content_builder import SERVICE_SECTIONS
from reading_back import live_body, lock_of, log, title
from reviewing import ADA, BOB, CEM, KEY, approve, edit, says, send
from sqlalchemy import select

from catalogue.commands.restore_edition import restore_edition
from catalogue.errors import NotFound, OwnWork, WrongState
from catalogue.facts import Kind
from catalogue.facts.words import digest
from catalogue.models import CatalogueObject, Edition


def acts(catalogue):
    return [(action, actor.partition("@")[0]) for action, actor, _ in log(catalogue) if actor != "files"]


def draft(catalogue, part="en"):
    with catalogue.reading("en") as reading:
        return reading.session.scalars(
            select(Edition)
            .join(CatalogueObject)
            .where(CatalogueObject.key == KEY, Edition.part == part, Edition.state.in_(["draft", "in_review"]))
        ).one()


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
