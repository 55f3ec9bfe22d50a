"""The kinds of object the catalogue keeps, and where each lives among the content files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from catalogue.facts.base import Facts
from catalogue.facts.document import Document
from catalogue.facts.labels import Law, Question, TargetGroup, Topic
from catalogue.facts.life_event import LifeEvent
from catalogue.facts.notice import Notice
from catalogue.facts.office import Office
from catalogue.facts.organisation import Organisation
from catalogue.facts.pack import Pack
from catalogue.facts.place import Place
from catalogue.facts.search_rules import Pin, SearchRule, Synonyms
from catalogue.facts.service import Service
from catalogue.facts.variant import Variant


class Kind(StrEnum):
    """The nouns of the domain that have editions of their own."""

    PACK = "pack"
    PLACE = "place"
    ORGANISATION = "organisation"
    OFFICE = "office"
    LAW = "law"
    TARGET_GROUP = "target_group"
    TOPIC = "topic"
    DOCUMENT = "document"
    QUESTION = "question"
    SERVICE = "service"
    VARIANT = "variant"
    LIFE_EVENT = "life_event"
    SYNONYMS = "synonyms"
    PIN = "pin"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class KindOfObject:
    """How one kind is built and stored: `content/<folder>/<id>/<file>` beside the words."""

    kind: Kind
    facts: type[Facts]
    folder: str
    file: str

    @property
    def steers_search(self) -> bool:
        """Tell whether editors speak to the search in it, each language by itself, and citizens never read it."""
        return issubclass(self.facts, SearchRule)


KINDS: dict[Kind, KindOfObject] = {
    row.kind: row
    for row in (
        # The pack is one object, and its files lie at the top of the content folder. A variant lies in the folder of
        # its service, as places/<place>.yaml beside places/<place>.<language>.md; its key is <service>/<place>.
        KindOfObject(Kind.PACK, Pack, "", "pack.yaml"),
        KindOfObject(Kind.PLACE, Place, "places", "place.yaml"),
        KindOfObject(Kind.ORGANISATION, Organisation, "organisations", "organisation.yaml"),
        KindOfObject(Kind.OFFICE, Office, "offices", "office.yaml"),
        KindOfObject(Kind.LAW, Law, "laws", "law.yaml"),
        KindOfObject(Kind.TARGET_GROUP, TargetGroup, "target-groups", "target-group.yaml"),
        KindOfObject(Kind.TOPIC, Topic, "topics", "topic.yaml"),
        KindOfObject(Kind.DOCUMENT, Document, "documents", "document.yaml"),
        KindOfObject(Kind.QUESTION, Question, "questions", "question.yaml"),
        KindOfObject(Kind.SERVICE, Service, "services", "service.yaml"),
        KindOfObject(Kind.VARIANT, Variant, "services", "places"),
        KindOfObject(Kind.LIFE_EVENT, LifeEvent, "life-events", "life-event.yaml"),
        KindOfObject(Kind.SYNONYMS, Synonyms, "synonyms", "synonyms.yaml"),
        KindOfObject(Kind.PIN, Pin, "pins", "pin.yaml"),
        KindOfObject(Kind.NOTICE, Notice, "notices", "notice.yaml"),
    )
}
FACTS_OF_KIND: dict[Kind, type[Facts]] = {kind: row.facts for kind, row in KINDS.items()}
