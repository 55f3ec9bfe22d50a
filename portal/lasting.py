"""Addresses that leave the portal – on paper, in QR codes and calendars, for search engines – so they are whole."""

from __future__ import annotations

from typing import Any

from portal.extensions import get_house
from portal.locale import page_language
from portal.urls import path_of, with_parameters


def lasting_address(endpoint: str, id: str, **parameters: Any) -> str:
    """Return the whole address of an object's page; nothing of the reader's choices but what is given."""
    return get_house().settings.public_address + with_parameters(path_of(endpoint, id=id), parameters)


def short_address(code: str) -> str:
    """Return the address to type from paper: it asks the browser for the language."""
    return get_house().settings.public_address + path_of("go.code", code=code)


def drawn_address(code: str) -> str:
    """Return the address for a QR code: short, and in the language of the paper it is printed on."""
    return f"{short_address(code)}?language={page_language()}"
