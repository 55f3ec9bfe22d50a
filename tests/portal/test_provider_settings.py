"""The settings of single sign-on: all or nothing, by a safe way only, and the secret in nothing that is written."""

from __future__ import annotations

import pytest

from catalogue.errors import NotReady
from portal.settings import Settings

ALL = {
    "ONEDOOR_OIDC_ISSUER": "https://id.example.org/realms/staff",
    "ONEDOOR_OIDC_CLIENT_ID": "onedoor",
    "ONEDOOR_OIDC_CLIENT_SECRET": "hush-hush",
}


def test_nothing_is_offered_unless_it_is_set():
    assert Settings.from_environment({"ONEDOOR_OIDC_NAME": "Harbour ID"}).provider is None


@pytest.mark.parametrize("missing", ALL)
def test_with_a_part_only_the_portal_names_what_is_missing_and_stops(missing):
    with pytest.raises(NotReady) as stopped:
        Settings.from_environment({name: value for name, value in ALL.items() if name != missing})
    assert missing in str(stopped.value.missing)
    assert "hush-hush" not in str(stopped.value.missing)


def test_the_secret_is_in_no_account_of_the_settings():
    settings = Settings.from_environment(ALL)
    assert settings.provider is not None
    assert settings.provider.client_secret == "hush-hush"
    for told in (repr(settings), str(settings.provider), f"{settings.provider}"):
        assert "hush-hush" not in told


def test_the_button_has_a_name_and_codes_are_not_asked_for_unless_told():
    provider = Settings.from_environment(ALL).provider
    assert (provider.name, provider.ask_for_code) == ("id.example.org", False)
    told = Settings.from_environment(ALL | {"ONEDOOR_OIDC_NAME": "Harbour ID", "ONEDOOR_OIDC_ASK_FOR_CODE": "yes"})
    assert (told.provider.name, told.provider.ask_for_code) == ("Harbour ID", True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ONEDOOR_OIDC_ISSUER", "http://id.example.org"),
        ("ONEDOOR_OIDC_ISSUER", "https://"),
        ("ONEDOOR_OIDC_ISSUER", "https://user:word@id.example.org"),
        ("ONEDOOR_OIDC_ISSUER", "id.example.org"),
        ("ONEDOOR_OIDC_ISSUER", "https://[id"),
        ("ONEDOOR_OIDC_ISSUER", "https://id.example.org/" + "x" * 300),
        ("ONEDOOR_OIDC_ASK_FOR_CODE", "maybe"),
    ],
)
def test_what_cannot_be_trusted_or_understood_stops_the_portal(name, value):
    with pytest.raises(NotReady) as stopped:
        Settings.from_environment(ALL | {name: value})
    assert name in str(stopped.value.missing)


def test_the_libraries_are_asked_for_before_the_first_trip(monkeypatch):
    monkeypatch.setattr("portal.provider_settings.find_spec", lambda library: None)
    with pytest.raises(NotReady, match="single-sign-on"):
        Settings.from_environment(ALL)
