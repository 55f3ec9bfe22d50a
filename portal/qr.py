"""QR codes as inline drawings: no request, no script, black on white in every colour scheme."""

from __future__ import annotations

from functools import lru_cache

import segno
from markupsafe import Markup


@lru_cache(maxsize=64)
def qr_code(address: str) -> Markup:
    """Draw an address; the same one is drawn once. For an address with a secret in it `draw` keeps nothing."""
    return draw(address)


def draw(address: str) -> Markup:
    """Draw an address as an SVG of one path. The caller names it: the drawing itself is hidden from screen readers."""
    code = segno.make_qr(address, error="m")
    size = code.symbol_size(border=4)[0]
    runs = []
    for row, line in enumerate(code.matrix):
        column = 0
        while column < len(line):
            length = 1
            while column + length < len(line) and line[column + length] == line[column]:
                length += 1
            if line[column]:
                runs.append(f"M{column + 4} {row + 4}h{length}v1h-{length}z")
            column += length
    drawing = (
        f'<svg class="qr" viewBox="0 0 {size} {size}" aria-hidden="true" focusable="false">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{"".join(runs)}"/></svg>'
    )
    return Markup(drawing)  # noqa: S704 - made of numbers only
