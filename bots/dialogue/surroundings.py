"""What stands around an answer: notices, a warning of private data, the offer of another language, a rating."""

from __future__ import annotations

from dataclasses import replace

from bots.dialogue.answers.desk_queue import news
from bots.dialogue.answers.prose import one_line
from bots.dialogue.hearing.languages import hear_language
from bots.dialogue.memory import Memory
from bots.dialogue.reply import Answer, Block, BlockKind, Button, Intent, Line, Reply, notice, paragraph
from bots.dialogue.turn import Outcome, Turn, button
from bots.dialogue.utterance import LONGEST_TEXT, Utterance
from catalogue.facts.notice import NoticeLevel
from catalogue.languages import languages
from catalogue.masking import tells_of_a_person
from catalogue.queries.notices import list_notices
from catalogue.read_models.notice import Notice
from furniture.labels import LABELS
from furniture.translations import phrases


def with_known_place(turn: Turn) -> Turn:
    """Return the turn without a place that the country does not have any more."""
    known = {place.place for place in turn.frame.places}
    if turn.memory.place is None or turn.memory.place in known:
        return turn
    return replace(turn.remembering(place=None), reading=replace(turn.reading, place=None))


def reply(turn: Turn, outcome: Outcome, utterance: Utterance) -> tuple[Reply, Memory]:
    """Return the reply to an outcome, and the memory that it leaves."""
    told, ways, memory = news(turn, outcome.memory)
    notices = tuple(found for found in list_notices(turn.reading) if found.id not in memory.notices)
    before = [_notice(turn, found) for found in notices]
    # Those that are over are forgotten, so that the list of what was seen stays short.
    live = {found.id for found in list_notices(turn.reading)}
    memory = replace(memory, notices=(*(seen for seen in memory.notices if seen in live), *(n.id for n in notices)))
    before += told
    if tells_of_a_person(utterance.text):
        before.append(_warning(turn))
    after = list(outcome.after)
    buttons = [*ways, *outcome.buttons]
    offered = _other_language(turn, memory, utterance)
    if offered is not None:
        line, choice = _offer(turn, offered)
        after.append(paragraph(line))
        buttons.insert(0, choice)
        memory = replace(memory, offered_language=offered)
    subject = memory.subject
    if outcome.rateable and not memory.rated and subject is not None:
        after.append(paragraph(turn.gettext("Was this answered?")))
        buttons = [
            button(turn.gettext("Yes, it was"), "useful", "yes", subject.kind, subject.id),
            button(turn.gettext("No, it was not"), "useful", "no", subject.kind, subject.id),
            *buttons,
        ]
        memory = replace(memory, rated=True)
    said = Reply(
        language=turn.language,
        answers=outcome.answers,
        before=tuple(before),
        after=tuple(after),
        buttons=tuple(buttons),
        attachments=outcome.attachments,
        confidence=outcome.confidence,
        rating=outcome.rating,
        danger=outcome.danger,
        wrong_code=outcome.wrong_code,
        forgotten=outcome.forgotten,
    )
    return said, Memory() if outcome.forgotten else memory


def _notice(turn: Turn, found: Notice) -> Block:
    """Return an emergency notice: its level and title, then what it says, then where to read more."""
    level = turn.gettext(LABELS[NoticeLevel][found.level])
    lines = [Line(f"{level}: {found.title.value}", Line.of(found.title, turn.language).language)]
    if found.text is not None:
        lines.append(Line(one_line(found.text), Line.of(found.text, turn.language).language))
    if found.address:
        lines.append(Line(found.address, address=found.address))
    return notice(*lines)


def _warning(turn: Turn) -> Block:
    """Return a gentle word to somebody who sent what only they should know."""
    return notice(
        turn.gettext("You sent a number or an address that is only yours. I have not kept it."),
        turn.gettext("Please do not send such data here: I do not need it to answer."),
    )


def broken(text: str) -> Answer:
    """Return the answer of a technical failure."""
    return Answer(Intent.UNKNOWN, (Block(BlockKind.NOTICE, (Line(text),)),))


def _other_language(turn: Turn, memory: Memory, utterance: Utterance) -> str | None:
    """Return another language in which a person clearly wrote, unless it was offered already."""
    heard = hear_language(utterance.text[:LONGEST_TEXT])
    if not heard.clear or heard.code in (turn.language, memory.offered_language, None):
        return None
    return heard.code if heard.code in turn.frame.languages else None


def _offer(turn: Turn, code: str) -> tuple[Line, Button]:
    """Return the offer in the language that is offered: whoever wrote in it reads it."""
    said = phrases(turn.translations, code)
    endonym = languages()[code].endonym
    return (
        Line(said.gettext("Would you like me to answer in %(language)s?", language=endonym), code),
        button(endonym, "language", code),
    )
