"""Failed searches for those who write the content: grouped, and nothing that was looked for seldom or on one day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select, tuple_

from catalogue.models import FORGOTTEN, FailedSearch, oldest_day_kept
from catalogue.read_models.failed_searches import FailedSearchGroup, FailedSearchList
from catalogue.sealing import Seal

if TYPE_CHECKING:
    from catalogue.context import Reading

FEWEST_SEARCHES = 5
"""A text that was looked for less often is given to nobody: masking cannot know names, and what is written about one
person is looked for by one or a few. Small counts are not worth an editor's time either."""

FEWEST_DAYS = 2
"""Nor is a text given out that was looked for on one day only: one person who tries again and again, or reloads the
page, reaches any number of searches within a minute."""

MOST_GROUPS = 200


def list_failed_searches(
    reading: Reading, seal: Seal, *, language: str | None = None, limit: int = MOST_GROUPS
) -> FailedSearchList:
    """Return the texts that were looked for in vain often enough and on days enough, the most frequent first.

    They are of one language, or of all. Those that the seal cannot open, because its key was lost, are among the rarer.
    """
    of_language = (
        FailedSearch.dismissed.is_(False),
        *(() if language is None else (FailedSearch.language == language,)),
    )
    readable = (
        FailedSearch.digest != FORGOTTEN,
        or_(FailedSearch.stays, FailedSearch.day >= oldest_day_kept(reading.today)),
        *of_language,
    )
    searches, days, last_day = func.sum(FailedSearch.searches), func.count(), func.max(FailedSearch.day)
    counted = (
        select(
            FailedSearch.language,
            FailedSearch.digest,
            last_day,
            days,
            searches,
            func.sum(FailedSearch.reports),
            func.sum(FailedSearch.at_desk),
        )
        .where(*readable)
        .group_by(FailedSearch.language, FailedSearch.digest)
        .having(searches >= FEWEST_SEARCHES, days >= FEWEST_DAYS)
        .order_by(searches.desc(), last_day.desc(), FailedSearch.language, FailedSearch.digest)
        .limit(max(0, min(limit, MOST_GROUPS)))
    )
    rows = reading.session.execute(counted).all()
    texts = _texts(reading, seal, [tuple(row[:3]) for row in rows])
    groups = tuple(
        FailedSearchGroup(texts[language, digest], language, on_days, int(times), int(reports), last, int(at_desk))
        for language, digest, last, on_days, times, reports, at_desk in rows
        if (language, digest) in texts
    )
    total = reading.session.scalar(select(func.coalesce(searches, 0)).where(*of_language)) or 0
    return FailedSearchList(groups, int(total) - sum(group.searches for group in groups))


def _texts(reading: Reading, seal: Seal, keys: list[tuple]) -> dict[tuple[str, str], str]:
    """Return the text of each group as it was typed last."""
    columns = tuple_(FailedSearch.language, FailedSearch.digest, FailedSearch.day)
    rows = reading.session.scalars(select(FailedSearch).where(columns.in_(keys))).all() if keys else ()
    opened = {(row.language, row.digest): seal.open(row.sealed or b"", row.place) for row in rows}
    return {key: text for key, text in opened.items() if text is not None}
