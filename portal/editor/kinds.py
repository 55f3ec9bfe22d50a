"""The kinds of object as editors call them, and as addresses write them."""

from __future__ import annotations

from collections.abc import Mapping

from flask import abort, url_for
from flask_babel import gettext

from catalogue.facts import Kind
from furniture.labels import N_
from portal.editor.blueprint import editor

NAMES: Mapping[Kind, str] = {
    Kind.SERVICE: N_("Service"),
    Kind.VARIANT: N_("Local rule"),
    Kind.LIFE_EVENT: N_("Life event"),
    Kind.QUESTION: N_("Question"),
    Kind.DOCUMENT: N_("Document"),
    Kind.OFFICE: N_("Office"),
    Kind.ORGANISATION: N_("Organisation"),
    Kind.LAW: N_("Law"),
    Kind.TOPIC: N_("Topic"),
    Kind.TARGET_GROUP: N_("Target group"),
    Kind.PLACE: N_("Place"),
    Kind.NOTICE: N_("Notice"),
    Kind.SYNONYMS: N_("Synonyms"),
    Kind.PIN: N_("Pinned answer"),
    Kind.PACK: N_("Country settings"),
}


def read_kind(text: str) -> Kind:
    """Return the kind that an address names with hyphens. Answers 404 to any other text."""
    known = {in_address(kind): kind for kind in Kind}
    return known.get(text) or abort(404)


def in_address(kind: Kind) -> str:
    """Return a kind as addresses write it."""
    return kind.value.replace("_", "-")


def facts_address(kind: Kind, key: str, **parameters: str) -> str:
    """Return the address of the form of an object's facts."""
    return url_for("editor.facts", kind=in_address(kind), key=key, **parameters)


def kind_name(kind: Kind) -> str:
    """Return what a kind is called in the language of the page."""
    return gettext(NAMES[kind])


@editor.context_processor
def _for_templates() -> dict[str, object]:
    return {"kind_name": kind_name, "facts_address": facts_address}
