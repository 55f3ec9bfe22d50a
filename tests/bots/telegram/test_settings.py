"""The settings of the Telegram door: what is missing is named, what is secret is repeated nowhere."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from bots.telegram.cli import telegram
from bots.telegram.settings import Settings
from catalogue.errors import NotReady

TOKEN = "123456789:AAh-made_up_by_hand_0123456789abcdef"


def test_a_token_is_enough(tmp_path):
    settings = Settings.from_environment({"ONEDOOR_TELEGRAM_TOKEN": TOKEN, "ONEDOOR_HOME": str(tmp_path)})
    assert settings == Settings(TOKEN, "https://api.telegram.org", "127.0.0.1:8081", tmp_path)


def test_another_server_may_be_named_with_a_slash_at_its_end():
    environment = {"ONEDOOR_TELEGRAM_TOKEN": TOKEN, "ONEDOOR_TELEGRAM_API": "http://10.0.0.5:8081/"}
    assert Settings.from_environment(environment).api == "http://10.0.0.5:8081"


@pytest.mark.parametrize("token", ["", "no token", "123456789", TOKEN + "\n", TOKEN + " x"])
def test_what_is_no_token_is_refused_and_not_repeated(token):
    with pytest.raises(NotReady) as refused:
        Settings.from_environment({"ONEDOOR_TELEGRAM_TOKEN": token})
    assert "ONEDOOR_TELEGRAM_TOKEN" in str(refused.value)
    assert not token or token not in str(refused.value)


def test_all_faults_are_named_at_once():
    with pytest.raises(NotReady) as refused:
        Settings.from_environment({"ONEDOOR_TELEGRAM_API": "api.telegram.org", "ONEDOOR_TELEGRAM_LISTEN": "8081x"})
    for name in ("ONEDOOR_TELEGRAM_TOKEN", "ONEDOOR_TELEGRAM_API", "ONEDOOR_TELEGRAM_LISTEN"):
        assert name in str(refused.value)


def test_the_secret_of_the_webhook_is_made_once_kept_and_one_that_telegram_takes(tmp_path):
    settings = Settings(TOKEN, "https://api.telegram.org", "127.0.0.1:8081", tmp_path)
    secret = settings.webhook_secret()
    assert settings.webhook_secret() == secret
    assert 16 <= len(secret) <= 256
    assert set(secret) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o077 == 0


def test_the_webhook_has_to_be_encrypted(monkeypatch):
    monkeypatch.delenv("ONEDOOR_TELEGRAM_API", raising=False)
    done = CliRunner().invoke(telegram, ["--webhook", "http://services.example.org/telegram"])
    assert done.exit_code == 2
    assert "https" in done.output
