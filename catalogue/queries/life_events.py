"""Life events: the list, the page before any answer, and the pathway from which plans are made."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from catalogue.facts import Kind, LifeEvent
from catalogue.models import Number
from catalogue.plans.pathway import Numbers, Pathway, PathwayQuestion
from catalogue.queries.last_change import get_last_change
from catalogue.queries.live import Bundle, Live, fetch, selection
from catalogue.queries.moved import missing
from catalogue.queries.named import every, named_by, naming, one, together, with_variants
from catalogue.queries.pathway_services import pathway_documents, pathway_services
from catalogue.queries.shared import get_shared
from catalogue.queries.values import title_value, titles_in
from catalogue.queries.wording import ValueOf, card, title, wording
from catalogue.read_models.cards import Card
from catalogue.read_models.pages import LifeEventPage, ListPage
from catalogue.read_models.plan import PlanOption, PlanQuestion
from catalogue.read_models.text import Text, Wording
from catalogue.sources import FOLLOWED

if TYPE_CHECKING:
    from catalogue.context import Reading

_ALL = selection(cards=every(Kind.LIFE_EVENT))

_EVENT = one(Kind.LIFE_EVENT)
_PAGE = selection(
    together(_EVENT, named_by(_EVENT, "question", "condition")),
    named_by(_EVENT, "follow_up", "instead", "target_group", "step", "gives", "mentions"),
)

_SERVICES = named_by(_EVENT, "step")
_MEMBERS = with_variants(_SERVICES)
_PATHWAY = selection(
    together(
        _EVENT,
        _MEMBERS,
        named_by(_EVENT, "question", "condition", "gives"),
        named_by(_MEMBERS, "condition", "requires", "issues"),
    ),
    together(
        named_by(_EVENT, "mentions"),
        named_by(_MEMBERS, "organisation", "operator", "supplier", "mentions"),
    ),
)
# The offices that offer the services, and the bodies that issue the papers which these want.
_PAPERS = named_by(_MEMBERS, "requires", "issues")
_ISSUED_BY = named_by(_PAPERS, "issued_by")
_AROUND = selection(
    together(naming(_SERVICES, "offers"), _ISSUED_BY),
    named_by(_ISSUED_BY, "organisation"),
)


PATHWAYS_KEPT = 120
"""Pathways that a process remembers for today; each takes some 200 kB."""
PATHWAYS_OF_OTHER_DAYS_KEPT = 6
"""The same for all other days together: few ask for them, but an address may name any."""


def list_life_events(reading: Reading) -> ListPage:
    """Return all life events, in the catalogue's own order."""
    bundle = fetch(reading, _ALL)
    return ListPage(tuple(card(live, reading) for live in bundle.of(Kind.LIFE_EVENT)))


def get_life_event(reading: Reading, key: str) -> LifeEventPage:
    """Return what a life event is about, and its questions. Raises `NotFound`, `Gone` or `Moved`."""
    bundle = fetch(reading, _PAGE, key=key)
    live = _found(bundle, reading, key)
    facts: LifeEvent = live.facts
    words = wording(live, reading, value_of=_titles_in(bundle))

    def cards(kind: Kind, keys: tuple[str, ...]) -> tuple[Card, ...]:
        return tuple(card(bundle[kind, other], reading) for other in keys if (kind, other) in bundle)

    instead = cards(Kind.LIFE_EVENT, (facts.instead,) if facts.instead else ())
    return LifeEventPage(
        id=key,
        title=words.title,
        summary=_said(words, "summary", reading),
        overview=words.text("overview"),
        support=words.text("support"),
        event=_said(words, "event", reading),
        event_hint=words.text("event.hint"),
        sensitive=facts.sensitive,
        questions=_questions(facts, bundle, reading),
        target_groups=cards(Kind.TARGET_GROUP, facts.target_groups),
        follow_ups=cards(Kind.LIFE_EVENT, facts.follow_ups),
        instead=instead[0] if instead else None,
        checked=facts.checked,
        review=facts.review,
    )


def get_pathway(reading: Reading, key: str) -> Pathway:
    """Return all that plans of a life event are made from, for the reader's place. Raises `NotFound`, `Gone`, `Moved`.

    It is remembered, within bounds, until the catalogue changes: a second plan with other answers asks the database
    nothing. A place that does not exist counts as none.
    """
    place = reading.place if reading.place in get_shared(reading).places else None
    settled = replace(reading, place=place)
    today = reading.as_of == reading.today
    return reading.kept(
        (key, reading.language, place, reading.as_of),
        lambda: _read_pathway(settled, key),
        shelf="pathways of today" if today else "pathways of other days",
        bound=PATHWAYS_KEPT if today else PATHWAYS_OF_OTHER_DAYS_KEPT,
    )


