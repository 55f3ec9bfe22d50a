"""What a form says of a new password."""

from __future__ import annotations

from flask_babel import gettext

from catalogue.errors import BadPassword
from catalogue.passwords import SHORTEST, refuse_weak


def password_errors(password: str, again: str, mail: str, name: str) -> list[tuple[str, str]]:
    """Return what is wrong with a new password: pairs of a field's id and a sentence."""
    try:
        refuse_weak(password, mail, name)
    except BadPassword as refused:
        sentences = {
            "too_short": gettext("Choose a password of at least %(least)s characters.", least=SHORTEST),
            "too_long": gettext("Choose a shorter password."),
            "too_simple": gettext("This password is guessed easily. Choose another, such as four words in a row."),
        }
        return [("password", sentences[refused.fault])]
    return [] if password == again else [("again", gettext("Type the same password a second time."))]
