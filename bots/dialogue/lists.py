"""What the menu leads to: life events, groups of people and topics as buttons, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bots.dialogue.menu import menu_button
from bots.dialogue.reply import Button, Intent, paragraph
from bots.dialogue.turn import Handler, NotUnderstood, Outcome, Turn, say
from bots.dialogue.utterance import Action
from catalogue.facts.kinds import Kind
from catalogue.queries.groups import get_target_group, get_topic, list_target_groups, list_topics
from catalogue.queries.life_events import list_life_events
from catalogue.read_models.cards import Card

ON_A_PAGE = 8
"""Buttons of a list that are shown at once."""


def list_events(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    """Offer the life events."""
    cards = list_life_events(turn.reading).cards
    return _listed(turn, turn.gettext("What has happened, or what is going to?"), cards, "life_events", arguments)


def list_groups(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    """Offer the groups of people."""
    cards = list_target_groups(turn.reading).cards
    return _listed(turn, turn.gettext("For whom?"), cards, "groups", arguments)


def list_subjects(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    """Offer the topics."""
    return _listed(turn, turn.gettext("Choose a topic."), list_topics(turn.reading).cards, "topics", arguments)


def show_group(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    """Offer what there is for a group of people."""
    id, page = _id_and_page(arguments)
    group = get_target_group(turn.reading, id)
    return _listed(turn, group.title.value, (*group.life_events, *group.services), f"group:{id}", page)


def show_topic(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    """Offer what belongs to a topic."""
    id, page = _id_and_page(arguments)
    topic = get_topic(turn.reading, id)
    return _listed(turn, topic.title.value, (*topic.life_events, *topic.services), f"topic:{id}", page)


def open_button(label: str, kind: Kind | str, id: str) -> Button:
    """Return the button that opens an object of the catalogue."""
    opening: dict[str, Callable[[], Action]] = {
        Kind.LIFE_EVENT: lambda: Action("event", (id,)),
        Kind.TARGET_GROUP: lambda: Action("group", (id, "1")),
        Kind.TOPIC: lambda: Action("topic", (id, "1")),
        Kind.OFFICE: lambda: Action("office", (id,)),
    }
    make = opening.get(Kind(kind), lambda: Action("about", (str(Kind(kind)), id)))
    return Button(label, make())


def _id_and_page(arguments: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    if not arguments:
        raise NotUnderstood
    return arguments[0], arguments[1:]


def _listed(turn: Turn, text: str, cards: Sequence[Card], verb: str, arguments: tuple[str, ...]) -> Outcome:
    """Return a page of a list as buttons, with a button to the next page and one to the menu."""
    number = page_number(arguments)
    shown = cards[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    buttons = [open_button(card.title.value, card.kind, card.id) for card in shown]
    if number * ON_A_PAGE < len(cards):
        more = Action.parse(f"{verb}:{number + 1}")
        buttons.append(Button(turn.gettext("More"), more))
    return say(turn.remembering(awaiting=None), Intent.MENU, paragraph(text), buttons=(*buttons, menu_button(turn)))


def page_number(arguments: tuple[str, ...]) -> int:
    """Return the page that the last argument names; the first one without any. Raises `NotUnderstood`."""
    if not arguments:
        return 1
    if not (arguments[-1].isascii() and arguments[-1].isdecimal() and 0 < int(arguments[-1]) < 1000):
        raise NotUnderstood
    return int(arguments[-1])


VERBS: dict[str, Handler] = {
    "life_events": list_events,
    "groups": list_groups,
    "group": show_group,
    "topics": list_subjects,
    "topic": show_topic,
}
