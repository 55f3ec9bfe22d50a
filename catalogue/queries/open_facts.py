"""The facts that an editor goes on with: the open draft, or else what is in force; and what may not change any more."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from catalogue.commands.parts import find_object, get_part_state
from catalogue.facts import Kind
from catalogue.models import FACTS, CatalogueObject, Edition, Number

if TYPE_CHECKING:
    from catalogue.context import Reading

NEW = "0/-"
"""The lock of a part that nobody has saved yet."""


@dataclass(frozen=True)
class OpenFacts:
    """Facts as they were read for a form."""

    body: dict[str, Any]
    lock: str
    state: str | None
    """The state of the draft, or None when the body is what is in force."""
    author: str | None
    live: dict[str, Any] | None
    """What is in force."""
    withdrawn: bool = False


def find_open_facts(reading: Reading, kind: Kind, key: str) -> OpenFacts | None:
    """Return the facts to go on with, or None when there never were any."""
    target = find_object(reading.session, kind, key)
    if target is None:
        return None
    state = get_part_state(reading.session, target, FACTS, reading.now)
    edition = state.draft or state.live
    if edition is None and not state.last_number:
        return None
    return OpenFacts(
        edition.body if edition else {},
        state.lock,
        state.draft.state if state.draft else None,
        edition.author if edition else None,
        state.live.body if state.live else None,
        target.withdrawn_at is not None,
    )


def get_used_ids(reading: Reading, kind: Kind, key: str) -> dict[str, frozenset[str]]:
    """Return, by the name of a list, the ids that parts of an object have or once had; they are not given anew."""
    owner = f"service/{key.partition('/')[0]}" if kind is Kind.VARIANT else f"{kind.value}/{key}"
    used: defaultdict[str, set[str]] = defaultdict(set)
    rows = reading.session.execute(select(Number.scope, Number.key).where(Number.scope.startswith(f"{owner}/")))
    for scope, part in rows:
        used[scope.removeprefix(f"{owner}/")].add(part)
    return {name: frozenset(ids) for name, ids in used.items()}


def is_code_free(reading: Reading, code: str, key: str) -> bool:
    """Tell whether no other service is called by a spoken code."""
    return code not in _codes(reading, but_for=key)


def propose_code(reading: Reading) -> str:
    """Return the lowest code of four digits above all that services have."""
    taken = _codes(reading)
    numbers = [int(code) for code in taken if len(code) == 4]
    return str(next(number for number in range(max(numbers, default=999) + 1, 1_000_000) if str(number) not in taken))


def _codes(reading: Reading, but_for: str | None = None) -> set[str]:
    rows = reading.session.execute(
        select(CatalogueObject.key, Edition.body["code"].as_string())
        .join(Edition, Edition.object_id == CatalogueObject.id)
        .where(CatalogueObject.kind == Kind.SERVICE, Edition.part == FACTS)
    )
    return {code for key, code in rows if code and key != but_for}
