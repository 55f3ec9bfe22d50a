"""How the lines of a page are said in a chat: labels, conditions, amounts, and where a rule comes from.

Each function says what a component of the portal's templates shows, in the same phrases.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from bots.dialogue.reply import Block, Line, paragraph
from bots.dialogue.turn import Turn
from catalogue.facts.base import Duration
from catalogue.languages import formats, languages
from catalogue.languages import language as language_of
from catalogue.languages.formats import FIRST_STRONG_ISOLATE, NO_BREAK_SPACE, POP_ISOLATE
from catalogue.read_models.office import Openness
from catalogue.read_models.service import ServicePage
from catalogue.read_models.service_lines import Amount, AppliesTo, ChannelSection, LawLine, Origin
from catalogue.read_models.text import Freshness, Text
from furniture.labels import LABELS

LONGEST_LABEL = 60
"""Characters of a button."""

STOPS, WIDE_STOPS = ".!?…:؟", "。！？："
"""What ends a sentence; after a wide one Chinese leaves no space."""


def said(turn: Turn, text: Text) -> str:
    """Return words of the content for use inside a sentence: whole, where they run in the other direction."""
    if text.direction == language_of(turn.language).direction:
        return text.value
    return f"{FIRST_STRONG_ISOLATE}{text.value}{POP_ISOLATE}"


def label(turn: Turn, code: StrEnum) -> str:
    """Return what a fixed code of the facts is called."""
    return turn.gettext(LABELS[type(code)][code])


def short_label(text: str) -> str:
    """Return a text short enough for a button, cut at a word's end where it has one late enough."""
    if len(text) <= LONGEST_LABEL:
        return text
    cut = text[: LONGEST_LABEL - 1]
    whole = cut.rpartition(" ")[0]
    return (whole if len(whole) > LONGEST_LABEL // 2 else cut).rstrip(" ,;:–-") + "…"


def together(pieces: Iterable[str]) -> str:
    """Return short notes side by side; no line begins with the dot between them."""
    return f"{NO_BREAK_SPACE}· ".join(piece for piece in pieces if piece)


def sentences(turn: Turn, pieces: Iterable[str]) -> str:
    """Return sentences one after the other; a piece that ends without a stop gets one when another follows."""
    joined = ""
    for piece in filter(None, pieces):
        if not joined:
            joined = piece
        elif joined.rstrip(POP_ISOLATE)[-1] in WIDE_STOPS:
            joined += piece
        elif joined.rstrip(POP_ISOLATE)[-1] in STOPS:
            joined = f"{joined} {piece}"
        else:
            joined = turn.gettext("%(item)s. %(more)s", item=joined, more=piece)
    return joined


def item(turn: Turn, title: str, notes: Iterable[str] = (), more: Iterable[str] = ()) -> str:
    """Return an entry of a list: what it is, short notes on it, and sentences about it."""
    noted = together(notes)
    line = turn.gettext("%(title)s: %(notes)s", title=title, notes=noted) if noted else title
    return sentences(turn, [line, *more])


def rule_of(turn: Turn, origin: Origin) -> str:
    """Return the mark of a place's own rule; nothing for a national one."""
    return turn.gettext("Rule of %(place)s", place=said(turn, origin.title)) if origin else ""


def marked(turn: Turn, text: Text, origin: Origin) -> str:
    """Return a sentence of the content with the mark of a place's own rule behind it."""
    mark = rule_of(turn, origin)
    sentence = said(turn, text)
    return turn.gettext("%(text)s (%(mark)s)", text=sentence, mark=mark) if mark else sentence


def only_if(turn: Turn, to: AppliesTo) -> str:
    """Return the situations to which a part is limited, as questions with the answers that count."""
    if to.lines:
        cases = together(
            f"{said(turn, question)} {' / '.join(said(turn, option) for option in options)}"
            for question, options in to.lines
        )
        return f"{turn.gettext('Only if:')} {cases}"
    return "" if to.exact else turn.gettext("Only in some situations; the text says in which.")


def channel_name(turn: Turn, channel: ChannelSection) -> str:
    """Return what a way to do the service is called."""
    return said(turn, channel.title) if channel.title else label(turn, channel.kind)


def only_ways(turn: Turn, ids: Sequence[str], page: ServicePage) -> str:
    """Return the ways for which a part holds; nothing when it holds for all."""
    names = {channel.id: channel_name(turn, channel) for channel in page.channels}
    known = [names[id] for id in ids if id in names]
    return f"{turn.gettext('Only this way:')} {together(known)}" if known else ""


def money(turn: Turn, amount: Amount) -> str:
    """Return money as the page writes it: nothing to pay, an amount, a range, or that it is not known."""
    if amount.minimum is None or amount.maximum is None:
        return formats.not_known(turn.language)
    if amount.maximum == 0:
        return turn.gettext("Free of charge")
    return formats.money_range(amount.minimum, amount.maximum, amount.currency, turn.language)


def changing(turn: Turn, next_amount: Amount | None, next_from: object) -> str:
    """Return the amount that follows and from when; nothing where none is known to follow."""
    if next_amount is None:
        return ""
    return (
        f"{turn.gettext('From %(date)s:', date=formats.long_date(next_from, turn.language))} {money(turn, next_amount)}"
    )


def usually(turn: Turn, duration: Duration) -> str:
    """Return how long something usually takes."""
    if duration.value == 0:
        return turn.gettext("At once, while you wait")
    return turn.gettext("Usually %(time)s", time=formats.span(duration, turn.language))


def law(turn: Turn, line: LawLine | None) -> str:
    """Return a legal basis, or nothing where none is named."""
    if line is None:
        return ""
    return turn.ngettext(
        "%(law)s, article %(article)s",
        "%(law)s, articles %(article)s",
        len(line.articles),
        law=said(turn, line.title),
        article=formats.enumeration(line.articles, turn.language),
    )


def clock(turn: Turn, instant: datetime) -> str:
    """Return the time of day of an instant, in the zone it carries."""
    return formats.clock(instant.time(), turn.language)


def openness(turn: Turn, state: Openness) -> str:
    """Return whether an office is open, until when, or why not and when next."""
    if state.open and state.until is not None:
        return turn.gettext("Open until %(time)s", time=clock(turn, state.until))
    pieces = [turn.gettext("Closed now"), said(turn, state.reason) if state.reason else ""]
    if state.next_opening is not None:
        day = formats.weekday_date(state.next_opening.date(), turn.language)
        pieces.append(turn.gettext("Opens %(day)s at %(time)s", day=day, time=clock(turn, state.next_opening)))
    return together(pieces)


def language_names(turn: Turn, codes: Iterable[str]) -> str:
    """Return languages by their own names; one that the product does not ship keeps its code."""
    shipped = languages()
    names = [shipped[code].endonym if code in shipped else code for code in codes]
    return together(formats.isolate(name, turn.language) for name in names)


def contact(turn: Turn, phone: str | None, mail: str | None, address: str | None = None) -> list[str | Line]:
    """Return how to reach a body, a line each."""
    lines: list[str | Line] = []
    if phone:
        lines.append(f"{turn.gettext('Phone:')} {formats.left_to_right(phone, turn.language)}")
    if mail:
        lines.append(f"{turn.gettext('E-mail:')} {formats.left_to_right(mail, turn.language)}")
    if address:
        lines.append(Line(turn.gettext("Website:"), address=address))
    return lines


def stale_notes(turn: Turn, texts: Iterable[Text | None]) -> tuple[Block, ...]:
    """Return what a reader must know of words that are not translated, or not as fresh as their source; said once."""
    notes: dict[str, None] = {}
    for text in texts:
        if text is None:
            continue
        if text.freshness is Freshness.MISSING and text.language != turn.language:
            endonym = language_of(text.language).endonym
            notes[turn.gettext("This part is not translated yet. You see it in %(language)s.", language=endonym)] = None
        elif text.freshness is Freshness.MACHINE:
            notes[turn.gettext("This part was translated by a machine and nobody has checked it.")] = None
        elif text.freshness is Freshness.OUTDATED:
            notes[turn.gettext("The original of this part has changed since it was translated.")] = None
    return (paragraph(*notes),) if notes else ()
