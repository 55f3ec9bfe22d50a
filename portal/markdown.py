"""The Markdown of content as HTML: no raw HTML, headings that fit under the page's own, nothing that could run."""

from __future__ import annotations

from functools import lru_cache

import nh3
from flask import Flask
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
LOWEST_HEADING = 6

_parser = MarkdownIt("commonmark", {"html": False}).enable("table")


def add_filter(app: Flask) -> None:
    """Give templates `{{ text|markdown }}`."""
    app.jinja_env.filters["markdown"] = markdown


@lru_cache(maxsize=4096)
def markdown(text: str, top: int = 3) -> Markup:
    """Write Markdown as HTML; its highest heading becomes a heading of level `top`."""
    tokens = _parser.parse(text)
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    shift = top - min((int(token.tag[1]) for token in headings), default=top)
    for token in headings:
        token.tag = f"h{max(2, min(int(token.tag[1]) + shift, LOWEST_HEADING))}"
    html = _parser.renderer.render(tokens, _parser.options, {})
    # The content is ours and the parser lets no HTML through; this is the second lock on the same door.
    return Markup(nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"https", "mailto", "tel"}))  # noqa: S704
