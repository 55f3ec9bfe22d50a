"""Lost points for owners: what the public index subtracts, with its reason and the form to mend it in."""

from __future__ import annotations

from fractions import Fraction

import pytest
from figures_page import table_of
from reading_back import live_body, lock_of

from catalogue.commands.publish import publish
from catalogue.facts import Kind
from catalogue.facts.service import ChannelKind, Depth
from catalogue.figures.service_index import Check, Criterion, Measures, Topic, score, tenths
from portal.insights.service_index import reason

ONLINE, OFFICE = ChannelKind.ONLINE, ChannelKind.OFFICE


def test_what_is_lost_and_what_is_left_make_a_hundred(quiet_owner):
    page = quiet_owner.open("/insights/service-index")
    points = float(table_of(page, "services")[0][1])
    lost = sum(float(row[1]) for row in table_of(page, "lost"))
    assert abs(points + lost - 100) <= 0.3  # Each is rounded to a tenth by itself.


def test_the_score_is_that_of_the_public_page(quiet_owner, page):
    public = page("public.service_index").main.select("table")[1].select("tbody td")[1].get_text()
    assert table_of(quiet_owner.open("/insights/service-index"), "services") == [("Register a birth", public)]


def test_each_loss_leads_to_where_it_is_mended_and_says_why(quiet_owner):
    rows = quiet_owner.open("/insights/service-index").select("section[aria-labelledby=lost] tbody tr")
    told = {row.select_one(".small").get_text(): row.a["href"] for row in rows}
    assert told["Time: For 2 ways no time is promised."] == "/editor/service/register-birth/facts"


def test_a_language_that_is_behind_leads_to_its_words(country, owner):
    words = live_body(country, Kind.SERVICE, "register-birth", "en")
    changed = {**words, "sections": {**words["sections"], "who": "Every parent, and every guardian."}}
    with country.work("test") as work:
        lock = lock_of(country, Kind.SERVICE, "register-birth", "en")
        publish(work, Kind.SERVICE, "register-birth", "en", changed, lock=lock)
    [row] = [
        row
        for row in owner.open("/insights/service-index").select("section[aria-labelledby=lost] tbody tr")
        if row.select_one(".small").get_text() == "Languages: Missing or outdated in: Français."
    ]
    assert row.a["href"] == "/editor/service/register-birth/words/fr"


def test_who_does_not_edit_is_led_to_the_public_page(quiet_registry):
    rows = quiet_registry.open("/insights/service-index").select("section[aria-labelledby=lost] tbody a")
    assert {row["href"] for row in rows} == {"/en/services/register-birth"}


@pytest.mark.parametrize(
    ("criterion", "changed", "said"),
    [
        (
            Criterion.INFORMATION,
            {"told": frozenset({Topic.WHO, Topic.NEXT, Topic.OUTPUT})},
            "Not told: the law and how",
        ),
        (Criterion.MEANS, {"channels": ((OFFICE, Depth.COMPLETE),)}, "It is not offered online."),
        (Criterion.MEANS, {"channels": ((ONLINE, Depth.PARTIAL), (OFFICE, Depth.COMPLETE))}, "be finished online."),
        (Criterion.MEANS, {"channels": ((ONLINE, Depth.COMPLETE),)}, "It is offered online only."),
        (Criterion.MEANS, {"channels": ((ONLINE, Depth.COMPLETE), (OFFICE, Depth.INFORMATION))}, "any other way"),
        (Criterion.TIME, {"timed": 2}, "For 1 way no time is promised."),
        (Criterion.CHANNELS, {"channels": ((ONLINE, Depth.COMPLETE),)}, "1 kind of way is offered; 3 have all"),
        (Criterion.CHECKS, {"check": Check.NEVER}, "The facts were never checked."),
        (Criterion.CHECKS, {"check": Check.DUE}, "The next check is overdue, or none is set"),
    ],
)
def test_a_reason_is_said_for_every_point_that_can_be_lost(app, criterion, changed, said):
    channels = ((ONLINE, Depth.COMPLETE), (OFFICE, Depth.COMPLETE), (ChannelKind.POST, Depth.COMPLETE))
    best = {"told": frozenset(Topic), "channels": channels, "timed": 3, "languages": 2, "offered": 2}
    measures = Measures(**{**best, "check": Check.FRESH, **changed})
    [part] = [part for part in score(measures).parts if part.criterion is criterion]
    assert tenths(Fraction(part.most) - part.points)
    with app.test_request_context("/en/"):
        assert said in reason(criterion, measures, ("fr",))
