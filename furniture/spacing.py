"""Sets sentences beside each other as their language does: templates part them by a space, which Chinese has not."""

from __future__ import annotations

import re

from catalogue.languages import language

# Words of a reader come back in fields, code and scripts are not text.
_AS_THEY_ARE = re.compile(r"(<(textarea|pre|script)\b.*?</\2>)", re.DOTALL)
_INLINE = r"(?:</?(?:a|b|bdi|em|span|strong|time)\b[^<>]*>)*"
_AFTER_A_SIGN = re.compile(rf"([。，、；：？！）」》]{_INLINE})[ \n]+(?={_INLINE}[^\s<])")
# A line that the writer of Markdown broke for himself.
_WITHIN_A_LINE = re.compile(r"(?<=[\u3400-\u9fff])\n(?=[\u3400-\u9fff])")


def closed_up(html: str, code: str) -> str:
    """Return a page without the spaces that its language does not set."""
    if language(code).spaces_after_signs:
        return html
    pieces = _AS_THEY_ARE.split(html)
    # Of each match both groups come back: the whole of it, which stays, and the name of its tag.
    return "".join(
        piece if at % 3 == 1 else _WITHIN_A_LINE.sub("", _AFTER_A_SIGN.sub(r"\1", piece))
        for at, piece in enumerate(pieces)
        if at % 3 < 2
    )