def _read_pathway(reading: Reading, key: str) -> Pathway:
    shared = get_shared(reading)
    # Neither place nor day decides what is fetched, so all places and days share it.
    bundle, numbers, changed_at = reading.kept(
        ("fetched for", key, reading.language), lambda: _fetch_pathway(reading, key)
    )
    live = bundle[Kind.LIFE_EVENT, key]
    facts: LifeEvent = live.facts
    organisations = {found.key: title(found, reading) for found in bundle.of(Kind.ORGANISATION)}
    return Pathway(
        id=key,
        facts=facts,
        wording=wording(live, reading, value_of=_titles_in(bundle)),
        language=reading.language,
        services=pathway_services(facts, bundle, shared, reading),
        documents=pathway_documents(bundle, organisations, reading),
        questions={
            found.key: PathwayQuestion(found.facts, wording(found, reading)) for found in bundle.of(Kind.QUESTION)
        },
        organisations=organisations,
        places=shared.places,
        place_titles={place: title(words, reading) for place, words in shared.place_words.items()},
        country=shared.pack.country,
        currency=shared.pack.currency,
        burden=shared.pack.burden,
        numbers=numbers,
        sequence=changed_at,
        office_titles={found.key: title(found, reading) for found in bundle.of(Kind.OFFICE)},
    )


def _fetch_pathway(reading: Reading, key: str) -> tuple[Bundle, Numbers, int]:
    bundle = fetch(reading, _PATHWAY, key=key)
    live = _found(bundle, reading, key)
    fetch(reading, _AROUND, key=key, into=bundle)
    bundle.share()
    changed_at = get_last_change(reading, bundle.values())
    return bundle, _numbers(reading, key, live.facts), changed_at


def _numbers(reading: Reading, key: str, facts: LifeEvent) -> Numbers:
    """Return the small numbers that this pathway's plan codes can name."""
    scopes = {"life_event", "place", "question", f"life_event/{key}/steps"}
    scopes |= {f"question/{asked.question}/options" for asked in facts.questions}
    scopes |= {f"service/{step.service}/channels" for step in facts.steps if step.service}
    by_scope: dict[str, dict[str, int]] = {}
    statement = select(Number.scope, Number.key, Number.number).where(Number.scope.in_(scopes))
    # Objects and their parts get their numbers when they are published, and keep them.
    for row in reading.session.execute(statement, execution_options={FOLLOWED: True}):
        by_scope.setdefault(row.scope, {})[row.key] = row.number
    return Numbers(by_scope)


def get_numbers(reading: Reading) -> Numbers:
    """Return the numbers by which any plan code is understood: remembered, since every code needs them."""

    def read() -> Numbers:
        by_scope: dict[str, dict[str, int]] = {}
        wanted = or_(
            Number.scope.in_(("life_event", "place", "question")),
            Number.scope.like("question/%/options"),
            Number.scope.like("life_event/%/steps"),
            Number.scope.like("service/%/channels"),
        )
        for row in reading.session.execute(select(Number.scope, Number.key, Number.number).where(wanted)):
            by_scope.setdefault(row.scope, {})[row.key] = row.number
        return Numbers(by_scope)

    return reading.kept("numbers", read)


def _found(bundle: Bundle, reading: Reading, key: str) -> Live:
    live = bundle.get((Kind.LIFE_EVENT, key))
    if live is None or live.facts is None:
        raise missing(reading, Kind.LIFE_EVENT, key)
    return live


def _titles_in(bundle: Bundle) -> ValueOf:
    title_of = titles_in(bundle)
    return lambda language, placeholder: title_value(title_of, language, placeholder)


def _questions(facts: LifeEvent, bundle: Bundle, reading: Reading) -> tuple[PlanQuestion, ...]:
    found = []
    for asked in facts.questions:
        live = bundle.get((Kind.QUESTION, asked.question))
        if live is None or live.facts is None:
            continue
        words = wording(live, reading)
        options = tuple(
            PlanOption(option.id, _said(words, f"options.{option.id}", reading)) for option in live.facts.options
        )
        found.append(PlanQuestion(live.key, words.title, words.text("hint"), options, None))
    return tuple(found)


def _said(words: Wording, key: str, reading: Reading) -> Text:
    return words.text(key) or Text("", reading.source_language)
