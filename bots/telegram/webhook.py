"""Updates that Telegram brings: behind a reverse proxy, with a secret; confirmed only when they were handled."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application
from tornado.httpserver import HTTPServer
from tornado.web import Application as WebApplication
from tornado.web import RequestHandler

from bots.telegram.application import UPDATES, handle
from bots.telegram.patience import patiently
from bots.telegram.polling import UNREADABLE, Ended
from bots.telegram.settings import Settings

PATH = "/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of the header
LARGEST = 1024 * 1024
"""Bytes of an update."""
BETWEEN_LOOKS = 300.0
"""Seconds between two questions whether the token still lives: a bot with a dead one would wait for ever."""

_log = logging.getLogger(__name__)


class _InHand:
    """The updates that are being handled; once it is closed none is taken on any more."""

    def __init__(self) -> None:
        self._number = 0
        self._is_closed = False
        self._idle = asyncio.Event()
        self._idle.set()

    def take(self) -> bool:
        """Take one on; False when the process is about to end."""
        if not self._is_closed:
            self._number += 1
            self._idle.clear()
        return not self._is_closed

    def done(self) -> None:
        """Note that one was handled."""
        self._number -= 1
        if not self._number:
            self._idle.set()

    async def close(self) -> None:
        """Take none on any more, and wait until the others were handled."""
        self._is_closed = True
        await self._idle.wait()


class _Updates(RequestHandler):
    """Takes one update a request."""

    def initialize(self, application_of_bot: Application, secret: str, in_hand: _InHand) -> None:
        self._bot, self._secret, self._in_hand = application_of_bot, secret, in_hand

    async def post(self) -> None:
        shown = self.request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(shown.encode(), self._secret.encode()):
            self.set_status(403)
            return
        try:
            given = json.loads(self.request.body)
        except ValueError:
            self.set_status(400)
            return
        try:
            update = Update.de_json(given, self._bot.bot)
        except UNREADABLE:
            # Refused, it would come again and again, and all others would wait behind it.
            _log.warning("an update could not be read and is left out")
            return
        if not self._in_hand.take():
            self.set_status(503)
            return
        try:
            # Answered only now: what a crash keeps from being handled, Telegram brings again.
            if not await handle(self._bot, update):
                self.set_status(503)
        finally:
            self._in_hand.done()

    def log_exception(self, *args: object) -> None:
        _log.error("an update could not be taken")


async def listen(application: Application, settings: Settings, address: str, stopped: asyncio.Event) -> None:
    """Tell Telegram the address, and take updates until stopped. Raises `Ended` for a dead token."""
    secret = settings.webhook_secret()
    host, _, port = settings.listen.rpartition(":")
    in_hand = _InHand()
    given = {"application_of_bot": application, "secret": secret, "in_hand": in_hand}
    web = WebApplication([(PATH, _Updates, given)])
    server = HTTPServer(web, max_body_size=LARGEST, xheaders=True)
    server.listen(int(port), host or "127.0.0.1")
    try:
        await patiently(
            lambda: application.bot.set_webhook(address, secret_token=secret, allowed_updates=list(UPDATES))
        )
        while not stopped.is_set():
            try:
                await asyncio.wait_for(stopped.wait(), BETWEEN_LOOKS)
            except TimeoutError:
                await _look_at_the_token(application)
    except InvalidToken as refused:
        raise Ended("Telegram does not accept the token any more: get a new one from BotFather.") from refused
    finally:
        server.stop()
        await in_hand.close()
        await server.close_all_connections()


async def _look_at_the_token(application: Application) -> None:
    """Ask whether the token lives. Raises `InvalidToken`; that Telegram is not there for a moment says nothing."""
    try:
        await application.bot.get_me()
    except InvalidToken:
        raise
    except TelegramError as failure:
        _log.warning("Telegram does not answer: %s", type(failure).__name__)
