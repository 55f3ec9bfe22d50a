"""Answering failed searches: a synonym, a pin, or the word that nothing is to be done."""

from __future__ import annotations

import re

from sqlalchemy import select, update

from catalogue.commands.note_failed_search import normalised
from catalogue.commands.parts import find_object, get_part_state
from catalogue.commands.publish import publish
from catalogue.context import Work
from catalogue.errors import NotFound
from catalogue.facts import Kind, Pin
from catalogue.models import FACTS, CatalogueObject, Edition, Event, FailedSearch
from catalogue.rights import Action, Person, require
from catalogue.sealing import Seal

LIST_OF_STAFF = "staff"
"""The list of synonyms that grows at the desk; the lists that files seed stay as their authors left them."""


def add_synonym(work: Work, person: Person, language: str, said: str, meant: str) -> None:
    """Let the search understand what people say by a word of the catalogue, at once and in every door.

    Raises `NotAllowed`, and `InvalidContent` for a line that says nothing.
    """
    require(person, Action.STEER_SEARCH)
    line = f"{_one_term(said)} => {_one_term(meant)}"
    _publish_if_new(work, Kind.SYNONYMS, LIST_OF_STAFF, {})
    rules = _live_lines(work, Kind.SYNONYMS, LIST_OF_STAFF, language, "rules")
    if line not in rules:
        _publish_lines(work, Kind.SYNONYMS, LIST_OF_STAFF, language, "rules", [*rules, line])


def add_pin(work: Work, person: Person, language: str, query: str, kind: Kind, key: str) -> None:
    """Let an object be the first answer to a query, at once and in every door.

    Raises `NotAllowed`, and `InvalidContent` where the object is not published or the query has another first answer.
    """
    require(person, Action.STEER_SEARCH)
    pin = _pin_to(work, kind, key) or key
    _publish_if_new(work, Kind.PIN, pin, {kind.value: key})
    queries = _live_lines(work, Kind.PIN, pin, language, "queries")
    if query not in queries:
        _publish_lines(work, Kind.PIN, pin, language, "queries", [*queries, query])


def dismiss_failed_search(work: Work, person: Person, seal: Seal, language: str, text: str, reason: str) -> None:
    """Take a failed search off the list, because nothing is to be done about it; the log says why.

    People who go on looking for it bring it back, once they are many enough again. Raises `NotAllowed`, `NotFound`.
    """
    require(person, Action.STEER_SEARCH)
    digest = seal.digest(normalised(text))
    dismissed = work.session.execute(
        update(FailedSearch)
        .where(FailedSearch.language == language, FailedSearch.digest == digest)
        .values(dismissed=True)
        .execution_options(synchronize_session=False)
    )
    if not dismissed.rowcount:
        raise NotFound("failed search", language)
    # Neither the text nor its digest: they are forgotten in time, the log is not.
    details = {"language": language, "reason": reason}
    work.session.add(Event(at=work.now, actor=work.actor, action="search dismissed", details=details))


def _one_term(text: str) -> str:
    """Return a text as one term of a rule; commas and arrows mean something else there."""
    return " ".join(re.sub(r"[,،，、]|=>", " ", text).split())


def _pin_to(work: Work, kind: Kind, key: str) -> str | None:
    """Return the pin that leads to an object already."""
    rows = work.session.execute(
        select(CatalogueObject.key, Edition.body)
        .join(Edition, Edition.object_id == CatalogueObject.id)
        .where(CatalogueObject.kind == Kind.PIN, Edition.part == FACTS, Edition.live_at(work.now))
        .order_by(CatalogueObject.key)
    )
    return next((pin for pin, body in rows if Pin.from_plain(body).target == (kind.value, key)), None)


def _publish_if_new(work: Work, kind: Kind, key: str, facts: dict[str, str]) -> None:
    target = find_object(work.session, kind, key)
    state = get_part_state(work.session, target, FACTS, work.now) if target else None
    if state is None or state.live is None:
        publish(work, kind, key, FACTS, facts, lock=state.lock if state else "0/-")


def _live_lines(work: Work, kind: Kind, key: str, language: str, section: str) -> list[str]:
    target = find_object(work.session, kind, key)
    state = get_part_state(work.session, target, language, work.now) if target else None
    return list(state.live.body["sections"].get(section, ())) if state and state.live else []


def _publish_lines(work: Work, kind: Kind, key: str, language: str, section: str, lines: list[str]) -> None:
    target = find_object(work.session, kind, key)
    lock = get_part_state(work.session, target, language, work.now).lock if target else "0/-"
    publish(work, kind, key, language, {"sections": {section: lines}}, lock=lock)
