"""Where translations come from: the source texts of earlier editions by digest, and what minor editions equal."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.facts.words import Words, digest
from catalogue.models import CatalogueObject, Edition
from catalogue.translating.segments import Text


@dataclass(frozen=True)
class Origins:
    """What the published editions of the source words said."""

    texts: dict[tuple[str, str], Text] = field(default_factory=dict)
    """By section and digest."""
    equals: dict[tuple[str, str], str] = field(default_factory=dict)
    """By section and digest: the digest that a minor edition put in its place, and in the place of that one."""

    def find(self, key: str, made_from: str) -> Text | None:
        """Return the source text with this digest, or None when no edition said it."""
        return self.texts.get((key, made_from))

    def renew(self, key: str, made_from: str) -> str:
        """Return the newest digest that only minor editions part from this one."""
        return self.equals.get((key, made_from), made_from)


def find_origins(session: Session, target: CatalogueObject | None, language: str) -> Origins:
    """Return what every published edition of an object's words in its source language said, the oldest first."""
    origins = Origins()
    if target is None:
        return origins
    rows = session.execute(
        select(Edition.body, Edition.minor)
        .where(
            Edition.object_id == target.id,
            Edition.part == language,
            Edition.published_from.is_not(None),
        )
        .order_by(Edition.published_from, Edition.number)
    )
    before: dict[str, str] = {}
    for body, minor in rows:
        said = Words.from_plain(body).sections
        now = {key: digest(text) for key, text in said.items()}
        origins.texts.update({(key, now[key]): text for key, text in said.items()})
        for key, stamp in now.items():
            earlier = before.get(key)
            if minor and earlier is not None:
                # As the translations of that hour were stamped anew.
                follow = [
                    (section, old)
                    for (section, old), new in origins.equals.items()
                    if section == key and new == earlier
                ]
                origins.equals.update(dict.fromkeys(follow, stamp))
                origins.equals[key, earlier] = stamp
            # What says the same once more is the same, whatever a minor edition once made of it.
            origins.equals[key, stamp] = stamp
        before = now
    return origins
