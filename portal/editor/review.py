"""Reviewing: what changed, word by word; then publish it, now or later, or send it back with a comment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time

from flask import make_response, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from catalogue.commands.publish_draft import publish_drafts
from catalogue.commands.return_draft import return_draft
from catalogue.differences import Difference
from catalogue.errors import CatalogueError
from catalogue.local_time import NoSuchTime, TwoSuchTimes, instant_of
from catalogue.queries.drafts import get_editable
from catalogue.queries.history import compare_bodies
from catalogue.queries.object_card import ObjectCard, PartLine, get_zone
from catalogue.read_models.review import Editable, Stage
from catalogue.rights import Action
from catalogue.trials import Trial, note_despite
from portal import work
from portal.days import read_date
from portal.editor.addresses import OBJECT, object_address
from portal.editor.blueprint import editor
from portal.editor.example_plans import foresee
from portal.editor.objects import allowed, open_card
from portal.editor.path_names import FactsInWords
from portal.editor.sentences import list_refusals
from portal.editor.trials import find_broken
from portal.extensions import get_house
from portal.staff.who import person, staff, staff_page

LONGEST_COMMENT = 2000


@dataclass(frozen=True)
class Reviewed:
    """One part in review, with what it changes of what is live."""

    line: PartLine
    draft: Editable
    differences: tuple[Difference, ...]
    names: dict[str, str]
    """What the fields that differ are called, by path."""
    own: bool
    """Whether the reader wrote in it, and therefore cannot decide."""


@dataclass
class Decision:
    """What the form says."""

    verb: str = ""
    parts: list[str] = field(default_factory=list)
    later: bool = False
    day: str = ""
    clock: str = ""
    second: bool | None = None
    comment: str = ""
    despite: str = ""
    """Why it is published although questions do not lead to it any more."""


@editor.get(OBJECT + "review")
@staff(Action.REVIEW)
def review(kind: str, key: str) -> ResponseReturnValue:
    """Show what is in review."""
    card = open_card(kind, key)
    parts = _list_reviewed(card)
    return _answer(card, parts, Decision(parts=[one.line.part for one in parts if not one.own]), [])


@editor.post(OBJECT + "review")
@staff(Action.REVIEW, Action.PUBLISH)
def decide(kind: str, key: str) -> ResponseReturnValue:
    """Publish the chosen parts together, or send them back."""
    card = open_card(kind, key)
    decision = _read_decision()
    instant, errors, two = _read_instant(card, decision)
    if not decision.parts:
        errors.insert(0, ("parts", gettext("Choose what your decision is about.")))
    if decision.verb == "return" and not decision.comment:
        errors.append(("comment", gettext("Say what has to change, so that the author can mend it.")))
    broken = find_broken(card.kind, card.key) if decision.verb == "publish" and not errors else ()
    if broken and not decision.despite:
        said = gettext("Questions do not lead here any more. Mend the draft, or say why it is published nevertheless.")
        errors.append(("despite", said))
    if not errors:
        try:
            done = _do(card, decision, instant, broken)
        except CatalogueError as error:
            errors = list_refusals(error, "parts")
        else:
            return redirect(object_address(card.kind, card.key, done=done), 303)
    card = open_card(kind, key)
    return _answer(card, _list_reviewed(card), decision, errors, two, 422, broken)


def _list_reviewed(card: ObjectCard) -> list[Reviewed]:
    waiting = [part for part in card.parts if part.open and part.open.stage is Stage.IN_REVIEW]
    reach = allowed(card, Action.REVIEW, [part.part for part in waiting])
    found = []
    for line in waiting:
        if line.part in reach:
            draft = get_editable(work.reading(), card.kind, card.key, line.part)
            facts = FactsInWords(card.kind, card.key)
            differences = compare_bodies(line.part, draft.live or {}, draft.body, facts.tell)
            names = facts.name_paths(line.part, (one.path for one in differences))
            found.append(Reviewed(line, draft, differences, names, person().mail in draft.authors))
    return found


def _read_decision() -> Decision:
    form = request.form
    return Decision(
        verb=form.get("do", ""),
        parts=form.getlist("part"),
        later=form.get("when") == "later",
        day=form.get("day", "").strip(),
        clock=form.get("clock", "").strip(),
        second={"first": False, "second": True}.get(form.get("which", "")),
        comment=form.get("comment", "").strip()[:LONGEST_COMMENT],
        despite=form.get("despite", "").strip()[:LONGEST_COMMENT],
    )


def _read_instant(
    card: ObjectCard, decision: Decision
) -> tuple[datetime | None, list[tuple[str, str]], TwoSuchTimes | None]:
    """Return the instant that is meant, what is wrong with it, and the two that could be meant."""
    if decision.verb != "publish" or not decision.later:
        return None, [], None
    reading = work.reading()
    day, clock = read_date(decision.day), _read_clock(decision.clock)
    errors = []
    if day is None:
        errors.append(("day", gettext("Type the day as year, month and day, such as 2027-01-31.")))
    if clock is None:
        errors.append(("clock", gettext("Type the time as hours and minutes, such as 08:00.")))
    if day is None or clock is None:
        return None, errors, None
    try:
        instant = instant_of(day, clock, get_zone(reading, card.subject.place), second=decision.second)
    except NoSuchTime as fault:
        said = f"{fault.after:%H:%M}"
        return None, [("clock", gettext("Clocks skip this time on that day. Take %(time)s or later.", time=said))], None
    except TwoSuchTimes as fault:
        return None, [("which-first", gettext("Clocks show this time twice on that day. Say which one."))], fault
    if instant <= reading.now:
        return None, [("day", gettext("That time has passed. Take a later one, or publish now."))], None
    return instant, [], None


def _read_clock(text: str) -> time | None:
    try:
        return time.fromisoformat(text).replace(tzinfo=None) if len(text) == 5 else None
    except ValueError:
        return None


def _do(card: ObjectCard, decision: Decision, instant: datetime | None, broken: tuple[Trial, ...]) -> str:
    locks = {part: request.form.get(f"lock-{part}", "") for part in decision.parts}
    with get_house().catalogue.work(person().mail) as unit:
        if decision.verb == "return":
            for part, lock in sorted(locks.items()):
                return_draft(unit, person(), card.kind, card.key, part, lock=lock, comment=decision.comment)
            return "returned"
        if broken:
            note_despite(unit, person(), card.kind, card.key, decision.parts, decision.despite, broken)
        publish_drafts(unit, person(), card.kind, card.key, locks, published_from=instant)
    return "scheduled" if instant else "published"


def _answer(
    card: ObjectCard,
    parts: list[Reviewed],
    decision: Decision,
    errors: list[tuple[str, str]],
    two: TwoSuchTimes | None = None,
    status: int = 200,
    broken: tuple[Trial, ...] = (),
) -> ResponseReturnValue:
    zone = get_zone(work.reading(), card.subject.place)
    page = staff_page(
        "editor/review.html",
        card=card,
        parts=parts,
        plans=foresee(card.kind, card.key),
        broken=broken,
        decision=decision,
        errors=errors,
        two=two,
        zone=zone,
        here=work.reading().now.astimezone(zone),
    )
    return make_response(page, status)
