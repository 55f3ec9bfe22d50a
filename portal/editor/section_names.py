"""Sections of words and what they are called, so that nobody has to read keys such as `deadlines.register.late`."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext

from furniture.labels import N_
from portal.editor.blueprint import editor

NAMES: Mapping[str, str] = {
    "title": N_("Title"),
    "summary": N_("Summary"),
    "aliases": N_("Other names people use"),
    "questions": N_("Questions that must lead here"),
    "abbreviation": N_("Abbreviation"),
    "overview": N_("Overview"),
    "event": N_("What the day is called"),
    "who": N_("Who is entitled"),
    "criteria": N_("Who is entitled"),
    "requirements": N_("Documents to bring"),
    "groups": N_("One of several"),
    "fees": N_("Fees"),
    "waivers": N_("Reductions and waivers"),
    "times": N_("How long it takes"),
    "deadlines": N_("Deadlines"),
    "channels": N_("Ways to do it"),
    "stages": N_("Stages"),
    "steps": N_("Steps"),
    "outputs": N_("What you get"),
    "next": N_("What happens next"),
    "exceptions": N_("Special cases"),
    "files": N_("Forms and leaflets"),
    "complaint": N_("If it takes too long or goes wrong"),
    "support": N_("Comfort and help"),
    "directions": N_("How to get there"),
    "waiting": N_("Waiting time"),
    "stops": N_("Stops of a mobile unit"),
    "issuer": N_("Issued by"),
    "obtain": N_("How to get it"),
    "hint": N_("Hint"),
    "options": N_("Possible answers"),
    "holidays": N_("Public holidays"),
    "local": N_("What is different in this place"),
    "text": N_("Text"),
    "portal": N_("Name of the portal"),
    "tagline": N_("Line below the name"),
    "about": N_("About this site"),
    "privacy": N_("Privacy"),
    "accessibility": N_("Accessibility"),
    "rules": N_("Synonyms"),
    "queries": N_("What people search for"),
}
"""By the first step of a section's key."""

WITHIN: Mapping[str, str] = {
    "title": N_("Title"),
    "text": N_("Text"),
    "hint": N_("Hint"),
    "due": N_("By when"),
    "late": N_("If it is too late"),
}
"""By the last step of the key of a section that belongs to another."""


def section_name(key: str) -> str:
    """Return what a section is called in the language of the page, with the id of its part."""
    first, *others = key.split(".")
    if first not in NAMES:
        return key
    # Only the day of a life event has a hint of its own; everywhere else the second step is the id of a part.
    last = others.pop() if len(others) > 1 or key == "event.hint" else ""
    name = gettext(NAMES[first])
    if others:
        name = f"{name} ({'.'.join(others)})"
    return f"{name} › {gettext(WITHIN[last]) if last in WITHIN else last}" if last else name


@editor.context_processor
def _for_templates() -> dict[str, object]:
    return {"section_name": section_name}
