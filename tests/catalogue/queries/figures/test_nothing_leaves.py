"""Whatever was counted, no figure that leaves is below the threshold, and none below it follows from the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from counted import a_deed, rate, today_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from catalogue.commands.counts.record_deeds import record_deeds
from catalogue.facts import Kind
from catalogue.figures.deeds import Channel, Deed
from catalogue.figures.spans import Period, span_of
from catalogue.figures.thresholds import FEWEST, Figure
from catalogue.queries.figures import get_bot_figures, get_feedback, get_reads, get_searches

OBJECTS = (("service", "register-birth"), ("life_event", "having-a-baby"), ("document", "consent"), ("", ""))
DEEDS = st.tuples(
    st.sampled_from(Deed),
    st.sampled_from(Channel),
    st.sampled_from(OBJECTS),
    st.sampled_from(("en", "fr")),
    st.sampled_from(("", "harbour")),
    st.sampled_from(("", "parents")),
    st.sampled_from((0, 1, 40)),
    st.integers(1, 6),
)


def figures_in(told: object) -> Iterator[Figure]:
    """Return every figure in a read model."""
    if isinstance(told, Figure):
        yield told
    elif isinstance(told, tuple):
        for each in told:
            yield from figures_in(each)
    elif is_dataclass(told):
        for one in fields(told):
            yield from figures_in(getattr(told, one.name))


def check_parts(total: Figure, parts: tuple[Figure, ...]) -> None:
    """Check that who knows a total and what is told of its parts can take each of the few for 1 as well as for 2."""
    if not parts:
        return
    assert total.value is not None
    few, hidden = (sum(part.value is None and part.few is kind for part in parts) for kind in (True, False))
    rest = total.value - sum(part.value or 0 for part in parts)
    assert (few + hidden > 0) == (rest > 0)
    if few:
        greatest = FEWEST - 1
        assert rest - greatest >= (few - 1) + hidden * FEWEST
        assert hidden or rest - 1 <= (few - 1) * greatest


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    deeds=st.lists(DEEDS, max_size=12), ratings=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=2)
)
def test_nothing_below_the_threshold_leaves(catalogue, owner, of_registry, deeds, ratings):
    with catalogue.work("test") as work:
        for table in ("counts", "page_ratings"):
            work.session.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - our own names
    today = today_of(catalogue)
    for deed, channel, (kind, key), language, place, group, days_ago, times in deeds:
        day = today.fromordinal(today.toordinal() - days_ago)
        about = {"kind": kind, "key": key, "language": language, "place": place, "target_group": group}
        catalogue.deeds.note(a_deed(day, deed, channel, **about), times)
    record_deeds(catalogue)
    for (yes, no), (kind, key) in zip(ratings, OBJECTS, strict=False):
        rate(catalogue, yes, no, key, kind)
    told: list[object] = []
    with catalogue.reading("en") as reading:
        for period in (Period.MONTH, Period.YEAR):
            span = span_of(period, today)
            for person, asked in ((owner, {}), (owner, {"organisation": "registry"}), (of_registry, {})):
                reads = get_reads(reading, person, span, **asked)
                bot = get_bot_figures(reading, person, span, **asked)
                one = get_reads(reading, person, span, kind=Kind.SERVICE, key="register-birth", **asked)
                told += [reads, bot, one, get_feedback(reading, person, span, **asked)]
                for figures in (reads, one):
                    for split in (figures.channels, figures.languages, figures.places):
                        check_parts(figures.total, tuple(line.figure for line in split.lines))
                    check_parts(figures.total, tuple(point.figure for point in figures.series.points))
                for total, lines in ((reads.total, reads.objects), (bot.answered, bot.objects)):
                    # What is left of the total is of objects that are not told.
                    rest = (total.value or 0) - sum(line.figure.value or 0 for line in lines)
                    assert rest == 0 or rest >= FEWEST
                check_parts(bot.answered, tuple(line.figure for line in bot.channels.lines))
                check_parts(bot.answered, tuple(point.figure for point in bot.series.points))
            searches = get_searches(reading, owner, span, catalogue.seal, lambda text, language: False)
            told.append(searches)
            check_parts(searches.failed, tuple(line.figure for line in searches.failed_channels.lines))
            check_parts(searches.answered, tuple(line.figure for line in searches.answered_languages.lines))
            check_parts(searches.failed, tuple(point.figure for point in searches.failed_series.points))
    for figure in figures_in(tuple(told)):
        assert figure.value is None or figure.value == 0 or figure.value >= FEWEST
