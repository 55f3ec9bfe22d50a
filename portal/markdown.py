"""The Markdown of content as HTML: no raw HTML, headings that fit under the page's own, nothing that could run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import nh3
from flask import Flask
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

from portal.formats import left_to_right

TAGS = {
    "a", "bdi", "blockquote", "br", "code", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "bdi": {"dir", "class"}, "ol": {"start"}}
LOWEST_HEADING = 6
PHONE = re.compile(r"(\+\d{1,3}(?:[ \u00a0-]\d{2,})+)")

_parser = MarkdownIt("commonmark", {"html": False}).enable("table")


def _text(_renderer: RendererHTML, tokens: Sequence[Token], index: int, _options: object, _env: object) -> str:
    """Write plain text; a phone number in it stays whole and left to right, as it would not beside Arabic words."""
    pieces = PHONE.split(tokens[index].content)
    return Markup("").join(left_to_right(piece) if at % 2 else escape(piece) for at, piece in enumerate(pieces))


_parser.add_render_rule("text", _text)


def add_filter(app: Flask) -> None:
    """Give templates `{{ text|markdown }}` and `{{ text|counts_steps }}`."""
    app.jinja_env.filters.update(markdown=markdown, counts_steps=counts_steps)


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


def counts_steps(text: str) -> bool:
    """Tell whether Markdown counts steps of its own: a second list from one to three beside it would only confuse."""
    return any(token.type == "ordered_list_open" for token in _parser.parse(text))
