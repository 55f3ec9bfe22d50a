"""The pack: what holds for a whole country's content."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field, field_validator

from catalogue.facts.base import Address, CurrencyCode, Facts, Id


class BurdenWeights(Facts):
    """What one visit, document, organisation … adds to the burden score of a plan."""

    visit: Decimal = Field(Decimal("3"), ge=0)
    office: Decimal = Field(Decimal("1"), ge=0)
    document: Decimal = Field(Decimal("1"), ge=0)
    organisation: Decimal = Field(Decimal("1"), ge=0)
    day: Decimal = Field(Decimal("0.1"), ge=0)


class Pack(Facts):
    """The country's own settings. Words: title (of the country), portal (name of the portal), contact, about …"""

    note: str | None = None
    country: Id
    source_language: str
    languages: tuple[str, ...] = Field(min_length=1)
    """Languages in which the content is published, the source language among them."""
    currency: CurrencyCode
    contact_office: Id | None = None
    """Where to send people whom the portal could not help: a call centre or a service centre."""
    leave_address: Address | None = None
    """Where the button "Leave this page" of sensitive pages leads: a harmless page that anybody might have open."""
    burden: BurdenWeights = BurdenWeights()

    @field_validator("languages")
    @classmethod
    def _each_once(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(languages)) != len(languages):
            raise ValueError("a language is named twice")
        return languages
