"""What became of cases, as a file: the figures that stand on “You said, we changed”."""

import csv
import io

from flask import Response

from catalogue.queries.inquiries import list_figures
from portal.public.blueprint import public
from portal.work import reading

COLUMNS = ("kind", "received", "answered", "in_time_percent", "half_within_days", "promised_working_days")


@public.get("/help/answered.csv")
def answered_file() -> Response:
    """Answer with the figures of the last twelve months; what too few did is left empty, as on the page."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in list_figures(reading()):
        writer.writerow([one.kind.value, one.received, one.answered, one.in_time, one.days, one.promised_days])
    response = Response(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = "attachment; filename=cases.csv"
    response.headers["Cache-Control"] = "private, no-cache"
    return response
