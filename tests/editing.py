"""Who edits in tests of the editors' pages, and a browser that fills in forms as a page shows them."""

from __future__ import annotations

from as_seen import as_seen
from bs4 import BeautifulSoup
from staff import FROM_HERE, signed_in

ADA, BOB, TOM, EVE = "ada@example.org", "bob@example.org", "tom@example.org", "eve@example.org"
"""Two who edit and review everywhere, a translator into French, and an editor of the town hall."""


class Browser:
    """Fills in forms as a page shows them, hidden fields included, and presses a button."""

    def __init__(self, app, mail):
        self.client = signed_in(app, mail)
        self.page = None

    def open(self, path):
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        self.page = BeautifulSoup(answer.text, "html5lib")
        return self

    def press(self, button, form="main form[method=post]", **typed):
        shown = self.page.select_one(form)
        fields = {}
        for tag in shown.select("input[name], textarea[name]"):
            if tag.get("type") in ("checkbox", "radio") and not tag.has_attr("checked"):
                continue
            fields.setdefault(tag["name"], []).append(tag.get("value") or tag.get_text().lstrip("\n"))
        fields.update({name: [value] if isinstance(value, str) else value for name, value in typed.items()})
        answer = self.client.post(shown["action"], data={**fields, "do": button}, headers=FROM_HERE)
        self.page = BeautifulSoup(answer.text, "html5lib")
        self.status = answer.status_code
        if answer.status_code == 303:
            self.open(answer.headers["Location"])
        return self

    @property
    def errors(self):
        links = self.page.select("[role=alert] a")
        assert all(self.page.select_one(f'[id="{link["href"][1:]}"]') for link in links)
        return [link.get_text(strip=True) for link in links]

    @property
    def said(self):
        return as_seen(self.page.main.get_text(" ", strip=True))
