"""The typed facts of every noun: language-neutral, frozen, checked when they are built.

A fact is written once. Words refer to it by name; see `words.py` for what may be said of each object.
"""

from catalogue.facts.base import Facts
from catalogue.facts.conditions import Condition
from catalogue.facts.document import Document
from catalogue.facts.kinds import FACTS_OF_KIND, KINDS, Kind
from catalogue.facts.labels import Law, Question, TargetGroup, Topic
from catalogue.facts.life_event import LifeEvent
from catalogue.facts.notice import Notice
from catalogue.facts.office import Office
from catalogue.facts.organisation import Organisation
from catalogue.facts.pack import Pack
from catalogue.facts.place import Place
from catalogue.facts.search_rules import Pin, Synonyms
from catalogue.facts.service import Service
from catalogue.facts.variant import Variant

__all__ = [
    "FACTS_OF_KIND",
    "KINDS",
    "Condition",
    "Document",
    "Facts",
    "Kind",
    "Law",
    "LifeEvent",
    "Notice",
    "Office",
    "Organisation",
    "Pack",
    "Pin",
    "Place",
    "Question",
    "Service",
    "Synonyms",
    "TargetGroup",
    "Topic",
    "Variant",
]
