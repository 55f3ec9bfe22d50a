"""Organisations and places by their titles, where a grant names them by their ids."""

from __future__ import annotations

from flask import g

from catalogue.queries.organisations import list_organisations
from catalogue.read_models.text import Text
from portal.work import frame, reading


def organisation_title(id: str) -> Text | str:
    """Return the title of an organisation; one that is published no more keeps its id."""
    if "organisation_titles" not in g:
        g.organisation_titles = {card.id: card.title for card in list_organisations(reading()).cards}
    return g.organisation_titles.get(id, id)


def place_title(id: str) -> Text | str:
    """Return the title of a place; the country and what is published no more keep their ids."""
    return next((place.title for place in frame().places if place.place == id), id)
