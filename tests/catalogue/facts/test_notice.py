"""Notices: moments on the country's clocks, and an end after the beginning."""

from __future__ import annotations

from datetime import datetime

import pytest
from pydantic import ValidationError

from catalogue.facts import Notice
from catalogue.facts.notice import NoticeLevel

PLAIN = {"level": "warning", "from": "2026-11-21 06:00", "until": "2026-11-22 18:30"}


def test_moments_are_read_and_written_to_the_minute_without_a_zone():
    notice = Notice.from_plain(PLAIN)
    assert notice.ends == datetime.fromisoformat("2026-11-22T18:30")
    assert notice.to_plain() == PLAIN


@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-22",
        "18:30",
        "2026-13-01 10:00",
        "2026-02-30 10:00",
        "2026-11-22 24:30",
        "2026-11-22T18:30Z",
        "2026-11-22 18:30:30",
        "1795000000",
    ],
)
def test_anything_else_is_no_moment(moment):
    with pytest.raises(ValidationError, match="is no day with a time of day"):
        Notice.from_plain({**PLAIN, "until": moment})


@pytest.mark.parametrize("until", ["2026-11-21 06:00", "2026-11-21 05:59", "2025-12-01 10:00"])
def test_a_notice_that_ends_before_it_begins_is_refused(until):
    with pytest.raises(ValidationError, match="ends before it begins"):
        Notice.from_plain({**PLAIN, "until": until})


def test_a_notice_without_an_end_is_refused():
    with pytest.raises(ValidationError, match="until"):
        Notice.from_plain({name: value for name, value in PLAIN.items() if name != "until"})


def test_an_emergency_is_more_severe_than_a_warning_and_a_warning_than_information():
    assert NoticeLevel.EMERGENCY.severity > NoticeLevel.WARNING.severity > NoticeLevel.INFO.severity
