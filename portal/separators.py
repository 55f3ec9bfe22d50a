"""Signs that templates set between two things: no line begins with one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from catalogue.languages.formats import NO_BREAK_SPACE

_BEFORE_A_SEPARATOR = re.compile(r" (?=(?:<[a-z][^<>]*>)*[·—/](?:[ \n<]|\Z))")


class Separators(Extension):
    """Keeps a separator on the line of what stands before it, once and for all when a template is compiled.

    Only what a template itself says is changed, never the words that it is filled with.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Return the tokens of a template, those of its text with spaces at which no line breaks."""
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, token.type, _BEFORE_A_SEPARATOR.sub(NO_BREAK_SPACE, token.value))
            else:
                yield token
