"""Sections of words as a page has them: what was typed, and what is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import gettext

from catalogue.facts.words import Shape, placeholders
from catalogue.languages import formats
from catalogue.read_models.text import Freshness
from catalogue.translating.glossary import Glossary
from catalogue.translating.guard import Breach, Fault
from catalogue.translating.plain import Advice, list_hints
from catalogue.translating.segments import Segment
from catalogue.translating.workbench import Workbench
from furniture.labels import N_
from portal.editor.section_names import section_name
from portal.locale import page_language

STATES: Mapping[Freshness, str] = {
    Freshness.CURRENT: N_("Current"),
    Freshness.OUTDATED: N_("Outdated"),
    Freshness.MISSING: N_("Missing"),
    Freshness.MACHINE: N_("Made by a machine"),
}

BREACHES: Mapping[Breach, str] = {
    Breach.LACKING: N_("%(section)s: %(name)s is missing. Copy it from the source."),
    Breach.SURPLUS: N_("%(section)s: %(name)s is not in the source. Take it out."),
    Breach.MEANINGLESS: N_("%(section)s: %(name)s stands for nothing here. Correct it or take it out."),
    Breach.BRACE: N_("%(section)s: there is a brace that belongs to no placeholder. Take it out."),
    Breach.MARKDOWN: N_("%(section)s: the formatting does not come out right. Check marks such as **, [ ] and ##."),
}

ADVICE: Mapping[Advice, str] = {
    Advice.LONG_SENTENCE: N_("Long sentence (%(count)s words; up to %(limit)s are easy to read): %(words)s"),
    Advice.LONG_PARAGRAPH: N_("Long paragraph (%(count)s words; up to %(limit)s are easy to read): %(words)s"),
    Advice.JARGON: N_("“%(words)s”: “%(better)s” is plainer."),
    Advice.ABBREVIATION: N_("“%(words)s” is an abbreviation that nobody explains here."),
    Advice.PASSIVE: N_("“%(words)s” does not say who does it."),
    Advice.LONG: N_("Long (%(count)s characters; up to %(limit)s fit where it is shown)."),
}

GLOSSARY = N_("“%(words)s”: this portal says “%(say)s”.")


@dataclass
class Field:
    """One section on the page."""

    segment: Segment
    language: str
    typed: str
    shown: str
    """What the field said when it was opened, as a mark."""
    stamp: str
    """The digest of the source that stood beside it."""
    glossary: Glossary
    sent: bool = False
    confirmed: bool = False
    errors: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Return the section's key."""
        return self.segment.key

    @property
    def name(self) -> str:
        """Return what the section is called."""
        return section_name(self.key)

    @property
    def state(self) -> str:
        """Return the name of its state."""
        return gettext(STATES[self.segment.state])

    @property
    def changed(self) -> bool:
        """Tell whether somebody typed something else than the page showed them."""
        return mark_of(self.typed) != self.shown

    @property
    def overtaken(self) -> bool:
        """Tell whether the section says something else by now than the page showed."""
        return mark_of(self.segment.target) != self.shown

    @property
    def advice(self) -> list[str]:
        """Return what could be said more plainly, and otherwise than the glossary. Lists are as people say them."""
        if self.segment.shape is Shape.LIST:
            return []
        slips = {slip.written: slip.say for slip in self.glossary.find_slips(self.typed)}
        return [gettext(GLOSSARY, words=words, say=say) for words, say in slips.items()] + [
            gettext(
                ADVICE[hint.advice],
                words=hint.words,
                better=hint.better,
                count=_number(hint.count),
                limit=_number(hint.limit),
            )
            for hint in list_hints(self.language, self.key, self.typed)
        ]

    @property
    def rows(self) -> int:
        """Return how many lines the control has."""
        if self.segment.shape is Shape.LINE:
            return 2
        longest = max(self.segment.source, self.typed, key=len)
        return min(16, max(3, longest.count("\n") + len(longest) // 60 + 1))

    @property
    def placeholders(self) -> tuple[str, ...]:
        """Return the placeholders of the source, with their braces."""
        return tuple(f"{{{name}}}" for name in sorted(placeholders(self.segment.source)))


def fields_of(bench: Workbench, glossary: Glossary, *, only_open: bool) -> tuple[Field, ...]:
    """Return a field for each section, or only for those that need a hand."""
    return tuple(
        Field(segment, bench.language, segment.target, mark_of(segment.target), segment.stamp, glossary)
        for segment in bench.segments
        if not (only_open and segment.settled)
    )


def mark_of(text: str) -> str:
    """Return a short mark of exactly this text, as a browser sends it back."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()[:16]


def breach_sentence(fault: Fault) -> str:
    """Return what is wrong with a section, and what to do about it."""
    return gettext(BREACHES[fault.breach], section=section_name(fault.section), name=fault.named)


def _number(count: int) -> str:
    return formats.number(count, page_language())
