"""What is said when too many forms come at once: kindly, with what was typed kept, and when to try again."""

from __future__ import annotations

from flask import Response
from flask_babel import gettext

from portal.flood import RETRY_AFTER


def too_many() -> str:
    """Return the sentence."""
    return gettext("Very many messages are coming in right now. Yours is still here: please send it in a few minutes.")


def busy(form: Response) -> Response:
    """Answer with the form as it was sent, to be sent again later."""
    form.status_code = 503
    form.headers["Retry-After"] = str(RETRY_AFTER)
    form.headers["Cache-Control"] = "no-store"
    return form
