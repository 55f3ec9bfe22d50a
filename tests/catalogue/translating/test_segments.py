"""Segments: states, what changed since, and whose text it is after saving."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.differences import Act
from catalogue.facts.words import Section, Shape, Words, digest
from catalogue.read_models.text import Freshness
from catalogue.translating.segments import join, list_segments, split, translate

OLD, NEW = "Bring your passport.", "Bring your identity card."
SECTIONS = (Section("title", required=True), Section("who", Shape.TEXT), Section("aliases", Shape.LIST))
SOURCE = Words({"title": NEW, "who": "Everybody", "aliases": ("card",)})


def segment(target, key="title", earlier=lambda section, stamp: OLD if stamp == digest(OLD) else None):
    return next(one for one in list_segments(SECTIONS, SOURCE, target, earlier) if one.key == key)


@pytest.mark.parametrize(
    ("target", "state"),
    [
        (Words({"title": "Carte"}, {"title": digest(NEW)}), Freshness.CURRENT),
        (Words({"title": "Passeport"}, {"title": digest(OLD)}), Freshness.OUTDATED),
        (Words({"title": "Carte"}, {"title": digest(NEW)}, frozenset({"title"})), Freshness.MACHINE),
        (Words({}), Freshness.MISSING),
        (Words({"title": ""}), Freshness.MISSING),
    ],
)
def test_states(target, state):
    assert segment(target).state is state


def test_an_outdated_segment_shows_what_changed_in_its_source_since():
    pieces = segment(Words({"title": "Passeport"}, {"title": digest(OLD)})).change
    assert "".join(one.text for one in pieces if one.act is not Act.ADDED) == OLD
    assert "".join(one.text for one in pieces if one.act is not Act.REMOVED) == NEW
    assert [one.text for one in pieces if one.act is Act.REMOVED] == ["passport"]


def test_without_the_earlier_source_nothing_is_claimed_to_have_changed():
    assert segment(Words({"title": "Passeport"}, {"title": "00000000"})).change == ()


def test_lists_every_language_has_of_its_own():
    assert segment(Words({}), "aliases").state is Freshness.CURRENT


def test_saving_makes_current_only_what_somebody_looked_at():
    target = Words(
        {"title": "Passeport", "who": "Tous"},
        {"title": digest(OLD), "who": digest("All")},
        frozenset({"who"}),
    )
    same = translate(target, SOURCE, {"title": "Passeport", "who": "Tous"})
    assert same == target
    changed = translate(target, SOURCE, {"title": "Carte", "who": "Tous"})
    assert changed.made_from == {"title": digest(NEW), "who": digest("All")}
    assert changed.machine == {"who"}
    taken_over = translate(target, SOURCE, {"title": "Passeport", "who": "Tous"}, confirmed={"who"})
    assert taken_over.made_from == {"title": digest(OLD), "who": digest("Everybody")}
    assert taken_over.machine == frozenset()


def test_what_was_translated_from_an_older_page_is_outdated_at_once():
    made = translate(Words({}), SOURCE, {"title": "Passeport"}, stamps={"title": digest(OLD)})
    assert segment(made).state is Freshness.OUTDATED


def test_an_empty_text_takes_the_section_away():
    target = Words({"title": "Carte"}, {"title": digest(NEW)}, frozenset({"title"}))
    assert translate(target, SOURCE, {"title": ""}) == Words({})


@given(st.lists(st.text(st.characters(exclude_characters="\n"), min_size=1).filter(str.strip)).map(tuple))
def test_lists_are_edited_as_lines_without_loss(lines):
    assert split(join(lines), Shape.LIST) == lines


@given(st.text())
def test_texts_are_kept_as_typed(text):
    assert split(join(text), Shape.TEXT) == text
