"""Files in tests of the editors' pages: what is downloaded, changed and sent back."""

from __future__ import annotations

import csv
import io

from bs4 import BeautifulSoup
from staff import FROM_HERE, csrf_token

from catalogue.facts import Kind
from catalogue.queries.drafts import get_editable

KEY = "register-birth"
PAGE = "/editor/exchange"


def upload(browser, what, data, name="file", kind="application/octet-stream", **fields):
    token = csrf_token(browser.client, PAGE)
    answer = browser.client.post(
        f"{PAGE}/{what}",
        data={"csrf_token": token, "file": (io.BytesIO(data), name, kind), **fields},
        headers=FROM_HERE,
    )
    browser.page, browser.status = BeautifulSoup(answer.text, "html5lib"), answer.status_code
    return browser.open(answer.headers["Location"]) if answer.status_code == 303 else browser


def words_of(browser, **asked):
    return browser.client.get(f"{PAGE}/words", query_string={"language": "fr", **asked})


def rows_of(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def table(rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, ["kind", "key", "section", "state", "source", "target"])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def translated(browser, said="Déclarer une naissance ici", section="title"):
    rows = rows_of(words_of(browser, form="csv").data)
    (row,) = (row for row in rows if (row["kind"], row["key"], row["section"]) == ("service", KEY, section))
    return table([{**row, "target": said}])


def draft(country, part="fr"):
    with country.reading("en") as reading:
        return get_editable(reading, Kind.SERVICE, KEY, part)
