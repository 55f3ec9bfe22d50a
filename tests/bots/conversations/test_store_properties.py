"""Whatever a conversation remembers comes back; whatever stands in its row instead breaks nothing."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bots.dialogue.memory import Memory, Subject

MEMORY = Memory(
    language="fr",
    place="port-alba",
    subject=Subject("service", "register-birth"),
    answers={"parents-married": "yes"},
    event_date=date(2027, 5, 3),
    reminders=True,
)
CHAT = "4711004711"

IDS = st.from_regex(r"[a-z]{1,8}(-[a-z]{1,8}){0,2}", fullmatch=True)
MEMORIES = st.builds(
    Memory,
    language=st.sampled_from([None, "en", "ar", "zh"]),
    place=st.none() | IDS,
    answers=st.dictionaries(IDS, IDS, max_size=5),
    skipped=st.lists(IDS, max_size=3).map(tuple),
    event_date=st.none() | st.dates(),
    reminders=st.booleans(),
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=10,
)
FIELDS = st.sampled_from(["memory", "answered", "floor", "at"])


@pytest.mark.long
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(memory=MEMORIES, messages=st.lists(st.integers(0, 2**40), unique=True, max_size=5))
def test_every_memory_comes_back_as_it_was(conversations, memory, messages):
    with conversations.held("telegram", CHAT) as held:
        for message in messages:
            held.save(memory, message)
        held.save(memory)
    with conversations.held("telegram", CHAT) as held:
        assert held.memory == memory
        assert all(map(held.answered, messages))
    conversations.forget("telegram", CHAT)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(junk=JUNK | st.dictionaries(FIELDS, JUNK))
def test_junk_that_is_sealed_rightly_is_an_empty_memory_or_what_is_good_of_it(conversations, junk):
    with conversations.held("telegram", CHAT) as held:
        held.save(MEMORY, 1)
    sealed = conversations.shelf.seal.seal(json.dumps(junk), f"state {held.key}")
    with conversations.file.changing() as connection:
        connection.execute("UPDATE conversations SET state = ?, terms_until = 0", (sealed,))
    with conversations.held("telegram", CHAT) as held:
        held.answered(1)
        held.save(held.memory, 2)
    with conversations.held("telegram", CHAT) as held:
        assert held.answered(2)
