"""No line of the log holds the token, however it got into a record."""

from __future__ import annotations

import io
import logging

import pytest

from bots.telegram.discreet_log import INDISCREET, TALKATIVE, keep_secrets

TOKEN = "123456789:AAh-made_up_by_hand_0123456789abcdef"


@pytest.fixture
def written(monkeypatch):
    """What is written by a root logger of this test alone."""
    lines = io.StringIO()
    monkeypatch.setattr(logging.getLogger(), "handlers", [logging.StreamHandler(lines)])
    levels = {name: logging.getLogger(name).level for name in ("", *TALKATIVE, *INDISCREET)}
    yield lines
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def test_an_address_in_a_message_in_its_arguments_and_in_a_trace_is_covered(written):
    keep_secrets()
    log = logging.getLogger("test")
    log.error("POST https://api.telegram.org/bot%s/getMe", TOKEN)
    log.error(f"file/bot{TOKEN}/photo.jpg")
    try:
        raise ValueError(f"no answer from /bot{TOKEN}/sendMessage")
    except ValueError:
        log.exception("failed")
    text = written.getvalue()
    assert TOKEN not in text
    assert TOKEN.partition(":")[2] not in text
    assert text.count("[token]") == 3
    assert "sendMessage" in text


def test_times_and_addresses_with_a_port_stay_readable(written):
    keep_secrets()
    logging.getLogger("test").error("12:30:45 listening on 127.0.0.1:8081, /en/services/apply-resident-parking")
    assert "12:30:45 listening on 127.0.0.1:8081, /en/services/apply-resident-parking" in written.getvalue()


def test_libraries_that_log_whole_requests_are_quiet(written):
    keep_secrets(logging.DEBUG)
    for name in ("httpx", "httpcore.connection", "telegram.ext.ExtBot"):
        logging.getLogger(name).info("what somebody wrote")
    # This one writes what it received when it cannot read it.
    logging.getLogger("telegram.request.BaseRequest").error("what somebody wrote")
    assert "what somebody wrote" not in written.getvalue()


def test_twice_set_up_is_as_good_as_once(written):
    keep_secrets()
    keep_secrets()
    logging.getLogger("test").error("bot%s", TOKEN)
    assert written.getvalue().count("[token]") == 1
