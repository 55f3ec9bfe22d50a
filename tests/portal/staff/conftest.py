"""Fixtures of single sign-on: a provider that answers, a portal that offers it, and somebody it vouches for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

import pytest
from flask import Flask
from identity_provider import CLIENT, SECRET, IdentityProvider, running_provider
from staff import a_person

from catalogue.rights import Role
from portal import create_app
from portal.provider_settings import ProviderSettings

numbers = count()


@pytest.fixture(scope="session")
def one_provider() -> Iterator[IdentityProvider]:
    with running_provider() as running:
        yield running


@pytest.fixture
def provider(one_provider, portal_clock) -> IdentityProvider:
    """A provider over real HTTP, well-behaved, by the clock of the portal."""
    one_provider.reset()
    one_provider.now = portal_clock
    return one_provider


@pytest.fixture(scope="module")
def make(portal_settings, portal_catalogue, one_provider) -> Callable[..., Flask]:
    """Build a portal that offers single sign-on."""

    def build(**settings: object) -> Flask:
        who = ProviderSettings(one_provider.issuer, CLIENT, SECRET, "Harbour ID", ask_for_code=False)
        return create_app(replace(portal_settings, provider=replace(who, **settings)), portal_catalogue)

    return build


@pytest.fixture(scope="module")
def one_door(make) -> Flask:
    return make()


@pytest.fixture
def door(one_door) -> Flask:
    """A portal that offers single sign-on, and has not asked its provider anything yet."""
    one_door.extensions.pop("onedoor.provider", None)
    return one_door


@pytest.fixture
def mail(portal_catalogue, provider) -> str:
    """Somebody with an account, whom the provider vouches for."""
    address = f"person{next(numbers)}@example.org"
    a_person(portal_catalogue, address, Role.EDITOR)
    provider.vouch_for(f"subject of {address}", address)
    return address
