"""Facts of every noun, generated from their own types: whatever may be written, for tests of rules."""

import types
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, MinLen
from hypothesis import strategies as st

from catalogue.facts.base import Duration, Facts, Offset, Unit
from catalogue.facts.conditions import Condition
from catalogue.facts.document import Document
from catalogue.facts.money import Fee, Lateness, Period
from catalogue.facts.notice import Notice
from catalogue.facts.office import DatedHours, Opening, Stop
from catalogue.facts.pack import Pack
from catalogue.facts.place import Holiday, Place
from catalogue.facts.search_rules import PINNED, Pin
from catalogue.facts.variant import PART_LISTS, Change

ids = st.sampled_from(["a", "no", "yes", "null", "standard", "born-abroad", "12", "port-alba", "x1-2y"])
lines = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=30).map(str.strip)
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
moments = st.builds(datetime.combine, days, clocks)
durations = st.builds(Duration, st.integers(0, 99999), st.sampled_from(Unit))
amounts = st.decimals(0, 99999, places=2).map(lambda amount: abs(amount))
_BY_PATTERN = {
    "a-z0-9": ids,
    "@": st.just("desk@example.org"),
    r"\+?[0-9]": st.sampled_from(["+999 20 123 456", "112 0"]),
    "https": st.sampled_from(["https://example.org", "https://example.org/a?b=c#d"]),
    "A-Z": st.sampled_from(["EUR", "XAF"]),
    "[1-9]": st.integers(1000, 999999).map(str),
    "0[1-9]": st.sampled_from(["05-01", "02-29"]),
    "=": st.builds("{}={}".format, ids, ids),
}


def _optional(strategy: st.SearchStrategy, *, often: bool = False) -> st.SearchStrategy:
    return st.one_of(strategy, st.none()) if often else st.one_of(st.none(), strategy)


def _texts(metadata: list[Any]) -> st.SearchStrategy:
    pattern = next((item.pattern for item in metadata if getattr(item, "pattern", None)), None)
    if pattern is None:
        return lines
    starts = {"^[1-9]": "[1-9]", "^(0[1-9]": "0[1-9]", "^[A-Z]": "A-Z", "^https": "https", r"^\+?": r"\+?[0-9]"}
    for start, name in starts.items():
        if pattern.startswith(start):
            return _BY_PATTERN[name]
    return _BY_PATTERN[next((sign for sign in "@=" if sign in pattern), "a-z0-9")]


def _bounds(metadata: list[Any], low: float, high: float) -> tuple[Any, Any]:
    for item in metadata:
        low = item.ge if isinstance(item, Ge) else item.gt + 1 if isinstance(item, Gt) else low
        high = item.le if isinstance(item, Le) else high
    return low, high


def _of_type(annotation: Any, metadata: list[Any]) -> st.SearchStrategy:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is not None and hasattr(annotation, "__metadata__"):
        extra = [inner for item in annotation.__metadata__ for inner in getattr(item, "metadata", [item])]
        return _of_type(arguments[0], [*extra, *metadata])
    if origin in (Union, types.UnionType):
        inner = next(argument for argument in arguments if argument is not type(None))
        return _optional(_of_type(inner, metadata))
    if origin is tuple:
        least = next((item.min_length for item in metadata if isinstance(item, MinLen)), 0)
        named = isinstance(arguments[0], type) and "id" in getattr(arguments[0], "model_fields", {})
        unique = (lambda part: part.id) if named else None
        items = _of_type(arguments[0], [])
        return st.lists(items, min_size=least, max_size=max(2, least), unique_by=unique).map(tuple)
    if origin is Literal:
        return st.sampled_from(arguments)
    if isinstance(annotation, type) and issubclass(annotation, Facts):
        return facts(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return st.sampled_from(annotation)
    simple = {
        str: lambda: _texts(metadata),
        bool: st.booleans,
        int: lambda: st.integers(*_bounds(metadata, -9, 99)),
        float: lambda: st.floats(*_bounds(metadata, -9, 9), allow_nan=False),
        Decimal: lambda: amounts,
        date: lambda: days,
        datetime: lambda: moments,
        time: lambda: clocks,
        Duration: lambda: durations,
        Offset: lambda: st.builds(Offset, durations, st.sampled_from(["before", "after"]), ids),
    }
    return simple[annotation]()


@st.composite
def _by_fields(draw: st.DrawFn, model: type[Facts], **given: st.SearchStrategy) -> Facts:
    values = {}
    for name, field in model.model_fields.items():
        if name in given:
            values[name] = draw(given[name])
        elif field.is_required() or draw(st.integers(0, 3)) == 0:
            # Left out more often than not, as in real files; the default is then nobody's choice.
            values[name] = draw(_of_type(field.annotation, list(field.metadata)))
    return model(**values)


def conditions() -> st.SearchStrategy[Condition]:
    """Return conditions, nested at most a few levels."""
    tests = st.one_of(
        st.builds(lambda answers: Condition(is_=answers), st.dictionaries(ids, st.tuples(ids, ids), min_size=1)),
        st.builds(lambda place: Condition(within=place), ids),
        st.builds(lambda day: Condition(before=day), days),
        st.builds(lambda day: Condition(after=day), days),
    )
    return st.recursive(
        tests,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: Condition(all=tuple(parts))),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: Condition(any=tuple(parts))),
            inner.map(lambda part: Condition(not_=part)),
        ),
        max_leaves=4,
    )


