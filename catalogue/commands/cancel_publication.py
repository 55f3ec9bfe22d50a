"""Cancelling a publication that was scheduled: what was to take over becomes a draft again."""

from __future__ import annotations

from sqlalchemy import delete, exists, select, update

from catalogue.commands.bodies import read_facts
from catalogue.commands.parts import get_part_state
from catalogue.commands.placeholders import check_nothing_named_is_dropped
from catalogue.commands.release import announce
from catalogue.commands.save_draft import remember
from catalogue.commands.staff import get_target, log, require_for
from catalogue.context import Work
from catalogue.errors import InvalidContent, Problem, WrongState
from catalogue.facts import Kind
from catalogue.files.content import facts_path
from catalogue.models import FACTS, CatalogueObject, Edition, Event, Reference, State
from catalogue.rights import Action, Person


def cancel_publication(work: Work, person: Person, kind: Kind, key: str, part: str, number: int) -> None:
    """Cancel the edition of a part that is scheduled under this number; what is live then stays so.

    It becomes the part's draft again, or, when another draft is open, is withdrawn and stays in the history. Minor
    editions of translations that were to come with it are withdrawn with it. Raises `WrongState` when the edition is
    not scheduled, or not any more, `InvalidContent` when words that are published or scheduled need these facts.
    """
    require_for(work, person, Action.PUBLISH, kind, key, part)
    work.lock()
    target = get_target(work, kind, key)
    edition = work.session.scalars(
        select(Edition).where(
            Edition.object_id == target.id,
            Edition.part == part,
            Edition.number == number,
            Edition.state == State.PUBLISHED,
            Edition.published_from > work.now,
        )
    ).one_or_none()
    if edition is None:
        raise WrongState(kind, key, part, None)
    if part == FACTS:
        _refuse_to_strand_words(work, kind, key, target, edition)
    state = get_part_state(work.session, target, part, work.now)
    for stamped in _restamped_with(work, edition):
        _take_out(work, stamped)
        stamped.state = State.WITHDRAWN
    _take_out(work, edition)
    if state.draft is None:
        edition.state, edition.published_from, edition.published_until = State.DRAFT, None, None
        edition.based_on = state.live.number if state.live else None
        edition.reviewer = None
        work.session.flush()
        remember(work, edition)
    else:
        edition.state = State.WITHDRAWN
    log(work, "cancelled", target, edition, number=number)
    # What is said of the time to come is derived anew by every reader.
    announce(work, {(target, work.now)})


def _take_out(work: Work, edition: Edition) -> None:
    """Let the edition before go on until the one after, as if this one had never been scheduled."""
    session = work.session
    before = session.scalars(
        select(Edition).where(
            Edition.object_id == edition.object_id,
            Edition.part == edition.part,
            Edition.id != edition.id,
            Edition.state == State.PUBLISHED,
            Edition.published_from < edition.published_from,
            Edition.published_until == edition.published_from,
        )
    ).first()
    # What it names, it names no more; the rows would otherwise come alive at its instant.
    session.execute(delete(Reference).where(Reference.edition_id == edition.id))
    if before is not None:
        before.published_until = edition.published_until
        session.execute(
            update(Reference).where(Reference.edition_id == before.id).values(live_until=edition.published_until)
        )


def _restamped_with(work: Work, edition: Edition) -> list[Edition]:
    stamped = select(Event.edition_id).where(Event.object_id == edition.object_id, Event.action == "restamped")
    return list(
        work.session.scalars(
            select(Edition)
            .where(
                Edition.id.in_(stamped),
                Edition.object_id == edition.object_id,
                Edition.part != edition.part,
                Edition.state == State.PUBLISHED,
                Edition.published_from == edition.published_from,
            )
            .order_by(Edition.part)
        )
    )


def _refuse_to_strand_words(work: Work, kind: Kind, key: str, target: CatalogueObject, edition: Edition) -> None:
    """Raise `InvalidContent` when words need what these facts bring."""
    session, at = work.session, edition.published_from
    before = get_part_state(session, target, FACTS, work.now).live
    if before is not None:
        facts = read_facts(kind, key, before.body)
        check_nothing_named_is_dropped(session, kind, key, facts, at, edition.published_until)
        return
    published = (Edition.object_id == target.id, Edition.state == State.PUBLISHED, Edition.id != edition.id)
    facts_stay = select(exists().where(*published, Edition.part == FACTS)).scalar_subquery()
    words_stay = select(exists().where(*published, Edition.part != FACTS)).scalar_subquery()
    if session.execute(select(words_stay & ~facts_stay)).scalar_one():
        problem = "Words are published or scheduled that speak of these facts."
        raise InvalidContent((Problem(facts_path(kind, key), "facts", problem, "Cancel the words first."),))
