"""One object as staff see it: where each of its parts stands, who uses it, who looks after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import select

from catalogue.commands.parts import OPEN, PartState, list_part_states
from catalogue.errors import NotFound, Use
from catalogue.facts import Kind
from catalogue.models import FACTS, CatalogueObject, Edition, Redirect
from catalogue.queries.open_parts import list_open_parts, list_scheduled_parts
from catalogue.queries.shared import get_shared
from catalogue.queries.standing import Standing, get_standings
from catalogue.queries.subjects import get_subject
from catalogue.queries.used_in import list_uses
from catalogue.read_models.review import OpenPart, ScheduledPart, TranslationCounts
from catalogue.rights import Subject

if TYPE_CHECKING:
    from catalogue.context import Reading


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of an object."""

    part: str
    lock: str
    live_from: datetime | None
    open: OpenPart | None
    """The draft, or the edition in review."""
    by_files: bool
    """Content files left the draft."""
    behind: bool
    """Something was published since the draft was begun."""
    counts: TranslationCounts
    scheduled: tuple[ScheduledPart, ...]


@dataclass(frozen=True)
class ObjectCard:
    """One object with its parts, facts first."""

    kind: Kind
    key: str
    title: str
    subject: Subject
    parts: tuple[PartLine, ...]
    uses: tuple[Use, ...]
    use_titles: dict[tuple[str, str], str]
    owner: str | None
    checked: date | None
    review: date | None
    withdrawn_at: datetime | None
    redirected_to: str | None

    @property
    def used_in(self) -> tuple[Use, ...]:
        """Return who uses the object, each once, whatever the roles."""
        return tuple({(use.kind, use.key): use for use in self.uses}.values())

    def part(self, name: str) -> PartLine | None:
        """Return one part, or None."""
        return next((part for part in self.parts if part.part == name), None)


def get_object_card(reading: Reading, kind: Kind, key: str) -> ObjectCard:
    """Return an object with all its parts: those that there are, and those that there could be. Raises `NotFound`."""
    session = reading.session
    target = session.scalars(
        select(CatalogueObject).where(CatalogueObject.kind == kind, CatalogueObject.key == key)
    ).one_or_none()
    if target is None:
        raise NotFound(kind, key)
    standings = get_standings(reading)
    standing = standings.get(target.id)
    titles = {id_: one.title(reading.language, reading.source_language) for id_, one in standings.items()}
    mine = Edition.object_id == target.id
    opened = {part.part: part for part in list_open_parts(session, titles, mine)}
    scheduled = list_scheduled_parts(session, titles, reading.now, mine)
    states = list_part_states(session, reading.now, [target.id])
    names = [FACTS, *reading.all_languages]
    names += sorted({part for _, part in states} - set(names))
    uses = list_uses(session, kind, key, reading.now)
    redirect = select(Redirect.to_key).where(Redirect.kind == kind, Redirect.key == key)
    return ObjectCard(
        kind=kind,
        key=key,
        title=_title(standing, opened, reading) or _last_title(reading, target.id) or key,
        subject=get_subject(session, kind, key, now=reading.now),
        parts=tuple(_line(name, states[target.id, name], opened.get(name), standing, scheduled) for name in names),
        uses=uses,
        use_titles={(one.kind, one.key): titles[id_] for id_, one in standings.items()} if uses else {},
        owner=standing.duty.owner if standing else None,
        checked=standing.duty.checked if standing else None,
        review=standing.duty.review if standing else None,
        withdrawn_at=target.withdrawn_at,
        redirected_to=session.scalars(redirect).first() if target.withdrawn_at else None,
    )


def get_zone(reading: Reading, place: str | None) -> ZoneInfo:
    """Return the time zone of a place: its own, or that of what it lies in; the country's when no place is named."""
    shared = get_shared(reading)
    for above in shared.chain(place):
        zone = shared.places[above].time_zone
        if zone is not None:
            return ZoneInfo(zone)
    return reading.country.zone


def _line(
    name: str, state: PartState, opened: OpenPart | None, standing: Standing | None, scheduled: list[ScheduledPart]
) -> PartLine:
    draft, live = state.draft, state.live
    counts = standing.translations.get(name, TranslationCounts()) if standing else TranslationCounts()
    ahead = [one.number for one in scheduled if one.part == name]
    return PartLine(
        part=name,
        lock=state.lock,
        live_from=live.published_from if live else None,
        open=opened if draft is not None and draft.state in OPEN else None,
        by_files=draft is not None and not draft.by_person,
        behind=draft is not None and live is not None and draft.based_on not in (live.number, *ahead),
        counts=counts,
        scheduled=tuple(one for one in scheduled if one.part == name),
    )


def _title(standing: Standing | None, opened: dict[str, OpenPart], reading: Reading) -> str | None:
    if standing is not None:
        return standing.title(reading.language, reading.source_language)
    draft = opened.get(reading.language) or opened.get(reading.source_language)
    return draft.title if draft else None


def _last_title(reading: Reading, target: int) -> str | None:
    titled = select(Edition.title).where(Edition.object_id == target, Edition.title.is_not(None))
    in_source = titled.where(Edition.part == reading.source_language).order_by(Edition.number.desc())
    return reading.session.scalars(in_source).first()
