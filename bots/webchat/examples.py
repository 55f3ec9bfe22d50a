"""What one might ask first: a few questions made from the life events and services that are published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, zip_longest

from bots.dialogue.reply import Intent
from bots.dialogue.utterance import Action
from catalogue.context import Reading
from catalogue.facts.kinds import Kind
from catalogue.plans.pathway import Pathway
from catalogue.queries.life_events import get_pathway, list_life_events
from furniture.labels import N_
from furniture.translations import Phrases

EVENTS_READ = 4
"""Life events from which questions are made, the first ones of the home page."""
BEGIN = N_("%(title)s: what do I have to do?")
QUESTIONS: Mapping[Intent, str] = {
    Intent.DOCUMENTS: N_("%(title)s: which papers do I need?"),
    Intent.FEES: N_("%(title)s: what does it cost?"),
    Intent.TIME: N_("%(title)s: how long does it take?"),
}
"""What is asked about one service each, in this order."""
_FACTS = {Intent.DOCUMENTS: "requirements", Intent.FEES: "fees", Intent.TIME: "times"}


@dataclass(frozen=True, slots=True)
class Example:
    """A question in a person's words, and what answers it without fail."""

    question: str
    action: str


def list_examples(reading: Reading, phrases: Phrases) -> tuple[Example, ...]:
    """Return at most one question about a life event and one of each kind about a service; none that is sensitive.

    The services are steps of life events, taken from each in turn, so that the questions show how wide the field is.
    """
    pathways = reading.memory.get(("pathways of examples", reading.language), lambda: _pathways(reading))
    examples = []
    for pathway in pathways[:1]:
        examples.append(
            Example(phrases.gettext(BEGIN, title=pathway.wording.title.value), str(Action("event", (pathway.id,))))
        )
    left = dict(_services(pathways))
    for intent, question in QUESTIONS.items():
        found = next((id for id, (_, facts) in left.items() if getattr(facts, _FACTS[intent])), None)
        if found is not None:
            title, _ = left.pop(found)
            examples.append(Example(phrases.gettext(question, title=title), str(Action("tell", (intent.value, found)))))
    return tuple(examples)


def _pathways(reading: Reading) -> tuple[Pathway, ...]:
    events = [card.id for card in list_life_events(reading).cards if card.kind == Kind.LIFE_EVENT][:EVENTS_READ]
    found = (get_pathway(reading, id) for id in events)
    return tuple(pathway for pathway in found if not pathway.facts.sensitive)


def _services(pathways: tuple[Pathway, ...]) -> Iterator[tuple[str, tuple[str, object]]]:
    """Yield the services that are steps of pathways: of the last pathway its first one, and so on in turn.

    Those that everybody needs come before those that only some do.
    """
    by_pathway = [
        [
            (step.service, pathway.services[step.service])
            for step in sorted(pathway.facts.steps, key=lambda step: step.when is not None)
            if step.service
        ]
        for pathway in reversed(pathways)
    ]
    for found in chain.from_iterable(zip_longest(*by_pathway)):
        if found is not None and not found[1].facts.sensitive:
            id, service = found
            yield id, (service.wording.title.value, service.facts)
