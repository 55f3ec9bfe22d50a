"""A service as one place has it: parts replaced, added and removed by id, the rest national."""

import pytest
from generated_facts import facts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.facts import Service, Variant
from catalogue.facts.merge import CannotMerge, Origin, merge, national_value, stale_changes
from catalogue.facts.money import Means
from catalogue.facts.variant import PART_LISTS, Change

SERVICE = Service.from_plain(
    {
        "code": "2101",
        "organisation": "registry",
        "channels": [{"id": "counter", "kind": "office", "appointment": True}, {"id": "letter", "kind": "post"}],
        "fees": [
            {"id": "first", "amounts": [{"from": "2025-01-01", "amount": "20"}], "means": ["card"]},
            {"id": "second", "amounts": [{"from": "2025-01-01", "amount": "5"}], "when": {"is": {"a": "b"}}},
        ],
    }
)


def _variant(*changes: dict, **fields: object) -> Variant:
    return Variant.from_plain({"changes": list(changes), **fields})


def test_single_fields_of_a_part_are_replaced_and_the_rest_stays_national() -> None:
    change = {"replace": "fees.first", "with": {"means": ["cash"], "optional": "true"}, "national": {"means": ["card"]}}
    merged, origins = merge(SERVICE, _variant(change))
    assert [fee.id for fee in merged.fees] == ["first", "second"]
    assert merged.fees[0].means == ("cash",)
    assert merged.fees[0].optional is True
    assert merged.fees[0].amounts == SERVICE.fees[0].amounts
    assert merged.fees[1] is SERVICE.fees[1]
    assert origins == dict.fromkeys(("fees.first", "fees.first.means", "fees.first.optional"), Origin.REPLACED)


def test_an_empty_value_takes_the_national_one_away() -> None:
    change = {"replace": "fees.second", "with": {"when": None}, "national": {"when": {"is": {"a": "b"}}}}
    merged, _ = merge(SERVICE, _variant(change))
    assert merged.fees[1].when is None


def test_parts_are_added_last_and_removed_by_id() -> None:
    merged, origins = merge(
        SERVICE,
        _variant(
            {"add": "channels", "with": {"id": "web", "kind": "online"}},
            {"remove": "channels.counter", "national": {"kind": "office", "appointment": "true"}},
        ),
    )
    assert [channel.id for channel in merged.channels] == ["letter", "web"]
    assert origins == {"channels.web": Origin.ADDED, "channels.counter": Origin.REMOVED}


def test_another_body_may_do_the_service() -> None:
    merged, origins = merge(SERVICE, _variant(organisation="town"))
    assert (merged.organisation, origins) == ("town", {"organisation": Origin.REPLACED})


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"replace": "fees.x", "with": {}, "national": {}}, "unknown"),
        ({"remove": "fees.x", "national": {}}, "unknown"),
        ({"add": "fees", "with": {"id": "first", "amounts": []}}, "exists"),
        ({"add": "fees", "with": {"id": "new"}}, "invalid"),
        ({"replace": "fees.first", "with": {"colour": "red"}, "national": {}}, "invalid"),
        ({"replace": "fees.first", "with": {"amounts": None}, "national": {}}, "invalid"),
    ],
)
def test_a_change_that_does_not_fit_is_refused_and_can_be_left_out(change: dict, problem: str) -> None:
    fitting = {"remove": "channels.letter", "national": {"kind": "post"}}
    with pytest.raises(CannotMerge) as raised:
        merge(SERVICE, _variant(fitting, change))
    assert (raised.value.change, raised.value.problem) == (1, problem)
    merged, origins = merge(SERVICE, _variant(fitting, change), strict=False)
    assert (merged.fees, origins) == (SERVICE.fees, {"channels.letter": Origin.REMOVED})


def test_values_mean_the_same_as_text_and_as_json() -> None:
    as_json = Change(replace="fees.first", **{"with": {"optional": True, "n": [1]}, "national": {}})
    as_text = Change(replace="fees.first", **{"with": {"optional": "true", "n": ["1"]}, "national": {}})
    assert as_json == as_text


def _remembering(service: Service, change: dict) -> dict:
    bare = Change.from_plain({**change, "national": {}})
    return {**change, "national": national_value(service, bare)}


CHANGES = [
    {"replace": "fees.first", "with": {"means": ["cash"], "optional": "true"}},
    {"replace": "fees.second", "with": {"when": None, "amounts": [{"from": "2025-01-01", "unknown": "true"}]}},
    {"remove": "channels.counter"},
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_that_remembers_the_national_value_is_not_stale(change: dict) -> None:
    assert stale_changes(SERVICE, _variant(_remembering(SERVICE, change))) == ()


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        (CHANGES[0], "means", (Means.CARD, Means.TRANSFER)),
        (CHANGES[0], "optional", True),
        (CHANGES[1], "when", None),
        (CHANGES[1], "amounts", SERVICE.fees[0].amounts),
        (CHANGES[2], "appointment", False),
    ],
)
def test_a_national_change_below_a_variant_makes_it_stale(change: dict, field: str, value: object) -> None:
    variant = _variant(_remembering(SERVICE, change))
    name, key = variant.changes[0].part
    parts = tuple(part.model_copy(update={field: value}) if part.id == key else part for part in getattr(SERVICE, name))
    changed = SERVICE.model_copy(update={name: parts})
    found = stale_changes(changed, variant)
    assert [(stale.change, stale.part) for stale in found] == [(0, f"{name}.{key}")]
    assert found[0].national == national_value(changed, variant.changes[0])


def test_a_national_change_of_another_field_does_not_make_it_stale() -> None:
    variant = _variant(_remembering(SERVICE, CHANGES[0]))
    other = SERVICE.fees[0].model_copy(update={"note": "x"})
    assert stale_changes(SERVICE.model_copy(update={"fees": (other, SERVICE.fees[1])}), variant) == ()


def test_a_part_that_is_gone_makes_a_change_stale() -> None:
    variant = _variant(_remembering(SERVICE, CHANGES[2]))
    gone = SERVICE.model_copy(update={"channels": SERVICE.channels[1:]})
    assert [stale.national for stale in stale_changes(gone, variant)] == [None]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(facts(Service), st.data())
def test_no_change_merges_to_the_same_and_every_removal_is_what_it_says(service: Service, data: st.DataObject) -> None:
    assert merge(service, Variant()) == (service, {})
    parts = [(name, part.id) for name in PART_LISTS for part in getattr(service, name)]
    name, key = data.draw(st.sampled_from(parts))
    change = {"remove": f"{name}.{key}"}
    variant = _variant(_remembering(service, change))
    merged, origins = merge(service, variant)
    assert [part.id for part in getattr(merged, name)] == [part.id for part in getattr(service, name) if part.id != key]
    assert all(getattr(merged, other) == getattr(service, other) for other in PART_LISTS if other != name)
    assert origins == {f"{name}.{key}": Origin.REMOVED}
    assert stale_changes(service, variant) == ()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(facts(Service), st.data())
def test_what_is_taken_away_and_added_again_is_the_part_itself(service: Service, data: st.DataObject) -> None:
    parts = [(name, part) for name in PART_LISTS for part in getattr(service, name)]
    name, part = data.draw(st.sampled_from(parts))
    plain = part.to_plain()
    variant = _variant(
        {"remove": f"{name}.{part.id}", "national": {key: value for key, value in plain.items() if key != "id"}},
        {"add": name, "with": plain},
    )
    merged, _ = merge(service, variant)
    assert getattr(merged, name)[-1] == part
