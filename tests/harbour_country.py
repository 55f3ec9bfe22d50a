"""A small country where every part of a page has something to show: fees that change, ways that differ, pathways."""

from __future__ import annotations

from typing import Any

from content_builder import card, changed, entry, small_content, words

from catalogue.facts import Kind
from catalogue.facts.words import Words
from catalogue.files.content import Content, Entry

BIRTH: dict[str, Any] = {
    "code": "1001",
    "organisation": "registry",
    "target_groups": ["parents"],
    "topics": ["family"],
    "checked": "2026-06-01",
    "checked_by": "registry",
    "review": "2027-06-01",
    "laws": [{"law": "civil-act", "article": "9", "version": "2025-03-01"}],
    "criteria": [{"id": "parent"}],
    "channels": [
        {"id": "counter", "kind": "office"},
        {
            "id": "web",
            "kind": "online",
            "address": "https://births.example.org",
            "languages": ["en", "fr"],
            "when": {"is": {"married": "yes"}},
        },
        {"id": "errand", "kind": "agent", "operator": "town-hall"},
    ],
    "requirements": [
        {"id": "notice", "document": "birth-notice", "supplied_by": "other", "supplier": "town-hall"},
        {"id": "card", "document": "identity-card", "group": "identity", "per": "person"},
        {"id": "passport", "document": "passport", "group": "identity", "not_older_than": "3 months"},
        {"id": "consent", "document": "consent", "form": "copy", "number": 2, "when": {"is": {"married": "no"}}},
    ],
    "fees": [
        {
            "id": "entry",
            "amounts": [
                {"from": "2026-01-01", "until": "2026-12-31", "amount": "12.50"},
                {"from": "2027-01-01", "amount": "14"},
            ],
            "means": ["card"],
            "law": {"law": "civil-act", "article": "4"},
        },
        {
            "id": "late",
            "amounts": [{"from": "2026-01-01", "amount": "20"}],
            "late": {"deadline": "register", "first_day": 1, "last_day": 30},
            "law": {"law": "civil-act", "article": "5"},
        },
        {
            "id": "agent",
            "amounts": [{"from": "2026-01-01", "unknown": "true"}],
            "payee": "agent",
            "channels": ["errand"],
        },
    ],
    "waivers": [{"id": "poor", "fees": ["entry"], "when": {"is": {"low-income": "yes"}}, "percent": 50}],
    "times": [{"id": "usual", "usual": "3 working-days", "maximum": "10 working-days"}],
    "deadlines": [
        {"id": "register", "until": "10 working-days after event", "law": {"law": "civil-act", "article": "9"}}
    ],
    "steps": [{"id": "sign"}],
    "exceptions": [{"id": "home", "when": {"is": {"married": "no"}}}],
    "outputs": [{"id": "certificate", "document": "birth-certificate", "collect_within": "3 months"}],
    "related": ["get-passport"],
}
BIRTH_WORDS = {
    "title": "Register a birth",
    "summary": "Tell the registry about your newborn.",
    "overview": "Every child is **entered**.",
    "who": "Every parent.",
    "criteria.parent": "You are a parent of the child.",
    "groups.identity": "Identity",
    "fees.entry": "Entry",
    "fees.late": "Late entry",
    "fees.agent": "Errand of the agent",
    "waivers.poor": "Low income",
    "deadlines.register": "Register within {deadline}.",
    "deadlines.register.late": "You pay {fee.late}.",
    "channels.counter": "Come to the counter.",
    "channels.web": "Fill in the form.",
    "channels.errand": "Somebody goes for you.",
    "steps.sign": "Read the entry and sign it.",
    "next": "You receive the certificate.",
    "exceptions.home.title": "Born at home",
    "exceptions.home": "Bring the midwife’s statement.",
    "complaint": "Write to the registry.",
}
BIRTH_IN_HARBOUR = entry(
    Kind.VARIANT,
    "register-birth/harbour",
    {
        "changes": [
            {
                "replace": "fees.entry",
                "with": {"means": ["cash"]},
                "national": {"means": ["card"]},
            }
        ]
    },
    en=words(local="Pay in cash."),
)
PASSPORT = entry(
    Kind.SERVICE,
    "get-passport",
    {
        "code": "1002",
        "organisation": "registry",
        "target_groups": ["parents"],
        "channels": [{"id": "counter", "kind": "office"}, {"id": "letter", "kind": "post", "post": ["1 Quay"]}],
        "requirements": [{"id": "proof", "document": "birth-certificate", "kept": "true"}],
    },
    en=words(
        title="Get a passport",
        summary="For the child.",
        who="All.",
        channels__counter="Come.",
        channels__letter="Write.",
        next="Wait.",
    ),
)
BABY = entry(
    Kind.LIFE_EVENT,
    "having-a-baby",
    {
        "order": 1,
        "checked": "2026-06-01",
        "target_groups": ["parents"],
        "questions": [
            {"question": "married"},
            {"question": "contract", "when": {"is": {"married": "yes"}}},
            {"question": "low-income"},
        ],
        "stages": [{"id": "before"}, {"id": "after"}],
        "steps": [
            {
                "id": "hospital",
                "stage": "before",
                "kind": "or",
                "group": "place",
                "due": {"id": "h", "until": "8 weeks before event"},
            },
            {"id": "home", "stage": "before", "kind": "or", "group": "place"},
            {"id": "register", "stage": "after", "service": "register-birth"},
            {"id": "name", "stage": "after", "when": {"is": {"married": "no"}}},
            {"id": "passport", "stage": "after", "service": "get-passport", "kind": "optional"},
        ],
        "follow_ups": ["loss"],
    },
    en=words(
        title="Having a baby",
        summary="From pregnancy on.",
        event="Day of birth",
        event__hint="Expected or real.",
        overview="Much to do.",
        stages__before="Before",
        stages__after="After",
        groups__place="Where to give birth",
        steps__hospital="Choose a hospital",
        steps__hospital__text="Ask for a place.",
        steps__hospital__due="At least {deadline} before.",
        steps__hospital__late="It may be full.",
        steps__home="Find a midwife",
        steps__home__text="Call one.",
        steps__name="Agree on the name",
        steps__name__text="Both of you.",
    ),
)
LOSS = entry(
    Kind.LIFE_EVENT,
    "loss",
    {
        "order": 2,
        "sensitive": "true",
        "questions": [{"question": "married"}],
        "stages": [{"id": "first"}],
        "steps": [
            {"id": "tell", "stage": "first", "due": {"id": "t", "until": "3 working-days after event"}},
            {"id": "papers", "stage": "first", "service": "get-papers"},
        ],
    },
    en=words(
        title="When someone has died",
        summary="Step by step.",
        event="Day of death",
        support="Call **somebody**.",
        stages__first="First",
        steps__tell="Tell the registry",
        steps__tell__text="Call.",
        steps__tell__due="In {deadline}.",
        steps__tell__late="Nothing happens.",
    ),
)
PAPERS = entry(
    Kind.SERVICE,
    "get-papers",
    {"code": "1003", "organisation": "registry", "channels": [{"id": "counter", "kind": "office"}]},
    en=words(title="Get the papers", summary="For the heirs.", who="Heirs.", channels__counter="Come.", next="Wait."),
)
CENTRE = entry(
    Kind.OFFICE,
    "centre",
    {
        "organisation": "registry",
        "kind": "centre",
        "place": "harbour",
        "post": ["1 Quay Street", "1000 Harbour"],
        "latitude": 38.7,
        "longitude": -9.1,
        "phone": "+999 555 0101",
        "hours": [
            {"days": ["monday", "tuesday"], "opens": "09:00", "closes": "12:30"},
            {"days": ["monday"], "opens": "13:30", "closes": "17:00"},
        ],
        "exceptions": [{"id": "stock", "from": "2026-11-24"}],
        "accessibility": ["step-free"],
        "amenities": ["photo-booth"],
        "appointment": "both",
        "waiting_minutes": 20,
        "languages": ["en", "ar"],
        "services": [{"service": "register-birth"}, {"service": "get-passport", "depth": "partial"}],
    },
    en=words(title="Service centre", summary="By the sea.", directions="Tram 1.", exceptions__stock="Stocktaking"),
)
BUS = entry(
    Kind.OFFICE,
    "bus",
    {
        "organisation": "registry",
        "kind": "mobile",
        "place": "harbour",
        "stops": [
            {
                "id": "cove",
                "place": "harbour",
                "days": ["thursday"],
                "weeks": [1, 3],
                "opens": "10:00",
                "closes": "12:00",
                "latitude": 38.8,
                "longitude": -9.2,
            }
        ],
    },
    en=words(title="Mobile unit", stops__cove="Gull Cove, ferry landing"),
)


