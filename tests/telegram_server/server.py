"""The server itself: takes what a bot sends, keeps what a citizen would see, and brings what a citizen does."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import httpx
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from telegram_server.chats import BOT, Chats, Seen
from telegram_server.faults import AFTER, Faults, fail, refuse
from telegram_server.methods import Methods
from telegram_server.official import read_parameter
from telegram_server.refusal import Refused
from telegram_server.rules import check
from telegram_server.updates import SECONDS_TO_TAKE, Updates

TOKEN = "123456789:AAtest-token_of-no-real-bot-000000000"
WEBHOOK_SECRET = "X-Telegram-Bot-Api-Secret-Token"


class TelegramServer:
    """Runs in a thread of its own. Every method here may be called from the test's thread."""

    def __init__(self) -> None:
        self.chats = Chats()
        self.methods = Methods(self.chats)
        self.waiting = Updates()
        self.faults = Faults()
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.refusals: list[str] = []
        """What was refused to the bot because it was wrong: no test may leave any that it does not expect."""
        self.last_update = 1000
        self._ready = Event()
        self._thread = Thread(target=self._run, daemon=True)

    def __enter__(self) -> TelegramServer:
        self._thread.start()
        self._ready.wait(60)
        return self

    def __exit__(self, *raised: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(60)

    @property
    def address(self) -> str:
        """The address of the server."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def dead_token(self) -> bool:
        """Whether the token was revoked, which ends a fetching that is under way too."""
        return self.waiting.is_cut_off

    @dead_token.setter
    def dead_token(self, dead: bool) -> None:
        self.waiting.is_cut_off = dead

    @property
    def webhook(self) -> dict[str, Any] | None:
        """What the bot set as its webhook."""
        return self.waiting.webhook

    def called(self, method: str) -> list[dict[str, Any]]:
        """Return what a method was called with."""
        return [given for name, given in list(self.calls) if name.lower() == method.lower()]

    def seen(self, chat: int) -> Seen:
        """Return what the citizen of a chat sees."""
        return self.chats.of(chat)

    def fail(self, method: str, *kinds: str) -> None:
        """Let the next calls of a method fail, one kind each (see `faults.KINDS`)."""
        self.faults.add(method, *kinds)

    def bring(self, **update: Any) -> dict[str, Any]:
        """Bring an update to the bot, by whichever way it listens; return it."""
        self.last_update += 1
        whole = {"update_id": self.last_update, **update}
        self.bring_again(whole)
        return whole

    def bring_again(self, update: dict[str, Any]) -> None:
        """Bring an update once more."""
        self._loop.call_soon_threadsafe(self.waiting.add, update)

    def post(self, update: dict[str, Any], secret: str | None = None, address: str | None = None) -> int:
        """Post an update to the webhook, with another secret or to another address; return the status."""
        assert self.webhook is not None
        header = {WEBHOOK_SECRET: self.webhook["secret_token"] if secret is None else secret}
        to = address or self.webhook["url"]
        return httpx.post(to, json=update, headers=header, timeout=SECONDS_TO_TAKE).status_code

    def say(self, chat: int, text: str, *, language: str = "en", kind: str = "private", **rest: Any) -> dict[str, Any]:
        """Let a citizen write something."""
        return self.bring(message=self.message(chat, language=language, kind=kind, text=text, **rest))

    def write_anew(self, message: dict[str, Any], text: str) -> dict[str, Any]:
        """Let a citizen change what they wrote."""
        return self.bring(edited_message=message | {"text": text, "edit_date": int(time.time())})

    def message(self, chat: int, *, language: str = "en", kind: str = "private", **content: Any) -> dict[str, Any]:
        """Return a message of a citizen."""
        self.chats.began(chat)
        text = content.get("text", "")
        if text.startswith("/"):
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        where = {"id": chat, "type": kind} | ({"title": "Group"} if kind != "private" else {})
        return {
            "message_id": self.chats.next_number(),
            "date": int(time.time()),
            "chat": where,
            "from": _person(chat, language),
            **content,
        }

    def press(self, chat: int, data: str, language: str = "en") -> dict[str, Any]:
        """Let a citizen press a button with this callback data."""
        message = self.message(chat, text="…") | {"from": BOT}
        query = f"pressed-{message['message_id']}"
        self.chats.asked(query)
        pressed = {"id": query, "from": _person(chat, language), "message": message, "data": data, "chat_instance": "1"}
        return self.bring(callback_query=pressed)

    def type_inline(self, person: int, words: str, language: str = "en") -> str:
        """Let a citizen type `@bot words` in any chat; return the id of the query."""
        query = f"inline-{self.chats.next_number()}"
        self.chats.asked(query)
        self.bring(inline_query={"id": query, "from": _person(person, language), "query": words, "offset": ""})
        return query

    def wait_for(self, condition: Callable[[], Any], seconds: float = 180.0) -> Any:
        """Wait until something is so, and return it. Raises `AssertionError` when it never is."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if found := condition():
                return found
            time.sleep(0.02)
        raise AssertionError("it did not happen")

    def answered(self, chat: int, number: int = 1, seconds: float = 180.0) -> list[str]:
        """Wait until a chat has so many texts of the bot, and return them all."""
        self.wait_for(lambda: len(self.seen(chat).texts) >= number, seconds)
        return self.seen(chat).texts

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        sockets = bind_sockets(0, "127.0.0.1")
        self.port = sockets[0].getsockname()[1]
        web = Application([(r"/bot([^/]+)/(\w+)", _Method, {"server": self})], log_function=lambda handler: None)
        server = HTTPServer(web)
        server.add_sockets(sockets)
        self._ready.set()
        await self._stop.wait()
        server.stop()
        await server.close_all_connections()


def _person(chat: int, language: str) -> dict[str, Any]:
    return {"id": abs(chat), "is_bot": False, "first_name": "A", "language_code": language}


class _Method(RequestHandler):
    """One method of the Bot API."""

    def initialize(self, server: TelegramServer) -> None:
        self.server = server

    async def post(self, token: str, method: str) -> None:
        given = self._given(method)
        self.server.calls.append((method, given))
        if self.server.dead_token or token != TOKEN:
            refuse(self, 401, "Unauthorized")
            return
        fault = self.server.faults.take(method)
        if fault is not None and fault not in AFTER:
            await fail(self, fault)
            return
        try:
            check(method, given)
            result = await self._do(method.lower(), given)
        except Refused as refused:
            if refused.status == 400:
                self.server.refusals.append(f"{method}: {refused.description}")
            refuse(self, refused.status, refused.description)
            return
        if self.server.dead_token:
            refuse(self, 401, "Unauthorized")
        elif fault is not None:
            await fail(self, fault, result)
        else:
            self.write({"ok": True, "result": result})

    async def _do(self, method: str, given: dict[str, Any]) -> Any:
        waiting = self.server.waiting
        if method == "getupdates":
            return await waiting.fetch(given)
        if method == "setwebhook":
            return waiting.set_webhook(given)
        if method == "deletewebhook":
            return waiting.delete_webhook()
        return self.server.methods.do(method, given)

    def _given(self, method: str) -> dict[str, Any]:
        if self.request.headers.get("Content-Type", "").startswith("application/json"):
            return json.loads(self.request.body or b"{}")
        given: dict[str, Any] = {
            name: read_parameter(method, name, values[-1].decode("utf-8"))
            for name, values in self.request.body_arguments.items()
        }
        for name, files in self.request.files.items():
            given[name] = {"file_name": files[0].filename, "content": files[0].body}
        return given
