"""What somebody typed and sent when their session was over: carried through signing in, and sent again by one button.

It stands in the page and nowhere on the server. Only forms of our own pages come here, since others are refused before.
"""

from __future__ import annotations

import json

from flask import request

from portal.staff.addresses import own_target

NEVER_KEPT = frozenset({"csrf_token", "password", "again", "old", "code", "kept", "kept_for"})
"""Secrets, and what belongs to the sending and not to what was typed."""

Fields = list[tuple[str, str]]


def typed_here() -> Fields:
    """Return what came with this request, in its order."""
    return [(name, value) for name, value in request.form.items(multi=True) if name not in NEVER_KEPT]


def pack(fields: Fields) -> str:
    """Return fields as one hidden field carries them."""
    return json.dumps(fields, ensure_ascii=False)


def carried() -> tuple[str, Fields] | None:
    """Return where a form that this page carries on was meant for, and its fields; None when it carries none."""
    target = own_target(request.form.get("kept_for"))
    try:
        pairs = json.loads(request.form.get("kept", ""))
        fields = [(str(name), str(value)) for name, value in pairs]
    except (ValueError, TypeError):
        return None
    if target is None or not fields:
        return None
    return target, [(name, value) for name, value in fields if name not in NEVER_KEPT]