def harbour_country() -> Content:
    """Return the country: Littleland with the municipality of Harbour, two services of a baby and a death."""
    return changed(
        small_content(),
        entry(
            Kind.PLACE,
            "littleland",
            {
                "level": "country",
                "time_zone": "Europe/Lisbon",
                "working_week": ["monday", "tuesday", "wednesday", "thursday", "friday"],
                "holidays": [{"id": "harvest", "dates": ["2026-12-08"]}],
            },
            en=words(title="Littleland", holidays__harvest="Harvest Day"),
        ),
        entry(Kind.SERVICE, "register-birth", BIRTH, en=Words(BIRTH_WORDS)),
        BIRTH_IN_HARBOUR,
        PASSPORT,
        PAPERS,
        BABY,
        LOSS,
        CENTRE,
        BUS,
        *(_document(key, title) for key, title in (("identity-card", "Identity card"), ("passport", "Passport"))),
        _question("contract", "Is there a marriage contract?"),
        _question("low-income", "Is your income low?"),
    )


def _document(key: str, title: str) -> Entry:
    return entry(Kind.DOCUMENT, key, {"note": "From elsewhere."}, en=card(title))


def _question(key: str, title: str) -> Entry:
    options = {"options": [{"id": "yes"}, {"id": "no"}]}
    return entry(Kind.QUESTION, key, options, en=words(title=title, options__yes="Yes", options__no="No"))
