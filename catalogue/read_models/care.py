"""What asks for care."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalogue.care.laws import OldVersion
    from catalogue.care.overrides import StaleOverride
    from catalogue.facts import Kind
    from catalogue.read_models.broken_link import BrokenLink


@dataclass(frozen=True, slots=True)
class Unsound:
    """Something that the check finds wrong with what is published."""

    kind: Kind | None
    """None for what belongs to no object, such as the ledger of numbers."""
    key: str
    part: str
    field: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class CareList:
    """Everything that asks for somebody's eye, each list in its order."""

    old_versions: tuple[OldVersion, ...]
    overrides: tuple[StaleOverride, ...]
    unused: tuple[tuple[Kind, str], ...]
    unsound: tuple[Unsound, ...]
    broken: tuple[BrokenLink, ...]
