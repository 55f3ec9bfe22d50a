"""What is remembered is made once, and what was asked for longest ago is forgotten first."""

from __future__ import annotations

from catalogue.memory import Memory


def test_a_value_is_made_once_even_if_it_is_none():
    memory, made = Memory(), []
    for _ in range(2):
        assert memory.get("name", lambda: made.append(1)) is None
    assert made == [1]


def test_what_was_asked_for_longest_ago_is_forgotten_first():
    memory, made = Memory(bound=2), []

    def get(name):
        return memory.get(name, lambda: made.append(name) or name)

    for name in ("a", "b", "a", "c", "a", "b"):
        get(name)
    assert made == ["a", "b", "c", "b"]
