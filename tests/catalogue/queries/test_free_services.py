"""Which services count as free in search: nobody has to pay the state for them, anywhere, from today on."""

from __future__ import annotations

import pytest
from content_builder import SERVICE, SERVICE_SECTIONS, changed, entry, small_content, words

from catalogue.commands.import_content import import_content
from catalogue.facts import Kind
from catalogue.facts.words import Words
from catalogue.queries.search_documents import list_search_documents

LAST_YEAR = {"from": "2025-01-01", "until": "2025-12-31"}
NOW = {"from": "2026-01-01"}
LATER = {"from": "2090-01-01"}
NOTHING = {**NOW, "amount": "0"}


def fee(*amounts, **more):
    return {"id": "standard", "amounts": list(amounts), **more}


def is_free(catalogue, fees, changes=()):
    said = Words({**SERVICE_SECTIONS, "aliases": ("birth certificate",)})
    if not fees:
        said = Words({key: text for key, text in said.sections.items() if key != "fees.standard"})
    variant = entry(
        Kind.VARIANT,
        "register-birth/harbour",
        {"organisation": "town-hall", "changes": list(changes)},
        en=words(local="Here.", **({"fees__extra": "Extra"} if "extra" in str(changes) else {})),
    )
    service = entry(Kind.SERVICE, "register-birth", {**SERVICE, "fees": fees}, en=said)
    import_content(catalogue, changed(small_content(service), variant))
    with catalogue.reading("en") as reading:
        (document,) = list_search_documents(reading, ["en"], [("service", "register-birth")])
    return document.facets["free"] == ("yes",)


@pytest.mark.parametrize(
    "fees",
    [
        [],
        [fee(NOTHING)],
        [fee({**NOW, "minimum": "0", "maximum": "0"})],
        [fee({**LAST_YEAR, "amount": "9"}, ended=True)],
        [fee({**LAST_YEAR, "amount": "9"}, NOTHING)],
        [fee({**NOW, "amount": "9"}, optional=True)],
        [fee({**NOW, "amount": "9"}, payee="agent")],
    ],
    ids=["none", "zero", "zero range", "ended", "now zero", "by choice", "to an agent"],
)
def test_what_nobody_has_to_pay_the_state_for_is_free(empty_catalogue, fees):
    assert is_free(empty_catalogue, fees)


@pytest.mark.parametrize(
    "fees",
    [
        [fee({**NOW, "amount": "0.01"})],
        [fee({**NOW, "minimum": "0", "maximum": "5"})],
        [fee({**NOW, "unknown": True})],
        [fee({**LAST_YEAR, "amount": "9"})],
        [fee({**NOW, "until": "2089-12-31", "amount": "0"}, {**LATER, "amount": "9"})],
    ],
    ids=["a cent", "a range from zero", "not known", "not known any more", "later"],
)
def test_what_costs_or_may_cost_something_is_not_free(empty_catalogue, fees):
    assert not is_free(empty_catalogue, fees)


@pytest.mark.parametrize(
    "change",
    [
        {"add": "fees", "with": {"id": "extra", "amounts": [{**NOW, "amount": "3"}]}},
        {
            "replace": "fees.standard",
            "with": {"amounts": [{**NOW, "amount": "3"}]},
            "national": {"amounts": [{**NOW, "amount": "0.00"}]},
        },
    ],
    ids=["adds a fee", "replaces nothing by a fee"],
)
def test_what_costs_something_in_one_place_is_not_free(empty_catalogue, change):
    assert not is_free(empty_catalogue, [fee(NOTHING)], [change])


def test_what_is_free_in_one_place_only_is_not_free(empty_catalogue):
    change = {"remove": "fees.standard", "national": {"amounts": [{**NOW, "amount": "3.00"}]}}
    assert not is_free(empty_catalogue, [fee({**NOW, "amount": "3"})], [change])
