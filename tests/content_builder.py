"""Builds small countries for tests of the stored catalogue: every kind of object, each as short as it may be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from catalogue.facts import FACTS_OF_KIND, Kind
from catalogue.facts.words import Words, digest
from catalogue.files.content import Content, Entry, Redirect
from catalogue.files.numbers import complete
from catalogue.files.writer import write

SERVICE: dict[str, Any] = {
    "code": "1001",
    "organisation": "registry",
    "target_groups": ["parents"],
    "topics": ["family"],
    "checked": "2026-06-01",
    "channels": [{"id": "counter", "kind": "office"}, {"id": "web", "kind": "online", "operator": "town-hall"}],
    "requirements": [
        {"id": "notice", "document": "birth-notice", "supplied_by": "other", "supplier": "town-hall"},
        {"id": "consent", "document": "consent", "when": {"not": {"is": {"married": "yes"}}}},
    ],
    "fees": [
        {
            "id": "standard",
            "amounts": [{"from": "2026-01-01", "amount": "12.50"}],
            "law": {"law": "civil-act", "article": "4"},
        }
    ],
    "outputs": [{"id": "certificate", "document": "birth-certificate"}],
}
SERVICE_SECTIONS: dict[str, Any] = {
    "title": "Register a birth",
    "summary": "Tell the registry about your newborn.",
    "aliases": ["birth certificate"],
    "who": "Every parent.",
    "fees.standard": "Registration",
    "channels.counter": "Come to the counter.",
    "channels.web": "Fill in the form.",
    "next": "You receive the certificate.",
}
CHANGES = [
    {"replace": "fees.standard", "with": {"means": ["cash"]}, "national": {}},
    {"add": "requirements", "with": {"id": "receipt", "document": "tax-receipt", "when": {"within": "harbour"}}},
    {"add": "outputs", "with": {"id": "medal", "document": "medal"}},
]


def words(*, made_from: dict[str, str] | None = None, **sections: str | tuple[str, ...]) -> Words:
    """Return words with these sections; `__` stands for the dot of a key, `_` for a hyphen."""
    return Words({key.replace("__", ".").replace("_", "-"): text for key, text in sections.items()}, made_from or {})


def entry(kind: Kind, key: str, facts: dict[str, Any], **words_by_language: Words) -> Entry:
    """Return an object."""
    return Entry(kind, key, FACTS_OF_KIND[kind].from_plain(facts), words_by_language)


def card(title: str) -> Words:
    """Return a title and a summary."""
    return words(title=title, summary=f"{title}, in short.")


def service(key: str = "register-birth", code: str = "1001", fee: str = "12.50", title: str | None = None) -> Entry:
    """Return a service in English and French."""
    plain = {**SERVICE, "code": code}
    plain["fees"] = [{**SERVICE["fees"][0], "amounts": [{"from": "2026-01-01", "amount": fee}]}]
    said = {**SERVICE_SECTIONS, "title": title or SERVICE_SECTIONS["title"]}
    said["aliases"] = tuple(said["aliases"])
    french = {key: f"{text} (fr)" for key, text in said.items() if isinstance(text, str)}
    made_from = {key: digest(said[key]) for key in french}
    return entry(Kind.SERVICE, key, plain, en=Words(said), fr=Words(french, made_from))


def small_content(*services: Entry) -> Content:
    """Return a country with one object of each kind, numbered; `services` replace its one service."""
    entries = [
        entry(
            Kind.PACK,
            "pack",
            {
                "country": "littleland",
                "source_language": "en",
                "languages": ["en", "fr"],
                "currency": "EUR",
                "contact_office": "centre",
                "leave_address": "https://weather.example.org/",
            },
            en=words(
                title="Littleland", portal="Onedoor", tagline="One door", about="A", privacy="P", accessibility="X"
            ),
        ),
        entry(
            Kind.PLACE,
            "littleland",
            {"level": "country", "time_zone": "Pacific/Auckland", "holidays": [{"id": "new-year", "on": "01-01"}]},
            en=words(title="Littleland", holidays__new_year="New Year"),
        ),
        entry(Kind.PLACE, "harbour", {"level": "municipality", "parent": "littleland"}, en=words(title="Harbour")),
        entry(Kind.ORGANISATION, "registry", {"level": "national"}, en=card("Registry"), fr=card("Registre")),
        entry(Kind.ORGANISATION, "town-hall", {"level": "municipal", "place": "harbour"}, en=card("Town hall")),
        entry(
            Kind.OFFICE,
            "centre",
            {
                "organisation": "registry",
                "kind": "centre",
                "place": "harbour",
                "hours": [{"days": ["monday"], "opens": "09:00", "closes": "12:30"}],
                "services": [{"service": "register-birth"}],
            },
            en=words(title="Service centre"),
        ),
        entry(
            Kind.LAW,
            "civil-act",
            {"version": "2025-03-01", "address": "https://laws.example.org/civil-act"},
            en=words(title="Civil Act"),
        ),
        entry(Kind.TARGET_GROUP, "parents", {"order": 2}, en=card("Parents")),
        entry(Kind.TOPIC, "family", {"order": 1}, en=card("Family")),
        entry(Kind.DOCUMENT, "birth-notice", {"note": "From the hospital."}, en=card("Birth notice")),
        entry(Kind.DOCUMENT, "birth-certificate", {"issued_by_service": "register-birth"}, en=card("Certificate")),
        entry(Kind.DOCUMENT, "consent", {"issued_by_organisation": "registry"}, en=card("Consent")),
        entry(
            Kind.QUESTION,
            "married",
            {"options": [{"id": "yes"}, {"id": "no"}]},
            en=words(title="Are you married?", options__yes="Yes", options__no="No"),
        ),
        entry(
            Kind.VARIANT,
            "register-birth/harbour",
            {"organisation": "town-hall", "changes": CHANGES},
            en=words(local="Pay in cash.", outputs__medal="Medal"),
        ),
        entry(
            Kind.LIFE_EVENT,
            "having-a-baby",
            {
                "order": 3,
                "target_groups": ["parents"],
                "topics": ["family"],
                "questions": [{"question": "married"}],
                "stages": [{"id": "after"}],
                "steps": [
                    {"id": "notice", "stage": "after", "gives": ["birth-notice"]},
                    {"id": "register", "stage": "after", "service": "register-birth"},
                ],
            },
            en=words(
                title="Having a baby",
                summary="From pregnancy to the first birthday.",
                event="Day of birth",
                stages__after="After birth",
                steps__notice="Take the notice",
                steps__notice__text="The hospital gives it.",
            ),
        ),
    ]
    entries += services or [service()]
    objects = {(one.kind, one.key): one for one in entries}
    return numbered(
        Content(objects=objects, redirects=(Redirect(kind=Kind.SERVICE, old="birth", new="register-birth"),))
    )


def numbered(content: Content) -> Content:
    """Return the content with a number for everything."""
    return replace(content, numbers=complete(content))


def changed(content: Content, *entries: Entry) -> Content:
    """Return the content with these objects new or replaced."""
    return numbered(replace(content, objects={**content.objects, **{(one.kind, one.key): one for one in entries}}))


def without(content: Content, kind: Kind, key: str) -> Content:
    """Return the content without one object; its numbers stay in the ledger."""
    return replace(content, objects={name: one for name, one in content.objects.items() if name != (kind, key)})


def many_services(count: int, fee: str) -> tuple[Entry, ...]:
    """Return so many services, the first of them the usual one."""
    more = (service(f"service-{number}", str(2000 + number), fee) for number in range(1, count))
    return (service(fee=fee), *more)


def write_folder(content: Content, folder: Path) -> Path:
    """Write the content as files and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    write(content, folder)
    return folder
