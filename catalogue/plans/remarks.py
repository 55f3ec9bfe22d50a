"""What steps remark on one paper in their own words, each sentence once with the steps that say it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from catalogue.plans.counting import Use
from catalogue.read_models.papers import Remark
from catalogue.read_models.text import Text

_ENDS = ".!?…。！？؟"
"""What ends a sentence in the shipped languages."""


def list_remarks(uses: Iterable[Use]) -> tuple[Remark, ...]:
    """Return what the steps that want a paper remark on it, in their order.

    A remark that begins or ends another one, as sentences of it, stands by itself with the steps of both, in order.
    """
    said: dict[Text, list[str]] = {}
    place: dict[str, int] = {}
    for use in uses:
        step = use.need.need.step
        place.setdefault(step.id, len(place))
        remark = step.service.wording.text(f"requirements.{use.want.requirement.id}")
        if remark:
            said.setdefault(remark, []).append(step.id)
    remarks: dict[Text, list[str]] = {}
    for remark, steps in said.items():
        for part in _parts(remark, said):
            remarks.setdefault(part, []).extend(steps)
    return tuple(Remark(remark, tuple(sorted({*steps}, key=place.__getitem__))) for remark, steps in remarks.items())


def _parts(remark: Text, others: Iterable[Text]) -> list[Text]:
    """Return the remarks that make up a remark, in its order; only itself where no other one is part of it."""
    for other in others:
        part, whole = other.value, remark.value
        if part == whole or not part.endswith(tuple(_ENDS)):
            continue
        if whole.startswith(part):
            return [other, *_parts(replace(remark, value=whole.removeprefix(part).strip()), others)]
        before = whole.removesuffix(part).rstrip()
        if whole.endswith(part) and before.endswith(tuple(_ENDS)):
            return [*_parts(replace(remark, value=before), others), other]
    return [remark]
