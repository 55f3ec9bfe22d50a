"""Previews by their secret links."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import select

from catalogue.facts import Kind
from catalogue.models import Preview
from catalogue.previewing import Previewed
from catalogue.read_models.preview import PreviewCard

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from catalogue.context import Catalogue


def digest_of_secret(secret: str) -> str:
    """Return by what a secret is recognised; it is random and long, so a plain hash tells nothing of it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def find_preview(catalogue: Catalogue, secret: str) -> Previewed | None:
    """Return what a secret link shows; None for one that never was, was revoked or has ended."""
    now = catalogue.clock()
    with catalogue.reading("en") as reading:
        row = reading.session.execute(
            select(Preview.objects, Preview.day, Preview.made_by).where(
                Preview.digest == digest_of_secret(secret), Preview.revoked_at.is_(None), Preview.ends_at > now
            )
        ).one_or_none()
    if row is None:
        return None
    objects = None if row.objects is None else tuple((Kind(kind), key) for kind, key in row.objects)
    return Previewed(objects, row.day, row.made_by)


def list_previews(session: Session, kind: Kind, key: str) -> tuple[PreviewCard, ...]:
    """Return the links made for an object that still lead somewhere or once did, the newest first."""
    rows = session.scalars(select(Preview).where(Preview.kind == kind, Preview.key == key).order_by(Preview.id.desc()))
    return tuple(
        PreviewCard(row.id, row.objects is None, row.day, row.made_by, row.made_at, row.ends_at, row.revoked_at)
        for row in rows
    )
