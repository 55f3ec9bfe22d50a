"""Search: a plain GET form; what it finds, filters as links, and a page that helps when nothing is found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import Response, redirect, request
from flask.blueprints import BlueprintSetupState

from catalogue.errors import BadCode, NotFound
from catalogue.figures.deeds import Deed
from catalogue.queries.home import get_home
from catalogue.search.hits import Hits
from catalogue.search.reading import MOST_CANDIDATES
from portal.counting import count_as
from portal.extensions import get_house
from portal.locale import page_language
from portal.pages import page
from portal.public.blueprint import public
from portal.public.code_address import address_of_code
from portal.public.facets import FACETS, asked_filters, chosen_group, kind_name, shown_facets
from portal.public.nothing_found import look_around
from portal.public.typed import LONGEST, read_typed
from portal.urls import address, address_with, let_through
from portal.work import chosen_place, reading

RESULTS_ON_A_PAGE = 20
AS_TYPED = "as-typed"
"""The value of the parameter `spelling` that searches for exactly what was typed."""


@public.record
def tell_the_box(state: BlueprintSetupState) -> None:
    """Let the search box, which stands on every page, take as much as is read."""
    state.app.jinja_env.globals["longest_search"] = LONGEST


@public.get("/search")
def search() -> Response:
    """Find services, life events, papers, offices and organisations by words; a code leads straight to its service."""
    typed = read_typed(request.args.get("q", ""))
    words = typed.words
    try:
        if found := address_of_code(words):
            return redirect(found)
    except (BadCode, NotFound):
        pass  # What is no code of ours may still be words to look for.
    filters, place = asked_filters(reading()), chosen_place()
    literally = request.args.get("spelling") == AS_TYPED

    def find(number: int) -> Hits:
        return get_house().catalogue.search_index.find(
            words,
            page_language(),
            place=place.place if place else None,
            filters=filters,
            limit=RESULTS_ON_A_PAGE,
            offset=(number - 1) * RESULTS_ON_A_PAGE,
            literally=literally,
        )

    number = min(max(1, request.args.get("page", 1, type=int)), _pages(MOST_CANDIDATES))
    results = find(number)
    pages = _pages(min(results.total, MOST_CANDIDATES))
    if number > max(1, pages):
        number = max(1, pages)
        results = find(number)
    if words and results.hits and number == 1:
        count_as(Deed.SEARCH_ANSWERED, **chosen_group())
    let_through(_understood(words, filters, number))
    return page(
        "public/search.html",
        kind_name=kind_name,
        kept=False,
        typed=words,
        cut=typed.cut,
        literally=literally,
        as_typed=address_with("spelling", AS_TYPED),
        results=results,
        facets=shown_facets(results, filters, reading()),
        without_filters=address("public.search", q=words, place=None, spelling=AS_TYPED if literally else None),
        number=number,
        pages=pages,
        nothing=look_around(words) if words and not results.hits else None,
        home=None if words else get_home(reading()),
    )


def _understood(words: str, filters: Mapping[str, tuple[str, ...]], number: int) -> dict[str, Iterable[str]]:
    """Return the parameters that links carry on: what was searched for and chosen as it was read, all else as it is."""
    read = {"q": (words,), "page": (str(number),) if number > 1 else ()}
    read |= {parameter: filters.get(facet, ()) for parameter, (facet, _) in FACETS.items()}
    return {name: read.get(name, values) for name, values in request.args.lists()}


def _pages(results: int) -> int:
    return -(-results // RESULTS_ON_A_PAGE)
