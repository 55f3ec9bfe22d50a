"""The burden of life events, ranked, as a page and as a file."""

import csv
import io

from flask import Response

from catalogue.exchange.csv_file import as_text
from catalogue.queries.burden import list_burdens
from catalogue.queries.shared import get_shared
from portal.pages import keep, page
from portal.public.blueprint import public
from portal.work import reading


@public.get("/burden")
def burden() -> Response:
    """Show the ranking and the weights."""
    return page("public/burden.html", burdens=list_burdens(reading()), weights=get_shared(reading()).pack.burden)


@public.get("/burden.csv")
def burden_file() -> Response:
    """Answer with the ranking. Column names are the same in every language."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    counted = ("visits", "offices", "organisations", "documents", "days", "score")
    writer.writerow(["rank", "life_event", "title", *counted, "least", "most"])
    for one in list_burdens(reading()):
        title = as_text(one.card.title.value)
        figures = [getattr(one.middle, name) for name in counted]
        writer.writerow([one.rank, one.card.id, title, *figures, one.least, one.most])
    response = Response(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = "attachment; filename=burden.csv"
    return keep(response)
