"""The session of staff: one cookie that holds a random token and nothing else, and only where staff work.

The token is known to the server by its digest. What makes forms ours (`csrf_token`) is derived from it, so it ends with
the session and is never stored. Public pages have no session: there is nothing that could set a cookie.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin
from flask_wtf.csrf import CSRFProtect

from catalogue.passwords import new_token
from portal.settings import Settings

COOKIE = "onedoor-staff"
DEVICE_COOKIE = "onedoor-staff-device"
STAFF_PATHS = ("/staff/", "/editor/", "/desk/", "/insights/")
_LONGEST_TOKEN = 80

csrf = CSRFProtect()


class BrowserSession(dict[str, Any], SessionMixin):
    """What one browser holds: a token, whether or not anybody is signed in with it."""

    def __init__(self, key: str, token: str | None) -> None:
        super().__init__()
        self._key = key
        self.given = token
        """The token that came with the request."""
        self._token = token

    @property
    def token(self) -> str:
        """The token; made when it is first asked for."""
        if self._token is None:
            self.renew(new_token())
        return self._token or ""

    @property
    def current(self) -> str | None:
        """The token that the browser holds after this request; None for none."""
        return self._token

    @property
    def has_changed(self) -> bool:
        """Tell whether the browser must be told another token, or none."""
        return self._token != self.given

    @property
    def is_over(self) -> bool:
        """Tell whether the browser is to hold no token any more."""
        return self._token is None

    def renew(self, token: str) -> None:
        """Go on with another token: whoever knew the old one knows nothing."""
        self._token = token
        super().pop("csrf_token", None)

    def end(self) -> None:
        """Forget the token."""
        self._token = None
        super().pop("csrf_token", None)

    # Flask-WTF looks its token up here, and would make one of its own.
    def __contains__(self, name: object) -> bool:
        return name == "csrf_token" or super().__contains__(name)

    def __getitem__(self, name: str) -> Any:
        if name == "csrf_token" and not super().__contains__(name):
            super().__setitem__(name, hmac.new(self._key.encode(), self.token.encode(), hashlib.sha256).hexdigest())
        return super().__getitem__(name)


class NoSession(dict[str, Any], SessionMixin):
    """The session of public pages: there is none, and what were put into it would be lost."""


class StaffSessions(SessionInterface):
    """Gives staff's pages their session, and all others none."""

    def __init__(self, settings: Settings) -> None:
        self._secure = settings.public_address.startswith("https:")

    def open_session(self, app: Flask, request: Request) -> SessionMixin:
        """Return the session of a request."""
        if not request.path.startswith(STAFF_PATHS):
            return NoSession()
        token = request.cookies.get(COOKIE)
        return BrowserSession(str(app.secret_key), token if token and len(token) <= _LONGEST_TOKEN else None)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Tell the browser its token where it is another than before. It lasts until the browser is closed."""
        if not isinstance(session, BrowserSession) or not session.has_changed:
            return
        if session.is_over:
            response.delete_cookie(COOKIE, path="/", secure=self._secure, httponly=True, samesite="Lax")
        else:
            self.set_cookie(response, COOKIE, session.token)

    def set_cookie(
        self, response: Response, name: str, value: str, *, path: str = "/", days: int | None = None
    ) -> None:
        """Set a cookie that no script reads and no other site sends along."""
        age = None if days is None else days * 24 * 60 * 60
        response.set_cookie(name, value, path=path, max_age=age, secure=self._secure, httponly=True, samesite="Lax")


def open_sessions(app: Flask) -> None:
    """Give the application its sessions, and forms their tokens."""
    app.session_interface = StaffSessions(app.extensions["onedoor"].settings)
    # Blueprints of staff ask for the token themselves; citizens' forms have none, since their pages are kept.
    # A form is good as long as its session; that it comes from our own site is looked at for all forms alike.
    app.config.update(WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False)
    csrf.init_app(app)
