"""Keeping in mind which services a clerk opened, and forgetting it after a month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import delete

from catalogue.context import Catalogue, Work, get_country
from catalogue.database import insert_into
from catalogue.models import OpenedService
from catalogue.models.opened_service import DAYS_KEPT
from catalogue.rights import Person


def note_opened(work: Work, person: Person, service: str, editions: Mapping[str, int], today: date) -> None:
    """Keep in mind that somebody opened a service as it is now; of several openings the last one counts."""
    values = {"account_id": person.id, "service": service, "editions": dict(editions), "day": today}
    statement = insert_into(work.session, OpenedService).values(values)
    work.session.execute(
        statement.on_conflict_do_update(
            index_elements=[OpenedService.account_id, OpenedService.service],
            set_={"editions": statement.excluded.editions, "day": statement.excluded.day},
        )
    )


def forget_opened(catalogue: Catalogue) -> int:
    """Forget what was opened more than a month ago; return how many services that were."""
    with catalogue.work("counter") as work:
        today = work.now.astimezone(get_country(work.session, work.now).zone).date()
        oldest = today - timedelta(days=DAYS_KEPT - 1)
        return work.session.execute(delete(OpenedService).where(OpenedService.day < oldest)).rowcount
