"""The service index: services and organisations ranked by a public formula, as a page and as a file."""

import csv
import io

from flask import Response

from catalogue.exchange.csv_file import as_text
from catalogue.figures.service_index import DEPTHS, ENOUGH_CHANNELS, WEIGHTS, Criterion
from catalogue.queries.service_index import get_service_index
from portal.pages import keep, page
from portal.public.blueprint import public
from portal.work import reading

SHOWN = 200
"""So many services stand on the page; the file holds all."""


@public.get("/service-index")
def service_index() -> Response:
    """Show both rankings and the formula."""
    return page(
        "public/service_index.html",
        index=get_service_index(reading()),
        weights=WEIGHTS,
        depths=DEPTHS,
        enough=ENOUGH_CHANNELS,
        shown=SHOWN,
    )


@public.get("/service-index.csv")
def service_index_file() -> Response:
    """Answer with all services and the points of each criterion. Column names are the same in every language."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    counted = [name.value for name in Criterion if name is not Criterion.FEEDBACK]
    writer.writerow(["rank", "service", "code", "title", "organisation", "score", *counted])
    for one in get_service_index(reading()).services:
        earned = {name: points / 10 for name, points, _ in one.parts}
        title = as_text(one.card.title.value)
        row = [one.rank, one.card.id, one.card.code or "", title, one.organisation, one.tenths / 10]
        writer.writerow([*row, *(earned[name] for name in counted)])
    response = Response(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = "attachment; filename=service-index.csv"
    return keep(response)
