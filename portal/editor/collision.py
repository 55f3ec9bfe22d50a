"""Two people changed the same facts: what each of them made of it, side by side, to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.merging import Collision
from portal.editor.forms.spelling import name_of_path, shape_of_path, spell
from portal.editor.forms.view import FormView


@dataclass(frozen=True)
class ClashLine:
    """One place that both changed, in words. An empty text stands for what is not there."""

    path: str
    name: str
    before: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class CollisionTold:
    """What there is to choose, and what was taken over."""

    author: str | None
    in_review: bool
    clashes: tuple[ClashLine, ...]
    taken_over: tuple[str, ...]


def describe_collision(view: FormView, collision: Collision) -> CollisionTold:
    """Return a collision in words."""
    clashes = []
    for clash in collision.merged.clashes:
        shape = shape_of_path(view, clash.path)
        before, theirs, mine = (spell(view, shape, value) for value in (clash.base, clash.theirs, clash.mine))
        clashes.append(ClashLine(clash.path, name_of_path(view, clash.path), before, theirs, mine))
    taken_over = tuple(name_of_path(view, path) for path in collision.merged.taken_over)
    return CollisionTold(collision.author, collision.in_review, tuple(clashes), taken_over)
