"""Opens pages of the portal and judges every one of them, whatever the test is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode, urlsplit

import html5lib
from bs4 import BeautifulSoup, Tag
from bs4.builder import HTML5TreeBuilder
from flask import Flask, url_for
from werkzeug.exceptions import HTTPException

from catalogue.languages import direction

CONTROLS = ("input", "select", "textarea")
HEADING = re.compile("h[1-6]")
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
        page, invalid = read_page(html)
        faults = [*invalid, *page_faults(page, language), *self.link_faults(page)]
        assert not faults, f"{address}: " + "; ".join(faults)
        return page

    def link_faults(self, page: BeautifulSoup) -> list[str]:
        """Tell which links and forms lead nowhere."""
        adapter = self.app.url_map.bind("localhost")
        faults = []
        for tag in page.find_all(["a", "form", "link", "script"]):
            target = tag.get("href") or tag.get("action") or tag.get("src")
            if not target:
                continue
            parts = urlsplit(target)
            if target.startswith("#"):
                if not page.find(id=target[1:]):
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


class Reader(HTML5TreeBuilder):
    """Builds a page as browsers do, and keeps what the parser found wrong with it."""

    errors: Sequence[tuple[Any, str, Any]] = ()

    def feed(self, markup: str) -> None:
        """Parse a page into the soup."""
        parser = html5lib.HTMLParser(tree=self.create_treebuilder)
        self.underlying_builder.parser = parser
        parser.parse(markup).original_encoding = None
        self.errors = parser.errors


def read_page(html: str) -> tuple[BeautifulSoup, list[str]]:
    """Return a page, and what is not valid HTML in it; what takes long is done once for both."""
    reader = Reader()
    page = BeautifulSoup(html, builder=reader)
    return page, [f"invalid HTML at {position}: {code} {values}" for position, code, values in reader.errors]


def markup_faults(html: str) -> list[str]:
    """Tell what is not valid HTML."""
    return read_page(html)[1]


def page_faults(page: BeautifulSoup, language: str) -> list[str]:
    """Tell what is wrong with a page by itself."""
    faults = []
    root = page.html
    if (root.get("lang"), root.get("dir")) != (language, direction(language)):
        faults.append(f"the page says lang={root.get('lang')} dir={root.get('dir')}")
    tags = page.find_all(True)
    within = page.main.find_all(True) if page.main else []
    headings = [tag.get_text(" ", strip=True) for tag in tags if tag.name == "h1"]
    title = page.title.get_text(strip=True)
    if len(headings) != 1 or not _squeezed(title).startswith(_squeezed(headings[0])) or not headings[0]:
        faults.append(f"title “{title}” and headings {headings} do not match")
    levels = [int(tag.name[1]) for tag in within if HEADING.fullmatch(tag.name)]
    faults += [f"a heading of level {b} follows one of {a}" for a, b in pairwise(levels) if b > a + 1]
    ids = Counter(tag["id"] for tag in tags if tag.has_attr("id"))
    faults += [f"the id {id} stands twice" for id, times in ids.items() if times > 1]
    labels = {tag["for"]: tag for tag in reversed(tags) if tag.name == "label" and tag.has_attr("for")}
    for tag in tags:
        faults += _tag_faults(tag, ids, labels)
    text = page.body.get_text(" ")
    faults += [f"left over: {found}" for found in LEFT_OVER.findall(text)]
    return faults


def _tag_faults(tag: Tag, ids: Collection[str], labels: Mapping[str, Tag]) -> Iterator[str]:
    for name in REFERENCES:
        for id in tag.get(name, "").split():
            if id not in ids:
                yield f"{tag.name} {name} names {id}, which is not there"
    for name in tag.attrs:
        if name == "style" or name.startswith("on"):
            yield f"{tag.name} carries {name}"
    if tag.name in CONTROLS and tag.get("type") != "hidden" and not _is_labelled(tag, labels):
        yield f"no label for {tag}"
    if tag.name in ("a", "button", "summary") and not (tag.get("aria-label") or tag.get_text(strip=True)):
        yield f"no name for {tag}"
    if tag.name == "img" and not tag.has_attr("alt"):
        yield f"no text for {tag}"
    if tag.name == "style" or (
        tag.name == "script" and not tag.has_attr("src") and tag.get("type") != "application/ld+json"
    ):
        yield f"inline {tag.name}"
    if tag.has_attr("lang") and not tag.has_attr("dir") and tag.name not in ("html", "head", "option"):
        yield f"{tag.name} has a language and no direction"
    if tag.parent.name in ("ul", "ol") and tag.name != "li":
        yield f"{tag.name} stands in a list"


def _is_labelled(tag: Tag, labels: Mapping[str, Tag]) -> bool:
    label = labels.get(tag.get("id")) or tag.find_parent("label")
    return bool(tag.get("aria-label") or tag.get("aria-labelledby") or (label and label.get_text(strip=True)))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
