"""The spaces that a language sets beside its signs: words are kept with them, whatever a keyboard typed.

Where nobody wrote a space, none is set: “8:30” is no sentence that ends at eight.
"""

from __future__ import annotations

import re
from functools import cache

from catalogue.languages import languages

_NOT_WORDS = "|".join(
    (
        r"```.*?(?:```|\Z)",  # a block of code
        r"`[^`\n]+`",
        r"\]\([^()\n]*\)",  # where a link of Markdown leads
        r"<[^<>\n]*>",  # a tag, an address in brackets
        r"[a-z][a-z+.-]*://\S+",
        r"\{[^{}\n]*\}",  # a fact of the catalogue that stands there
        r"%\(\w+\)[sd]",
    )
)
_SPACES = "[ \t\u00a0\u2000-\u200a\u202f]+"
# The code of a form, “AP 40”: a line that begins with its number names no form.
_CODE = r"(?P<letters>\b[A-Z]{2,4})[ \u00a0](?=\d)"
# A sign that goes on in a word, a path or a rule of a table is none of a sentence: “:smile:”, “![picture]”, “:---”.
_ENDS_THERE = r"(?![\w/\\(\[-])"


@cache
def _spaces_of(code: str) -> re.Pattern[str] | None:
    language = languages().get(code)
    if language is None:
        return None
    before, after = ("".join(map(re.escape, signs)) for signs in (language.space_before, language.space_after))
    found = [f"(?P<not_words>{_NOT_WORDS})", _CODE]
    if before:
        found.append(rf"(?<=\S){_SPACES}(?=(?P<sign_after>[{before}]){_ENDS_THERE})")
    if after:
        found.append(rf"(?<=(?P<sign_before>[{after}])){_SPACES}(?=\S)")
    return re.compile("|".join(found), re.DOTALL)


def with_its_spaces(text: str, code: str) -> str:
    """Return a text, plain or Markdown, with the spaces that its language sets beside its signs and in codes of forms.

    Code, addresses and placeholders stay as they are, and so does the text of a language that the product does not
    ship. Doing it twice does nothing more.
    """
    pattern = _spaces_of(code)
    if pattern is None:
        return text
    language = languages()[code]

    def space(match: re.Match[str]) -> str:
        found = match.groupdict()
        if found["not_words"]:
            return match[0]
        if found["letters"]:
            return f"{found['letters']}\u00a0"
        if sign := found.get("sign_after"):
            return language.space_before[sign]
        return language.space_after[found["sign_before"]]

    return pattern.sub(space, text)
