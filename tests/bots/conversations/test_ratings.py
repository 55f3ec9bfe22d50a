""" "Was this answered?" lands where the portal counts its pages: once per conversation, and of no conversation."""

from __future__ import annotations

import logging

import pytest

from bots.conversations.ratings import count_reply
from bots.dialogue.reply import Rating, Reply
from bots.webchat.chat import open_chat
from catalogue.commands.reports.rate_page import rate_page
from catalogue.facts import Kind
from catalogue.queries.reports import list_ratings
from catalogue.reporting import Channel
from catalogue.settings import PROJECT

YES, NO = "useful:yes:service:register-birth", "useful:no:service:register-birth"


@pytest.fixture
def chat(catalogue, translated):
    return open_chat(catalogue, PROJECT / "translations")


def ratings(catalogue):
    with catalogue.reading("en") as reading:
        found = list_ratings(reading, reading.today, reading.today, fewest=1)
        return sorted((one.kind, one.key, one.language, one.channel, one.yes, one.no) for one in found)


def test_a_rating_is_counted_once_per_conversation_however_often_it_is_pressed(chat, catalogue, clock):
    memory = ""
    for action in (YES, YES, NO):
        said = chat.turn(language="en", action=action, memory=memory)
        memory = said["memory"]
        clock.move(minutes=1)
    assert ratings(catalogue) == [("service", "register-birth", "en", "bot", 1, 0)]
    chat.turn(language="en", action=NO)
    assert ratings(catalogue) == [("service", "register-birth", "en", "bot", 1, 1)]


def test_portal_and_bot_stand_side_by_side_in_the_same_counts(chat, catalogue, clock):
    for useful, action in ((True, YES), (False, NO), (False, NO)):
        chat.turn(language="en", action=action, place="harbour")
        with catalogue.work("feedback") as work:
            said = {"place": "harbour", "language": "en", "channel": Channel.PORTAL}
            rate_page(work, Kind.SERVICE, "register-birth", useful, **said)
        clock.move(minutes=1)
    bot, portal = ratings(catalogue)
    assert (bot[3], portal[3]) == ("bot", "portal")
    assert bot[4:] == portal[4:] == (1, 2)


@pytest.mark.parametrize("action", ["useful:yes:service:no-such", "useful:yes:person:mia"])
def test_what_has_no_page_is_not_rated_and_the_answer_comes_all_the_same(chat, catalogue, action):
    assert chat.turn(language="en", action=action)["blocks"]
    assert ratings(catalogue) == []


def test_an_answer_is_not_lost_when_it_cannot_be_counted(catalogue, caplog, monkeypatch):
    def broken(*arguments, **named):
        raise OSError("a secret path")

    monkeypatch.setattr("bots.conversations.ratings.rate_page", broken)
    caplog.set_level(logging.ERROR)
    reply = Reply("en", (), rating=Rating(True, "service", "register-birth"))
    count_reply(catalogue, reply, place=None, channel="telegram")
    assert "OSError" in caplog.text
    assert "secret" not in caplog.text
