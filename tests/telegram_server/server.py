"""The server itself: takes what a bot sends, keeps what a citizen would see, and brings what a citizen does."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

import httpx
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from telegram_server.rules import Refused, check

TOKEN = "123456789:AAtest-token_of-no-real-bot-000000000"
BOT = {"id": 123456789, "is_bot": True, "first_name": "Onedoor", "username": "onedoor_test_bot"}


@dataclass
class Seen:
    """What happened in one chat, as the citizen sees it."""

    messages: list[dict[str, Any]] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The texts of the bot's messages."""
        return [message["text"] for message in self.messages if "text" in message]

    @property
    def files(self) -> list[str]:
        """The names of the files that the bot sent."""
        return [message["document"]["file_name"] for message in self.messages if "document" in message]

    def buttons(self) -> dict[str, str]:
        """The buttons below the last message that has some: label → callback data or address."""
        for message in reversed(self.messages):
            rows = message.get("reply_markup", {}).get("inline_keyboard")
            if rows:
                return {button["text"]: button.get("callback_data") or button["url"] for row in rows for button in row}
        return {}


Fault = Callable[["_Method"], Any]


class TelegramServer:
    """Runs in a thread of its own. Every method here may be called from the test's thread."""

    def __init__(self) -> None:
        self.chats: dict[int, Seen] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.faults: dict[str, deque[str]] = {}
        self.dead_token = False
        self.conflict = False
        self.webhook: dict[str, Any] | None = None
        self.inline_answers: list[dict[str, Any]] = []
        self.updates: list[dict[str, Any]] = []
        self.next_update = 1000
        self._message_id = 0
        self._ready = Event()
        self._thread = Thread(target=self._run, daemon=True)

    def __enter__(self) -> TelegramServer:
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *raised: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    @property
    def address(self) -> str:
        """The address of the server."""
        return f"http://127.0.0.1:{self.port}"

    def seen(self, chat: int) -> Seen:
        """Return what the citizen of a chat sees."""
        return self.chats.setdefault(chat, Seen())

    def fail(self, method: str, *kinds: str) -> None:
        """Let the next calls of a method fail, one kind each: 429, 500, 502, drop, drop-after, hang, 403."""
        self.faults.setdefault(method.lower(), deque()).extend(kinds)

    def bring(self, **update: Any) -> dict[str, Any]:
        """Bring an update to the bot, by whichever way it listens; return it."""
        self.next_update += 1
        whole = {"update_id": update.pop("update_id", self.next_update), **update}
        self.bring_again(whole)
        return whole

    def bring_again(self, update: dict[str, Any]) -> int | None:
        """Bring an update once more; of a webhook the status is returned."""
        if self.webhook is None:
            self._loop.call_soon_threadsafe(self.updates.append, update)
            return None
        return self.post(update, self.webhook.get("secret_token", ""))

    def post(self, update: dict[str, Any], secret: str) -> int:
        """Post an update to the webhook with a secret; return the status."""
        assert self.webhook is not None
        header = {"X-Telegram-Bot-Api-Secret-Token": secret}
        return httpx.post(self.webhook["url"], json=update, headers=header, timeout=30).status_code

    def say(self, chat: int, text: str, *, language: str = "en", kind: str = "private", **rest: Any) -> dict[str, Any]:
        """Let a citizen write something."""
        return self.bring(message=self.message(chat, language=language, kind=kind, text=text, **rest))

    def message(self, chat: int, *, language: str = "en", kind: str = "private", **content: Any) -> dict[str, Any]:
        """Return a message of a citizen."""
        self._message_id += 1
        text = content.get("text", "")
        if text.startswith("/"):
            length = len(text.split()[0])
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        person = {"id": chat, "is_bot": False, "first_name": "A", "language_code": language}
        where = {"id": chat, "type": kind} | ({"title": "Group"} if kind != "private" else {})
        return {"message_id": self._message_id, "date": int(time.time()), "chat": where, "from": person, **content}

    def press(self, chat: int, data: str, language: str = "en") -> dict[str, Any]:
        """Let a citizen press a button with this callback data."""
        person = {"id": chat, "is_bot": False, "first_name": "A", "language_code": language}
        message = self.message(chat, text="…") | {"from": BOT}
        return self.bring(
            callback_query={"id": str(self.next_update), "from": person, "message": message, "data": data,
                            "chat_instance": "1"}
        )  # fmt: skip

    def wait_for(self, condition: Callable[[], Any], seconds: float = 60.0) -> Any:
        """Wait until something is so, and return it. Raises `AssertionError` when it never is."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if found := condition():
                return found
            time.sleep(0.02)
        raise AssertionError("it did not happen")

    def answered(self, chat: int, number: int = 1, seconds: float = 60.0) -> list[str]:
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

    def keep(self, chat: int, message: dict[str, Any]) -> dict[str, Any]:
        """Put a message of the bot into a chat, as Telegram returns it."""
        self._message_id += 1
        where = {"id": chat, "type": "private"}
        whole = {"message_id": self._message_id, "date": int(time.time()), "chat": where, "from": BOT, **message}
        self.seen(chat).messages.append(whole)
        return whole


class _Method(RequestHandler):
    """One method of the Bot API."""

    def initialize(self, server: TelegramServer) -> None:
        self.server = server

    async def post(self, token: str, method: str) -> None:
        server, given = self.server, self._given()
        server.calls.append((method, given))
        if server.dead_token or token != TOKEN:
            self._answer(401, "Unauthorized")
            return
        if method.lower() == "getupdates" and server.conflict:
            self._answer(409, "Conflict: terminated by other getUpdates request")
            return
        kinds = server.faults.get(method.lower())
        fault = kinds.popleft() if kinds else ""
        if fault and fault != "drop-after":
            await self._fail(fault)
            return
        try:
            check(method, {name: value for name, value in given.items() if name != "files"})
            result = await self._do(method.lower(), given)
        except Refused as refused:
            self._answer(400, str(refused))
            return
        if fault == "drop-after":
            self._drop()
            return
        self.write({"ok": True, "result": result})

    def _given(self) -> dict[str, Any]:
        given: dict[str, Any] = {}
        if self.request.headers.get("Content-Type", "").startswith("application/json"):
            return json.loads(self.request.body or b"{}")
        for name, values in self.request.body_arguments.items():
            text = values[-1].decode()
            try:
                given[name] = json.loads(text)
            except ValueError:
                given[name] = text
            if name in ("text", "caption", "callback_query_id", "language_code", "url", "secret_token", "description",
                        "short_description", "inline_query_id"):  # fmt: skip
                given[name] = text
        for name, files in self.request.files.items():
            given[name] = {"file_name": files[0].filename, "content": files[0].body}
        return given

    async def _fail(self, kind: str) -> None:
        if kind == "429":
            self.set_status(429)
            self.write({"ok": False, "error_code": 429, "description": "Too Many Requests: retry after 1",
                        "parameters": {"retry_after": 1}})  # fmt: skip
        elif kind == "502":
            self.set_status(502)
            self.write("<html>Bad Gateway</html>")
        elif kind == "hang":
            await asyncio.sleep(40)
        elif kind == "drop":
            self._drop()
        elif kind == "403":
            self._answer(403, "Forbidden: bot was blocked by the user")
        else:
            self._answer(int(kind), "Internal Server Error")

    def _drop(self) -> None:
        self.request.connection.stream.close()

    def _answer(self, status: int, description: str) -> None:
        self.set_status(status)
        self.write({"ok": False, "error_code": status, "description": description})

    async def _do(self, method: str, given: dict[str, Any]) -> Any:
        server = self.server
        if method == "getupdates":
            return await self._updates(int(given.get("offset") or 0), float(given.get("timeout") or 0))
        if method == "getme":
            return {**BOT, "can_join_groups": True, "supports_inline_queries": True}
        if method == "sendmessage":
            kept = {name: given[name] for name in ("text", "entities", "reply_markup") if name in given}
            return server.keep(int(given["chat_id"]), kept)
        if method == "senddocument":
            document = given["document"]
            name = document["file_name"]
            kept = {"document": {"file_id": "f", "file_unique_id": "f", "file_name": name}, "caption": given["caption"]}
            server.seen(int(given["chat_id"]))
            kept_message = server.keep(int(given["chat_id"]), kept)
            kept_message["content"] = document["content"].decode()
            return {name: value for name, value in kept_message.items() if name != "content"}
        if method == "answerinlinequery":
            server.inline_answers.append(given)
            return True
        if method == "setwebhook":
            server.webhook = given
            return True
        if method == "deletewebhook":
            server.webhook = None
            return True
        if method == "getmycommands":
            return []
        if method in ("getmydescription", "getmyshortdescription"):
            return {"description": ""} if method == "getmydescription" else {"short_description": ""}
        if method == "getchatmenubutton":
            return {"type": "default"}
        return True

    async def _updates(self, offset: int, timeout: float) -> list[dict[str, Any]]:
        until = time.monotonic() + min(timeout, 20.0)
        while True:
            self.server.updates = [update for update in self.server.updates if update["update_id"] >= offset]
            if self.server.updates or time.monotonic() >= until:
                return self.server.updates[:100]
            await asyncio.sleep(0.02)
