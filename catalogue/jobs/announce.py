"""Scheduled publications that have come due are announced under a sequence number of their own.

Readers need no announcement: they compare instants. It is for those who keep something derived – a search index –
and follow the sequence numbers.
"""

from __future__ import annotations

from sqlalchemy import select, update

from catalogue.commands.release import announce, describe
from catalogue.context import Catalogue, Work
from catalogue.facts import FACTS_OF_KIND, Kind
from catalogue.models import FACTS, CatalogueObject, Edition, OutboxRow

ACTOR = "jobs"


def announce_due(catalogue: Catalogue) -> int:
    """Announce what has come due and return how many objects changed."""
    with catalogue.reading("en") as reading:
        waiting = select(OutboxRow.object_id).where(OutboxRow.announced_at.is_(None), OutboxRow.due <= reading.now)
        if reading.session.scalars(waiting.limit(1)).first() is None:
            return 0
    with catalogue.work(ACTOR) as work:
        work.lock()
        due = (OutboxRow.announced_at.is_(None), OutboxRow.due <= work.now)
        changed = set(work.session.scalars(select(OutboxRow.object_id).where(*due)))
        if not changed:
            # Another process was quicker.
            return 0
        work.session.execute(update(OutboxRow).where(*due).values(announced_at=work.now))
        targets = work.session.scalars(select(CatalogueObject).where(CatalogueObject.id.in_(changed))).all()
        for target in targets:
            _describe_anew(work, target)
        announce(work, {(target, work.now) for target in targets})
        return len(targets)


def _describe_anew(work: Work, target: CatalogueObject) -> None:
    body = work.session.scalars(
        select(Edition.body).where(Edition.object_id == target.id, Edition.part == FACTS, Edition.live_at(work.now))
    ).first()
    if body is not None:
        describe(target, FACTS_OF_KIND[Kind(target.kind)].from_plain(body))
