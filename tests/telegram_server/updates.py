"""What citizens do, on its way to the bot: fetched by it, or brought to its webhook until it says that it has it."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from typing import Any

import httpx

from telegram_server.refusal import Refused

BETWEEN_TRIES = 0.3
"""Seconds after which an update that a webhook did not take is brought again; Telegram waits longer."""
SECONDS_TO_TAKE = 60.0


class Updates:
    """Updates that wait. All of it runs in the loop of the server."""

    def __init__(self) -> None:
        self.webhook: dict[str, Any] | None = None
        self.addresses: list[str] = []
        """Further processes behind the address of the webhook; each try goes to the next one."""
        self.conflict = False
        self.is_cut_off = False
        self._waiting: list[dict[str, Any]] = []
        self._allowed: list[str] = []
        self._fetching = 0
        self._tries = 0
        self._in_order: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._bringing: set[asyncio.Task[None]] = set()

    def add(self, update: dict[str, Any]) -> None:
        """Let an update wait for the bot; kinds that it did not ask for are not brought."""
        if self._allowed and not set(update) & set(self._allowed):
            return
        self._waiting.append(update)
        self._waiting.sort(key=lambda one: one["update_id"])
        if self.webhook is not None:
            self._bring(update)

    def set_webhook(self, given: dict[str, Any]) -> bool:
        """Bring updates to an address from now on."""
        self.webhook = given
        self._allowed = given.get("allowed_updates") or self._allowed
        self._fetching += 1
        for update in self._waiting:
            self._bring(update)
        return True

    def delete_webhook(self) -> bool:
        """Let updates be fetched from now on."""
        self.webhook = None
        return True

    async def fetch(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        """Return what waits from `offset` on, and drop what is before; wait for some. Raises `Refused`."""
        if self.webhook is not None:
            raise Refused("Conflict: can't use getUpdates method while webhook is active", 409)
        if self.conflict:
            raise Refused("Conflict: terminated by other getUpdates request", 409)
        self._allowed = given.get("allowed_updates") or self._allowed
        self._fetching += 1
        mine, offset = self._fetching, int(given.get("offset") or 0)
        until = time.monotonic() + float(given.get("timeout") or 0)
        while True:
            if mine != self._fetching:
                raise Refused("Conflict: terminated by other getUpdates request; only one bot may run", 409)
            self._waiting = [update for update in self._waiting if update["update_id"] >= offset]
            if self._waiting or self.is_cut_off or time.monotonic() >= until:
                return self._waiting[: int(given.get("limit") or 100)]
            await asyncio.sleep(0.02)

    def _bring(self, update: dict[str, Any]) -> None:
        task = asyncio.ensure_future(self._bring_until_taken(update))
        self._bringing.add(task)
        task.add_done_callback(self._bringing.discard)

    async def _bring_until_taken(self, update: dict[str, Any]) -> None:
        """Bring an update until it is taken; those of one chat after one another."""
        content = next(value for name, value in update.items() if name != "update_id")
        chat = (content.get("message") or content).get("chat", content.get("from"))["id"]
        async with self._in_order[chat], httpx.AsyncClient(trust_env=False, timeout=SECONDS_TO_TAKE) as client:
            while (webhook := self.webhook) is not None and update in self._waiting:
                addresses = self.addresses or [webhook["url"]]
                self._tries += 1
                header = {"X-Telegram-Bot-Api-Secret-Token": webhook.get("secret_token", "")}
                try:
                    answer = await client.post(addresses[self._tries % len(addresses)], json=update, headers=header)
                except httpx.HTTPError:
                    pass
                else:
                    if answer.is_success:
                        self._waiting.remove(update)
                        return
                await asyncio.sleep(BETWEEN_TRIES)
