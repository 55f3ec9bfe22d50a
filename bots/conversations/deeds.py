"""Counts what a reply was: an answer with facts, or the word that there is none. Of no conversation and no person."""

from __future__ import annotations

from bots.dialogue.reply import Reply
from catalogue.context import Catalogue, Reading
from catalogue.errors import CatalogueError
from catalogue.facts import Kind
from catalogue.figures.deeds import Channel, Counted, Deed
from catalogue.queries.life_events import get_life_event
from catalogue.queries.services import get_service

WEB = "web"
"""The channel of the chat on the portal's pages; all others are the bot's."""


def count_deeds(catalogue: Catalogue, reply: Reply, *, place: str | None, channel: str) -> None:
    """Count each answer that states facts by what it is about, and a reply that has none.

    Menus, and questions that the bot asks back, are neither.
    """
    if not catalogue.deeds.counting:
        return
    answers = [answer.sources[0] for answer in reply.answers if answer.sources]
    if not answers and reply.confidence > 0:
        return
    door = Channel.CHAT if channel == WEB else Channel.BOT
    with catalogue.reading(reply.language) as reading:
        if not answers:
            declined = Counted(reading.today, Deed.BOT_DECLINED, door, reply.language, place=place or "")
            catalogue.deeds.note(declined)
        for source in answers:
            kept_apart = reply.danger or _is_sensitive(reading, source.kind, source.id)
            told = Counted(reading.today, Deed.BOT_ANSWERED, door, reply.language, source.kind, source.id)
            catalogue.deeds.note(told if kept_apart or not place else told._replace(place=place))


def _is_sensitive(reading: Reading, kind: str, key: str) -> bool:
    """Tell whether nobody else should see that this is asked about: then the place is not counted beside it."""
    try:
        if kind == Kind.SERVICE:
            service = get_service(reading, key)
            pathways = service.part_of
            return service.sensitive or (bool(pathways) and all(pathway.sensitive for pathway in pathways))
        return kind == Kind.LIFE_EVENT and get_life_event(reading, key).sensitive
    except CatalogueError:
        return True