@st.composite
def _periods(draw: st.DrawFn) -> Period:
    start = draw(days)
    until = draw(_optional(st.integers(0, 999).map(lambda later: start + timedelta(days=later))))
    low, high = sorted([draw(amounts), draw(amounts)])
    said = draw(st.sampled_from([{"amount": low}, {"minimum": low, "maximum": high}, {"unknown": True}]))
    return Period(**{"from": start, "until": until, **said})


@st.composite
def _changes(draw: st.DrawFn) -> Change:
    values = st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), lines),
        lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(ids, inner, max_size=2)),
        max_leaves=4,
    )
    fields = st.dictionaries(ids, values, max_size=3)
    part = f"{draw(st.sampled_from(PART_LISTS))}.{draw(ids)}"
    match draw(st.sampled_from(["replace", "add", "remove"])):
        case "replace":
            return Change(**{"replace": part, "with": draw(fields), "national": draw(fields)})
        case "add":
            return Change(**{"add": part.split(".")[0], "with": {"id": part.split(".")[1], **draw(fields)}})
    return Change(remove=part, national=draw(fields))


@st.composite
def _holidays(draw: st.DrawFn) -> Holiday:
    rule = draw(
        st.one_of(
            st.just({"on": "02-29"}),
            st.integers(-60, 70).map(lambda distance: {"easter": distance}),
            st.lists(days, min_size=1, max_size=3).map(lambda dates: {"dates": tuple(dates)}),
        )
    )
    return Holiday(id=draw(ids), note=draw(_optional(lines)), **rule)


@st.composite
def _hours(draw: st.DrawFn, model: type[Facts]) -> Facts:
    opens, closes = sorted([draw(clocks.filter(lambda clock: clock < time(23, 59))), draw(clocks)])
    closes = closes if opens < closes else time(23, 59)
    weekdays = st.lists(st.sampled_from(["monday", "tuesday", "sunday"]), min_size=1, unique=True).map(tuple)
    return draw(_by_fields(model, days=weekdays, opens=st.just(opens), closes=st.just(closes)))


@st.composite
def _dated_hours(draw: st.DrawFn) -> DatedHours:
    first, hours = draw(days), draw(_optional(clocks))
    until = draw(_optional(st.integers(0, 99).map(lambda later: first + timedelta(days=later))))
    return DatedHours(**{"id": draw(ids), "from": first, "until": until, "opens": hours, "closes": hours})


@st.composite
def _pins(draw: st.DrawFn) -> Pin:
    target = draw(st.sampled_from(PINNED))
    return draw(_by_fields(Pin, **{kind: ids if kind == target else st.none() for kind in PINNED}))


@st.composite
def _notices(draw: st.DrawFn) -> Notice:
    begins = draw(moments)
    ends = begins + timedelta(minutes=draw(st.integers(1, 99_999)))
    return draw(_by_fields(Notice, begins=st.just(begins), ends=st.just(ends)))


def facts(model: type[Facts]) -> st.SearchStrategy[Facts]:
    """Return facts of one type that satisfy its own rules."""
    special = {
        Condition: conditions,
        Period: _periods,
        Change: _changes,
        Holiday: _holidays,
        DatedHours: _dated_hours,
        Opening: lambda: _hours(Opening),
        Stop: lambda: _hours(Stop),
        Lateness: lambda: st.builds(Lateness, deadline=ids, first_day=st.integers(1, 9), last_day=st.just(30)),
        Fee: lambda: _by_fields(Fee, ended=st.just(False)),
        Document: lambda: _by_fields(Document, issued_by_organisation=st.none()),
        Place: lambda: _by_fields(Place, time_zone=_optional(st.sampled_from(["UTC", "Europe/Lisbon"]))),
        Pin: _pins,
        Notice: _notices,
        Pack: lambda: _by_fields(Pack, languages=st.just(("en", "fr"))),
    }
    return st.deferred(special[model] if model in special else lambda: _by_fields(model))
