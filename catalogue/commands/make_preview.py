"""Making a secret link to a preview, and taking one back."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from catalogue.commands.parts import find_object
from catalogue.context import Work
from catalogue.errors import NotFound
from catalogue.facts import Kind
from catalogue.models import Event, Preview
from catalogue.queries.previews import digest_of_secret
from catalogue.queries.subjects import get_subject
from catalogue.rights import Action, Person, require

LASTS = timedelta(days=30)
"""For so long a link leads somewhere; nobody should come across a draft of last year."""

SECRET_BYTES = 24


def make_preview(
    work: Work, person: Person, kind: Kind, key: str, *, day: date | None = None, everything: bool = False
) -> str:
    """Return the secret of a new link to the open drafts of an object, or of all objects, as of a day or of today.

    The secret is told this once. Raises `NotFound`, and `NotAllowed` for who may not see these drafts.
    """
    target = find_object(work.session, kind, key)
    if target is None:
        raise NotFound(kind, key)
    # Who sees the drafts of the whole country may show them; everyone else shows those of one object.
    require(person, Action.SEE_DRAFTS, None if everything else get_subject(work.session, kind, key))
    secret = secrets.token_urlsafe(SECRET_BYTES)
    work.session.add(
        Preview(
            digest=digest_of_secret(secret),
            kind=kind,
            key=key,
            objects=None if everything else [[kind, key]],
            day=day,
            made_by=person.mail,
            made_at=work.now,
            ends_at=work.now + LASTS,
        )
    )
    _log(work, target.id, "preview made")
    return secret


def revoke_preview(work: Work, person: Person, kind: Kind, key: str, id: int) -> None:
    """Let a link to an object's drafts lead nowhere from now on; one that leads nowhere already stays as it is.

    Raises `NotFound` for an object that is not there, and `NotAllowed` for who may not see its drafts.
    """
    require(person, Action.SEE_DRAFTS, get_subject(work.session, kind, key))
    preview = work.session.get(Preview, id)
    if preview is None or (preview.kind, preview.key) != (kind, key) or preview.revoked_at is not None:
        return
    preview.revoked_at = work.now
    target = find_object(work.session, kind, key)
    _log(work, target.id if target else None, "preview revoked")


def _log(work: Work, object_id: int | None, action: str) -> None:
    work.session.add(Event(at=work.now, actor=work.actor, action=action, object_id=object_id))
