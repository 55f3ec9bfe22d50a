"""Noting a search that found nothing, through whichever door it came: masked, counted in memory, written later."""

from __future__ import annotations

from sqlalchemy import select

from catalogue.context import Catalogue, Reading
from catalogue.masking import MASK, mask
from catalogue.models import CatalogueObject
from catalogue.search.folding import fold, plain_text
from catalogue.tally import Sought, Times

LONGEST = 200
"""Characters of a text that are kept; a door reads no more of what is typed, and its search box takes no more."""


def note_failed_search(
    catalogue: Catalogue, reading: Reading, typed: str, *, report: bool = False, at_desk: bool = False
) -> bool:
    """Count a search in the reader's language for which nothing was found, or a reader's report that it is missing.

    `at_desk` is a clerk's note of a visitor's question, which counts as a search, too.

    Nothing that tells who searched comes in here, and what is typed is masked before it is held anywhere. Tell whether
    it was noted: a text of which masking leaves no word is not. The database is read for codes at most, not written.
    """
    text = mask(typed[:LONGEST], lambda digits: _is_code(reading, digits))
    if not normalised(text):
        return False
    times = Times(reports=1) if report else Times(searches=1, at_desk=int(at_desk))
    catalogue.tally.note(Sought(text, reading.language, reading.today), times)
    return True


def normalised(text: str) -> str:
    """Return a masked text as texts are compared: without case, accents, signs and what was masked."""
    return " ".join(fold(word) or word for word in plain_text(text.replace(MASK, " ")).split())


def _is_code(reading: Reading, digits: str) -> bool:
    return reading.session.scalars(select(CatalogueObject.id).where(CatalogueObject.code == digits)).first() is not None
