"""Before a publication: the questions that must lead to an object are asked with its drafts in force."""

from __future__ import annotations

from catalogue.errors import InvalidContent
from catalogue.facts import Kind
from catalogue.trials import (
    KINDS_TRIED,
    Ask,
    Named,
    Trial,
    as_drafted,
    as_published,
    list_broken,
    list_questions,
    with_drafts,
)
from portal import work
from portal.chatting import Chat, open_chat_over
from portal.extensions import get_house
from portal.staff.who import person


def find_broken(kind: Kind, key: str) -> tuple[Trial, ...]:
    """Return the questions that lead to an object now and would not with its drafts in force.

    None where there are no questions or no dialogue is installed, nor for drafts that cannot be published: that is
    said when they are.
    """
    if kind not in KINDS_TRIED:
        return ()
    catalogue, by = get_house().catalogue, person().mail
    try:
        # Most objects have none, and an index with the drafts in it takes as long as the whole publication.
        with with_drafts(catalogue, kind, key, by).reading(work.reading().language) as reading:
            questions = list_questions(reading, kind, key)
        if not questions:
            return ()
        with as_drafted(catalogue, kind, key, by) as drafted:
            after, before = open_chat_over(drafted), open_chat_over(as_published(catalogue, by))
            if after is None or before is None:
                return ()
            return list_broken(questions, (kind, key), _asking(before), _asking(after))
    except InvalidContent:
        return ()


def _asking(chat: Chat) -> Ask:
    def ask(language: str, question: str) -> Named | None:
        reply = chat.turn(language=language, text=question)
        subject = reply["subject"] if reply["answered"] else None
        return (Kind(subject[0]), subject[1]) if subject else None

    return ask
