"""Merging keeps both people's changes, chooses nothing for them, and loses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.facts.paths import flatten
from catalogue.merging import Clash, Side, merge_facts, merge_words

SCALARS = st.sampled_from(["a", "b", "c", "12.50"])
PART = st.dictionaries(st.sampled_from(["note", "kind", "law"]), SCALARS, max_size=3)
PARTS = st.dictionaries(st.sampled_from(["one", "two", "three", "four"]), PART, max_size=4).map(
    lambda parts: [{"id": name, **fields} for name, fields in parts.items()]
)
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "code": SCALARS,
        "topics": st.lists(SCALARS, min_size=1, max_size=3),
        "when": st.dictionaries(st.sampled_from(["is", "not"]), SCALARS, min_size=1),
        "fees": PARTS.filter(bool),
        "steps": PARTS.filter(bool),
    },
)
SECTIONS = st.dictionaries(st.sampled_from(["title", "who", "next", "fees.standard"]), SCALARS, max_size=4)
WORDS = st.builds(
    lambda sections, stamped, machine: {
        "sections": sections,
        **({"made_from": dict.fromkeys(sections, stamped)} if sections else {}),
        **({"machine": sorted(sections)} if machine and sections else {}),
    },
    SECTIONS,
    SCALARS,
    st.booleans(),
)

BOTH = pytest.mark.parametrize(("merge", "bodies"), [(merge_facts, FACTS), (merge_words, WORDS)])


@BOTH
@given(data=st.data())
def test_what_only_i_changed_is_mine_and_what_only_they_changed_is_theirs(merge, bodies, data):
    base, changed = data.draw(bodies), data.draw(bodies)
    assert merge(base, base, changed).body == changed
    theirs = merge(base, changed, base)
    assert (theirs.body, theirs.clashes) == (changed, ())


@BOTH
@given(data=st.data())
def test_the_same_change_of_both_is_no_clash(merge, bodies, data):
    base, changed = data.draw(bodies), data.draw(bodies)
    merged = merge(base, changed, changed)
    assert (merged.body, merged.clashes) == (changed, ())


@BOTH
@given(data=st.data())
def test_who_merges_does_not_matter_but_for_what_clashes(merge, bodies, data):
    base, theirs, mine = (data.draw(bodies) for _ in range(3))
    one, other = merge(base, theirs, mine), merge(base, mine, theirs)
    assert {clash.path for clash in one.clashes} == {clash.path for clash in other.clashes}
    choices = {clash.path: Side.MINE for clash in one.clashes}
    mirrored = dict.fromkeys(choices, Side.THEIRS)
    chosen, mirror = merge(base, theirs, mine, choices), merge(base, mine, theirs, mirrored)
    assert chosen.clashes == mirror.clashes == ()
    assert flatten_any(chosen.body) == flatten_any(mirror.body)


@BOTH
@given(data=st.data())
def test_nothing_is_lost(merge, bodies, data):
    """Every value that one of them made is in the merged body or is named by a clash."""
    base, theirs, mine = (data.draw(bodies) for _ in range(3))
    merged = merge(base, theirs, mine)
    result, before = flatten_any(merged.body), flatten_any(base)
    for side in (theirs, mine):
        for path, value in flatten_any(side).items():
            if before.get(path) == value and path in before:
                continue
            clashed = any(path == clash.path or path.startswith(f"{clash.path}.") for clash in merged.clashes)
            # A part without fields is there when anything is said of it.
            there = value == "" and any(known.startswith(f"{path}.") for known in result)
            assert clashed or there or result.get(path) == value, path


@BOTH
@given(data=st.data())
def test_nothing_is_invented(merge, bodies, data):
    base, theirs, mine = (data.draw(bodies) for _ in range(3))
    sides = [flatten_any(side) for side in (base, theirs, mine)]
    said = {str(item) for side in sides for item in side.items()}
    for path, value in flatten_any(merge(base, theirs, mine).body).items():
        # A part of which one took away this and the other that is there, without fields.
        emptied = value == "" and any(known.startswith(f"{path}.") for side in sides for known in side)
        assert emptied or str((path, value)) in said, path


@given(base=FACTS, theirs=PARTS, mine=PARTS)
def test_changes_of_different_fields_are_both_kept(base, theirs, mine):
    merged = merge_facts(base, {**base, "fees": theirs}, {**base, "steps": mine})
    assert merged.clashes == ()
    assert merged.body.get("fees", []) == theirs
    assert merged.body.get("steps", []) == mine


def flatten_any(body):
    """Facts by path; words by section, with what goes with each."""
    if "sections" not in body:
        return flatten(body)
    return {
        key: (text, body.get("made_from", {}).get(key), key in body.get("machine", ()))
        for key, text in body["sections"].items()
    }


def fee(name, amount):
    return {"id": name, "amounts": [{"from": "2026-01-01", "amount": amount}]}


def test_two_who_change_two_fees_lose_nothing():
    base = {"fees": [fee("standard", "10.00"), fee("express", "20.00")]}
    theirs = {"fees": [fee("standard", "11.00"), fee("express", "20.00")]}
    mine = {"fees": [fee("standard", "10.00"), fee("express", "22.00"), fee("night", "40.00")]}
    merged = merge_facts(base, theirs, mine)
    assert merged.body == {"fees": [fee("standard", "11.00"), fee("express", "22.00"), fee("night", "40.00")]}
    assert merged.clashes == ()
    assert merged.taken_over == ("fees.standard",)


def test_two_who_change_one_amount_are_asked():
    base, theirs, mine = ({"fees": [fee("standard", amount)]} for amount in ("10.00", "11.00", "12.00"))
    path = "fees.standard.amounts.2026-01-01.amount"
    assert merge_facts(base, theirs, mine).clashes == (Clash(path, "10.00", "11.00", "12.00"),)
    assert merge_facts(base, theirs, mine, {path: Side.THEIRS}).body == theirs
    assert merge_facts(base, theirs, mine, {path: Side.MINE}).body == mine


def test_a_part_that_one_removed_and_the_other_changed_is_asked_about():
    base, mine = {"fees": [fee("standard", "10.00")]}, {"fees": [fee("standard", "12.00")]}
    merged = merge_facts(base, {}, mine)
    assert [(clash.path, clash.theirs) for clash in merged.clashes] == [("fees.standard", None)]
    assert merge_facts(base, {}, mine, {"fees.standard": Side.THEIRS}).body == {}


def test_a_condition_is_changed_as_a_whole():
    base, theirs, mine = ({"when": {"is": {"married": answer}}} for answer in ("yes", "no", "maybe"))
    assert [clash.path for clash in merge_facts(base, theirs, mine).clashes] == ["when"]


def test_what_one_moved_stays_moved_beside_what_the_other_added():
    base = {"steps": [{"id": "a"}, {"id": "b"}, {"id": "c"}]}
    theirs = {"steps": [{"id": "c"}, {"id": "a"}, {"id": "b"}]}
    mine = {"steps": [{"id": "a"}, {"id": "new"}, {"id": "b"}, {"id": "c"}]}
    merged = merge_facts(base, theirs, mine)
    assert [step["id"] for step in merged.body["steps"]] == ["c", "a", "new", "b"]
    assert merged.clashes == ()


def test_two_orders_are_chosen_between():
    base = {"steps": [{"id": "a"}, {"id": "b"}, {"id": "c"}]}
    theirs = {"steps": [{"id": "c"}, {"id": "b"}, {"id": "a"}]}
    mine = {"steps": [{"id": "b"}, {"id": "a"}, {"id": "c"}]}
    assert [clash.path for clash in merge_facts(base, theirs, mine).clashes] == ["steps (order)"]
    chosen = merge_facts(base, theirs, mine, {"steps (order)": Side.THEIRS})
    assert chosen.body == theirs


def test_the_stamp_of_a_translation_goes_with_its_text():
    base = {"sections": {"title": "Titre", "who": "Qui"}, "made_from": {"title": "1", "who": "1"}}
    theirs = {"sections": {"title": "Titre", "who": "Tous"}, "made_from": {"title": "1", "who": "2"}}
    mine = {"sections": {"title": "Nom", "who": "Qui"}, "made_from": {"title": "2", "who": "1"}, "machine": ["title"]}
    merged = merge_words(base, theirs, mine)
    assert merged.body["made_from"] == {"title": "2", "who": "2"}
    assert merged.body["machine"] == ["title"]
    assert merged.clashes == ()
