"""Every action of the catalogue fits into the 64 bytes of a button and comes back whole, taken for no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.dialogue.memory import Memory
from bots.dialogue.utterance import Action, Utterance
from bots.telegram.buttons import mark, pack, unpack
from bots.telegram.render import render
from catalogue.queries.ids import list_ids
from catalogue.queries.life_events import list_life_events
from catalogue.queries.services import list_services


@pytest.fixture(scope="module")
def ids(shipped):
    """Every id of the shipped catalogue."""
    with shipped.reading("en") as reading:
        return list_ids(reading)


def test_no_two_ids_of_the_catalogue_have_the_same_mark(ids):
    assert len(ids) > 500
    assert len({mark(id) for id in ids}) == len(ids)


def test_what_fits_stays_readable():
    assert pack(Action("plan", ("steps", "2"))) == "plan:steps:2"


def test_what_does_not_fit_is_marked_the_same_in_every_process():
    long = "a-service-of-the-ministry-that-has-a-very-long-name-indeed-2026"
    packed = pack(Action("tell", ("documents", long)))
    # By hand: the first eight signs of the SHA-256 of the id in base 64 for addresses.
    assert packed == "tell:documents:~NDiHjPW3"
    assert unpack(packed, lambda: [long, "other"]) == Action("tell", ("documents", long))


@pytest.mark.parametrize(
    "data", ["", "tell:documents:~AAAAAAAA", "~", "tell:~", "Tell", "a b", "x" * 64, "plan::", "\x00"]
)
def test_what_is_no_button_of_ours_or_names_what_is_gone_breaks_nothing(data):
    action = unpack(data, lambda: ["other"])
    assert action is None or "~" not in str(action)


_IDS = st.from_regex(r"[a-z][a-z0-9]{0,20}(-[a-z0-9]{1,12}){0,3}", fullmatch=True).filter(lambda id: len(id) <= 60)


@given(st.sampled_from(["tell", "answer", "special", "tick", "useful"]), st.lists(_IDS, min_size=1, max_size=4))
def test_any_ids_come_back(verb, arguments):
    action = Action(verb, tuple(arguments))
    packed = pack(action)
    assert len(packed.encode()) <= 64
    assert unpack(packed, lambda: arguments) == action


@pytest.mark.long
def test_every_button_that_can_be_reached_fits_and_comes_back(dialogue, shipped_and_indexed, ids):
    """Walk wherever buttons lead, from the menu, every life event and every service; each action once."""
    # Actions are the same in every language; Russian has the longest words.
    language = "ru"
    with shipped_and_indexed.reading(language) as reading:
        roots = [Action("menu"), Action("help")]
        roots += [Action("event", (card.id,)) for card in list_life_events(reading).cards]
        roots += [Action("about", ("service", card.id)) for card in list_services(reading).cards]
    waiting = [(root, Memory(language=language)) for root in roots]
    met = set(roots)
    while waiting:
        action, memory = waiting.pop()
        reply, after = dialogue.respond(Utterance(action=action), memory)
        for part in render(reply):
            if "text" in part:
                assert 0 < len(part["text"].encode("utf-16-le")) // 2 <= 4096, action
            for row in part.get("buttons", ()):
                assert all(0 < len(button["text"]) <= 64 for button in row), action
        assert len(reply.buttons) <= 100, action
        for button in reply.buttons:
            found = button.action
            if found is None or found in met or found.verb in ("forget", "language"):
                continue
            packed = pack(found)
            assert 1 <= len(packed.encode()) <= 64, found
            assert unpack(packed, lambda: ids) == found
            met.add(found)
            waiting.append((found, after))
    assert {action.verb for action in met} >= {"tell", "answer", "step", "tick", "plan", "offices", "judge", "useful"}
