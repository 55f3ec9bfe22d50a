"""Opens pages of the portal and judges every one of them, whatever the test is about."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode, urlsplit

import html5lib
from bs4 import BeautifulSoup, Tag
from flask import Flask, url_for
from werkzeug.exceptions import HTTPException

from catalogue.languages import direction

CONTROLS = "input:not([type=hidden]), select, textarea"
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls")
LEFT_OVER = re.compile(r"%\(\w+\)[sd]|\{\w+[.\w-]*\}|\{\{|<Macro|\bNone\b|&lt;(?:bdi|a|span)\b")
"""What a reader must never see: placeholders that nothing filled, and values that nobody wrote out."""


class Pages:
    """Asks an application for pages by their names."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def address(self, endpoint: str, language: str = "en", query: Any = (), **values: Any) -> str:
        """Return the address of a page."""
        with self.app.test_request_context():
            path = url_for(endpoint, language=language, **values)
        return f"{path}?{urlencode(query)}" if query else path

    def __call__(
        self, endpoint: str, language: str = "en", query: Any = (), *, status: int = 200, **values: Any
    ) -> BeautifulSoup:
        """Return a page, judged."""
        return self.open(self.address(endpoint, language, query, **values), language, status)

    def open(self, address: str, language: str = "en", status: int = 200) -> BeautifulSoup:
        """Return the page at an address, judged."""
        response = self.client.get(address)
        assert response.status_code == status, f"{address} answered {response.status}"
        html = response.get_data(as_text=True)
        page = BeautifulSoup(html, "html5lib")
        faults = [*markup_faults(html), *page_faults(page, language), *self.link_faults(page)]
        assert not faults, f"{address}: " + "; ".join(faults)
        return page

    def link_faults(self, page: BeautifulSoup) -> list[str]:
        """Tell which links and forms lead nowhere."""
        adapter = self.app.url_map.bind("localhost")
        faults = []
        for tag in page.select("a[href], form[action], link[href], script[src]"):
            target = tag.get("href") or tag.get("action") or tag.get("src")
            parts = urlsplit(target)
            if target.startswith("#"):
                if not page.select_one(f'[id="{target[1:]}"]'):
                    faults.append(f"nothing is called {target}")
            elif not parts.scheme:
                try:
                    sent = tag.name == "form" and tag.get("method", "").lower() == "post"
                    adapter.match(parts.path, method="POST" if sent else "GET")
                except HTTPException as error:
                    faults.append(f"{target} leads nowhere ({type(error).__name__})")
        return faults


def leaves_no_trace(answer: Any) -> bool:
    """Tell whether an answer protects the reader of a sensitive page: not stored, not told on, and with a way out."""
    told = (answer.headers["Cache-Control"], answer.headers["Referrer-Policy"])
    return answer.status_code == 200 and told == ("no-store", "no-referrer") and "data-leave" in answer.text


def markup_faults(html: str) -> list[str]:
    """Tell what is not valid HTML."""
    parser = html5lib.HTMLParser()
    parser.parse(html)
    return [f"invalid HTML at {position}: {code} {values}" for position, code, values in parser.errors]


def page_faults(page: BeautifulSoup, language: str) -> list[str]:
    """Tell what is wrong with a page by itself."""
    faults = []
    root = page.html
    if (root.get("lang"), root.get("dir")) != (language, direction(language)):
        faults.append(f"the page says lang={root.get('lang')} dir={root.get('dir')}")
    headings = [heading.get_text(" ", strip=True) for heading in page.select("h1")]
    title = page.title.get_text(strip=True)
    if len(headings) != 1 or not _squeezed(title).startswith(_squeezed(headings[0])) or not headings[0]:
        faults.append(f"title “{title}” and headings {headings} do not match")
    levels = [int(tag.name[1]) for tag in page.select("main h1, main h2, main h3, main h4, main h5, main h6")]
    faults += [f"a heading of level {b} follows one of {a}" for a, b in pairwise(levels) if b > a + 1]
    ids = [tag["id"] for tag in page.select("[id]")]
    faults += [f"the id {id} stands twice" for id in {id for id in ids if ids.count(id) > 1}]
    faults += [
        f"{tag.name} {name} names {id}, which is not there"
        for name in REFERENCES
        for tag in page.select(f"[{name}]")
        for id in tag[name].split()
        if id not in ids
    ]
    faults += [f"no label for {tag}" for tag in page.select(CONTROLS) if not _is_labelled(tag, page)]
    faults += [f"no name for {tag}" for tag in page.select("a, button, summary") if not _is_named(tag)]
    faults += [f"no text for {tag}" for tag in page.select("img:not([alt])")]
    faults += [f"{tag.name} carries {name}" for tag in page.find_all(True) for name in tag.attrs if _is_inline(name)]
    faults += [f"inline {tag.name}" for tag in page.select("style, script:not([src], [type='application/ld+json'])")]
    faults += [f"{tag.name} has a language and no direction" for tag in page.select("body [lang]:not([dir], option)")]
    faults += [f"{tag.name} stands in a list" for tag in page.select("ul > :not(li), ol > :not(li)")]
    text = page.body.get_text(" ")
    faults += [f"left over: {found}" for found in LEFT_OVER.findall(text)]
    return faults


def _is_inline(name: str) -> bool:
    return name == "style" or name.startswith("on")


def _is_labelled(tag: Tag, page: BeautifulSoup) -> bool:
    label = page.select_one(f'label[for="{tag.get("id")}"]') or tag.find_parent("label")
    return bool(tag.get("aria-label") or tag.get("aria-labelledby") or (label and label.get_text(strip=True)))


def _is_named(tag: Tag) -> bool:
    return bool(tag.get("aria-label") or tag.get_text(strip=True))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
