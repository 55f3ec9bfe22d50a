"""The threshold where organisations lie within others: nobody works out a few by what the whole and a part are told.

Pure. What is told of an organisation with all below it depends on the whole tree, and not on who asks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from catalogue.figures.thresholds import HIDDEN, Figure, figure, protect

Node = str | None
"""An organisation; None for the whole country."""


@dataclass(frozen=True)
class Nested:
    """What may be told of each organisation: of all that lies in it, and of itself alone."""

    _within: Mapping[Node, Figure]
    _itself: Mapping[Node, Figure]
    _below: Mapping[Node, tuple[str, ...]]

    @property
    def whole(self) -> Figure:
        """Return what may be told of the whole country."""
        return self._within[None]

    def of(self, organisations: Collection[str] | None) -> Figure:
        """Return what may be told of these organisations together; None asks for the whole country."""
        if organisations is None:
            return self.whole
        told = [each for each in self._cover(None, frozenset(organisations)) if each != Figure(0)]
        if len(told) == 1:
            return told[0]
        if any(each.value is None for each in told):
            return HIDDEN
        return Figure(sum(each.value or 0 for each in told))

    def _cover(self, node: Node, wanted: frozenset[str]) -> Iterator[Figure]:
        """Go through the figures of the fewest parts that are exactly what is wanted."""
        if node is not None and self._all_below(node) <= wanted:
            yield self._within[node]
            return
        if node in wanted:
            yield self._itself[node]
        for child in self._below.get(node, ()):
            yield from self._cover(child, wanted)

    def _all_below(self, node: str) -> frozenset[str]:
        return frozenset({node}).union(*(self._all_below(child) for child in self._below.get(node, ())))


def protect_nested(own: Mapping[Node, int], above: Mapping[str, str | None]) -> Nested:
    """Return what may be told, given what each organisation has by itself (None: what belongs to none).

    `above` says in which organisation each lies. One that is not known there lies in none. Nought is always told;
    otherwise what is not told of an organisation is told of nothing in it.
    """
    below: dict[Node, list[str]] = defaultdict(list)
    for organisation in sorted({*above, *(key for key in own if key is not None)}):
        parent = above.get(organisation)
        below[parent if parent in above else None].append(organisation)
    sums: dict[Node, int] = {}

    def add_up(node: Node) -> int:
        sums[node] = own.get(node, 0) + sum(add_up(child) for child in below.get(node, ()))
        return sums[node]

    within: dict[Node, Figure] = {None: figure(add_up(None))}
    itself: dict[Node, Figure] = {}

    def descend(node: Node) -> None:
        children = below.get(node, ())
        told, *of_children = _parts(within[node], [own.get(node, 0), *(sums[child] for child in children)])
        itself[node] = told
        for child, figure_of_child in zip(children, of_children, strict=True):
            within[child] = figure_of_child
            descend(child)

    descend(None)
    return Nested(within, itself, {node: tuple(children) for node, children in below.items()})


def _parts(total: Figure, parts: list[int]) -> list[Figure]:
    """Return what may be told of the parts of a number of which this is told."""
    if sum(part > 0 for part in parts) == 1:
        return [total if part else Figure(0) for part in parts]
    told = protect(parts) if total.value is not None else None
    return list(told) if told is not None else [HIDDEN if part else Figure(0) for part in parts]
