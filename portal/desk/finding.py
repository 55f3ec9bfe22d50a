"""Finding at the counter: a code, the first letters of a name, or free words; services first."""

from __future__ import annotations

from collections.abc import Iterable

from catalogue.facts import Kind
from catalogue.queries.life_events import get_pathway
from catalogue.queries.services import get_service
from catalogue.search.hits import Suggestion
from portal.extensions import get_house
from portal.public.codes import code_begun
from portal.work import reading

MOST_HITS = 9
_KINDS = {"kind": (Kind.SERVICE.value, Kind.LIFE_EVENT.value)}


def find_hits(typed: str, language: str, beside: str | None = None) -> tuple[Suggestion, ...]:
    """Return services and life events that go on as typed or have the typed code, then what the words find.

    What nobody in the clerk's language calls so is looked for in the visitor's. Raises `NotReady`.
    """
    index = get_house().catalogue.search_index
    wanted = code_begun(typed) or typed
    for spoken in dict.fromkeys(filter(None, (language, beside))):
        if begun := _services_first(index.suggest(wanted, spoken, MOST_HITS)):
            # Titles are shown in the clerk's language, whatever language was typed.
            return begun if spoken == language else tuple(map(_in_own_words, begun))
    found = index.find(typed, language, filters=_KINDS, limit=MOST_HITS)
    return _services_first(Suggestion(hit.kind, hit.id, hit.code, hit.title, hit.language) for hit in found.hits)


def list_hits_of(life_event: str) -> tuple[Suggestion, ...]:
    """Return the services of a life event, in its order. Raises `NotFound`, `Gone` or `Moved`."""
    pathway = get_pathway(reading(), life_event)
    named = dict.fromkeys(step.service for step in pathway.facts.steps if step.service in pathway.services)
    services = ((key, pathway.services[key]) for key in named if key)
    return tuple(
        Suggestion(Kind.SERVICE, key, one.facts.code, one.wording.title.value, one.wording.title.language)
        for key, one in services
    )


def _services_first(found: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    return tuple(sorted(found, key=lambda one: one.kind != Kind.SERVICE))


def _in_own_words(one: Suggestion) -> Suggestion:
    if one.kind != Kind.SERVICE:
        return one
    title = get_service(reading(), one.id).title
    return Suggestion(one.kind, one.id, one.code, title.value, title.language)
