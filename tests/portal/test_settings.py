"""The portal's settings: defaults fit for production, everything wrong named at once."""

import pytest

from catalogue.errors import NotReady
from portal.settings import Settings


def test_defaults_listen_on_this_machine_only():
    settings = Settings.from_environment({})
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.public_address == "http://127.0.0.1:8000"


def test_every_setting_comes_from_the_environment(tmp_path):
    settings = Settings.from_environment(
        {
            "ONEDOOR_HOST": "::1",
            "ONEDOOR_PORT": "81",
            "ONEDOOR_WORKERS": "3",
            "ONEDOOR_PUBLIC_ADDRESS": "https://services.example.org/",
            "ONEDOOR_TRANSLATIONS": str(tmp_path),
            "ONEDOOR_HOME": str(tmp_path),
            "ONEDOOR_KEPT_MEGABYTES": "0",
        }
    )
    assert settings == Settings("::1", 81, 3, "https://services.example.org", tmp_path, tmp_path, 0)


def test_everything_that_cannot_be_understood_is_named_at_once():
    wrong = {"ONEDOOR_PORT": "99999", "ONEDOOR_WORKERS": "two", "ONEDOOR_PUBLIC_ADDRESS": "services.example.org"}
    with pytest.raises(NotReady) as failure:
        Settings.from_environment(wrong)
    assert sorted(fault.split()[0] for fault in failure.value.missing) == sorted(wrong)


def test_missing_translations_are_refused_by_name(portal_settings, portal_catalogue, tmp_path):
    from dataclasses import replace

    from portal import create_app

    with pytest.raises(NotReady) as failure:
        create_app(replace(portal_settings, translations=tmp_path), portal_catalogue)
    assert len(failure.value.missing) == 6
    assert "onedoor translations compile" in failure.value.missing[0]
