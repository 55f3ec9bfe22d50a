"""Finding what to edit, and the page of one object: its parts and where they stand."""

from __future__ import annotations

from collections.abc import Iterable

from flask import make_response, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from catalogue.commands.cancel_publication import cancel_publication
from catalogue.commands.submit import discard, submit, take_back
from catalogue.errors import CatalogueError
from catalogue.example_plans import KINDS_WITH_PLANS
from catalogue.facts import Kind
from catalogue.queries.find_objects import find_objects
from catalogue.queries.object_card import ObjectCard, get_object_card, get_zone
from catalogue.read_models.review import Stage
from catalogue.rights import FACTS_PART, Action, Subject, may, require
from portal import work
from portal.editor.addresses import OBJECT, object_address
from portal.editor.blueprint import editor
from portal.editor.kinds import in_address, read_kind
from portal.editor.numbers import read_number
from portal.editor.sentences import list_refusals
from portal.extensions import get_house
from portal.staff.who import person, staff, staff_page
from portal.urls import with_parameters

LONGEST_NOTE = 2000
DONE = (
    "submitted",
    "taken-back",
    "discarded",
    "cancelled",
    "published",
    "scheduled",
    "returned",
    "restored",
    "caught-up",
)
"""What an address may say was just done."""


@editor.get("/objects")
@staff(Action.SEE_DRAFTS)
def objects() -> str:
    """Show objects by kind, words and state."""
    words = request.args.get("q", "").strip()
    kind = request.args.get("kind", "")
    stage = request.args.get("stage", "")
    found = find_objects(
        work.reading(),
        words=words,
        kind=read_kind(kind) if kind else None,
        stage=Stage(stage) if stage in tuple(Stage) else None,
        page=read_number(request.args.get("page")) or 1,
    )
    kept = {name: value for name, value in (("q", words), ("kind", kind), ("stage", stage)) if value}
    return staff_page(
        "editor/objects.html",
        found=found,
        q=words,
        kind=kind,
        stage=stage,
        kinds=[(in_address(each), each) for each in Kind],
        stages=[each for each in Stage if each is not Stage.SUPERSEDED],
        page_address=lambda number: with_parameters(request.path, {**kept, "page": number}),
    )


@editor.get(OBJECT)
@staff(Action.SEE_DRAFTS)
def thing(kind: str, key: str) -> ResponseReturnValue:
    """Show one object."""
    return show_object(open_card(kind, key), [])


@editor.post(OBJECT)
@staff(Action.SUBMIT, Action.PUBLISH)
def move(kind: str, key: str) -> ResponseReturnValue:
    """Send drafts for review, take one back, give one up, or cancel a publication: whatever the button says."""
    card = open_card(kind, key)
    verb, _, part = request.form.get("do", "").partition(":")
    try:
        done = _do(card, verb, part)
    except CatalogueError as error:
        return show_object(open_card(kind, key), list_refusals(error, "parts"), 422)
    if done is None:
        return show_object(card, [("parts", gettext("Choose what to send for review."))], 422)
    return redirect(object_address(card.kind, card.key, done=done), 303)


def open_card(kind: str, key: str) -> ObjectCard:
    """Return the object of an address, for whoever may see its drafts."""
    card = get_object_card(work.reading(), read_kind(kind), key)
    require(person(), Action.SEE_DRAFTS, card.subject)
    return card


def allowed(card: ObjectCard, action: Action, parts: Iterable[str]) -> list[str]:
    """Return the parts of an object to which somebody may do something, in their order."""
    own = card.subject
    return [
        part for part in parts if may(person(), action, Subject(own.kind, own.key, own.organisations, own.place, part))
    ]


def show_object(card: ObjectCard, errors: list[tuple[str, str]], status: int = 200) -> ResponseReturnValue:
    """Show the page of an object, with what went wrong."""
    opened = {part.part: part.open for part in card.parts if part.open}
    done = request.args.get("done", "")
    in_review = [part for part, draft in opened.items() if draft.stage is Stage.IN_REVIEW]
    page = staff_page(
        "editor/object.html",
        card=card,
        errors=errors,
        done=done if done in DONE else "",
        zone=get_zone(work.reading(), card.subject.place),
        may_submit=allowed(card, Action.SUBMIT, [part for part in opened if part not in in_review]),
        may_take_back=allowed(card, Action.SUBMIT, in_review),
        may_edit=[
            *allowed(card, Action.EDIT, [part for part in opened if part == FACTS_PART]),
            *allowed(card, Action.TRANSLATE, [part for part in opened if part != FACTS_PART]),
        ],
        may_review=allowed(card, Action.REVIEW, in_review),
        may_cancel=allowed(card, Action.PUBLISH, [part.part for part in card.parts if part.scheduled]),
        may_withdraw=card.withdrawn_at is None and may(person(), Action.WITHDRAW, card.subject),
        note=request.form.get("note", ""),
        chosen=request.form.getlist("part") if request.form else list(opened),
        has_plans=bool(opened) and card.kind in KINDS_WITH_PLANS,
        today=work.reading().today,
    )
    return make_response(page, status)


def _do(card: ObjectCard, verb: str, part: str) -> str | None:
    """Do what the button says and return what was done; None when nothing was chosen."""
    lock = request.form.get(f"lock-{part}", "")
    with get_house().catalogue.work(person().mail) as unit:
        match verb:
            case "submit":
                chosen = [line.part for line in card.parts if line.part in request.form.getlist("part")]
                if not chosen:
                    return None
                locks = {name: request.form.get(f"lock-{name}", "") for name in chosen}
                note = request.form.get("note", "").strip()[:LONGEST_NOTE] or None
                submit(unit, person(), card.kind, card.key, locks, note=note, minor=bool(request.form.get("minor")))
                return "submitted"
            case "take-back":
                take_back(unit, person(), card.kind, card.key, part, lock=lock)
                return "taken-back"
            case "discard":
                discard(unit, person(), card.kind, card.key, part, lock=lock)
                return "discarded"
            case "cancel":
                name, _, number = part.partition(":")
                cancel_publication(unit, person(), card.kind, card.key, name, read_number(number) or 0)
                return "cancelled"
    return None
