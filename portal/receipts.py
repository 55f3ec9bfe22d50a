"""The QR code of a case's receipt: it opens the page on which one follows the case, with the code filled in."""

from __future__ import annotations

from markupsafe import Markup

from portal.extensions import get_house
from portal.qr import draw


def follow_address(language: str) -> str:
    """Return the whole address of the page that asks for the code of a case."""
    return f"{get_house().settings.public_address}/{language}/help/follow"


def drawn_receipt(code: str, language: str) -> Markup:
    """Draw the address with the code behind its `#`, which no browser sends: the secret reaches no server's log."""
    return draw(f"{follow_address(language)}#{code}")
