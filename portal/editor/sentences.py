"""What editors read of parts, acts and refusals, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext

from catalogue.errors import (
    BadRedirect,
    Behind,
    CatalogueError,
    Conflict,
    Gone,
    InUse,
    InvalidContent,
    NotAllowed,
    NotFound,
    OwnWork,
    WrongState,
)
from catalogue.rights import FACTS_PART
from furniture.labels import N_
from portal.editor.blueprint import editor
from portal.editor.problems import told_problem
from portal.formats import language_name

ACTS: Mapping[str, str] = {
    "saved": N_("saved a draft"),
    "caught up": N_("brought the draft up to date"),
    "restored": N_("restored an earlier edition as a draft"),
    "told apart": N_("began it, and said that it is none of these"),
    "submitted": N_("sent it for review"),
    "taken back": N_("took it back"),
    "returned": N_("sent it back"),
    "discarded": N_("gave the draft up"),
    "published": N_("published it"),
    "published despite": N_("published it although questions do not lead to it any more"),
    "restamped": N_("kept the translation current after a minor edit"),
    "cancelled": N_("cancelled the publication"),
    "withdrawn": N_("withdrew it"),
    "loaded": N_("loaded it from content files"),
}

REFUSALS: Mapping[type[CatalogueError], str] = {
    Behind: N_("This draft does not know an edition that is live by then. Bring it up to date first."),
    Conflict: N_("Somebody changed this meanwhile. Look at it again, then decide."),
    WrongState: N_("Somebody was faster: this is not in that state any more."),
    OwnWork: N_("You wrote in this draft. Somebody else has to review it."),
    NotAllowed: N_("You may not do that with this object."),
    InUse: N_("Other objects still use it."),
    BadRedirect: N_("Name a published object of the same kind, and not this one."),
    Gone: N_("It was withdrawn already."),
    NotFound: N_("What this needs is not there."),
}


def act_name(action: str) -> str:
    """Return what the log's word for an act means."""
    return gettext(ACTS[action]) if action in ACTS else action


def part_name(part: str) -> str:
    """Return what a part of an object is called: its facts, or a language."""
    return gettext("Facts") if part == FACTS_PART else language_name(part)


def list_refusals(error: CatalogueError, field: str) -> list[tuple[str, str]]:
    """Return why an act was refused as lines of the error summary, which lead to a field."""
    if isinstance(error, InvalidContent):
        return [(field, f"\u2068{problem.field}\u2069: {told_problem(problem.problem)}") for problem in error.problems]
    sentence = next((said for kind, said in REFUSALS.items() if isinstance(error, kind)), None)
    if sentence is None:
        raise error
    return [(field, gettext(sentence))]


@editor.context_processor
def _for_templates() -> dict[str, object]:
    return {"act_name": act_name, "part_name": part_name}
