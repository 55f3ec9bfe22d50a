"""The service index: services and organisations ranked by a public formula, as a page and as a file."""

import csv
import io

from flask import Response

from catalogue.exchange.csv_file import as_text
from catalogue.figures.service_index import DEPTHS, ENOUGH_CHANNELS, WEIGHTS, Criterion
from catalogue.figures.thresholds import FEWEST
from catalogue.queries.reports import FEWEST_RATINGS
from catalogue.queries.service_index import get_service_index
from catalogue.read_models.service_index import RankedService
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
        points_of=points_of,
        enough_ratings=FEWEST_RATINGS,
        enough_cases=FEWEST,
    )


@public.get("/service-index.csv")
def service_index_file() -> Response:
    """Answer with all services and the points of each criterion. Column names are the same in every language."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["rank", "service", "code", "title", "organisation", "score", *Criterion])
    for one in get_service_index(reading()).services:
        title = as_text(one.card.title.value)
        row = [one.rank, one.card.id, one.card.code or "", title, one.organisation, one.tenths / 10]
        writer.writerow([*row, *("" if points is None else points / 10 for points in points_of(one))])
    response = Response(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = "attachment; filename=service-index.csv"
    return keep(response)


def points_of(service: RankedService) -> list[int | None]:
    """Return the points of each criterion in their order, in tenths; None for one that does not count."""
    earned = {name: points for name, points, _ in service.parts}
    return [earned.get(name.value) for name in Criterion]
