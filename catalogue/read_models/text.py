"""Words ready to be shown: which language they are in, and whether they are as fresh as their source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from catalogue.facts.words import PLACEHOLDER
from catalogue.languages import Direction, direction


class Freshness(StrEnum):
    """How a section stands to its source; computed, never typed."""

    CURRENT = "current"
    OUTDATED = "outdated"
    MACHINE = "machine"
    MISSING = "missing"
    """The section is not translated; the text is the source's."""


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of words in one language. `language` differs from the reader's where the text fell back."""

    value: str
    language: str
    freshness: Freshness = Freshness.CURRENT
    local: bool = False
    """Said by the variant of a place, not nationally."""

    def __str__(self) -> str:
        return self.value

    @property
    def direction(self) -> Direction:
        """Return the direction in which the text is written."""
        return direction(self.language)


def _nothing(language: str, placeholder: str) -> None:
    return None


@dataclass(frozen=True)
class Wording:
    """The words of one object for one reader: sections by key, with the facts they refer to filled in."""

    sections: Mapping[str, Text] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    value_of: Callable[[str, str], str | None] = _nothing
    """Given a language and a placeholder such as `fee.standard`: what it stands for, as “€12.50”, or None."""

    def text(self, key: str, **values: str) -> Text | None:
        """Return a section with its placeholders filled, or None when nothing is said.

        `values` override the object's own, for a placeholder such as `{deadline}` whose meaning depends on where it
        stands. A placeholder that stands for nothing stays as it is: `onedoor check` refuses it long before.
        """
        text = self.sections.get(key)
        if text is None or "{" not in text.value:
            return text
        language = text.language
        return replace(
            text,
            value=PLACEHOLDER.sub(
                lambda found: values.get(found[1]) or self.value_of(language, found[1]) or found[0], text.value
            ),
        )

    @property
    def title(self) -> Text:
        """Return the title, which every object has."""
        return self.text("title") or Text("", "en", Freshness.MISSING)
