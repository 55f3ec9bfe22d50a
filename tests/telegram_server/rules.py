"""What Telegram refuses: unknown methods and parameters, texts that are too long, entities out of range, bad buttons.

The list of methods is the official one where it is at hand (ONEDOOR_BOT_API_LIST), else what python-telegram-bot knows.
"""

from __future__ import annotations

import inspect
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from telegram import Bot

LONGEST_TEXT, LONGEST_CAPTION, LONGEST_CALLBACK, LONGEST_LABEL = 4096, 1024, 64, 64
MOST_BUTTONS, MOST_RESULTS = 100, 50
ENTITIES = {
    "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre",
    "text_link", "text_mention", "custom_emoji", "mention", "hashtag", "cashtag", "bot_command", "url", "email",
    "phone_number",
}  # fmt: skip
_OWN = {"self", "read_timeout", "write_timeout", "connect_timeout", "pool_timeout", "api_kwargs", "rate_limit_args"}
_BESIDE = {"reply_markup", "link_preview_options", "reply_parameters", "allow_sending_without_reply"}


class Refused(Exception):
    """What Telegram answers with 400."""


def width(text: str) -> int:
    """Return the length of a text in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def _list_file() -> Path | None:
    named = os.environ.get("ONEDOOR_BOT_API_LIST")
    beside = Path(__file__).resolve().parents[3] / "shared" / "telegram-bot-api" / "api.json"
    file = Path(named) if named else beside
    return file if file.is_file() else None


@cache
def methods() -> dict[str, set[str]]:
    """Return the parameters of every method by its name in small letters."""
    file = _list_file()
    if file is not None:
        official = json.loads(file.read_text(encoding="utf-8"))["methods"]
        return {
            name.lower(): {field["name"] for field in method.get("fields", [])} for name, method in official.items()
        }
    known = {}
    for name, function in inspect.getmembers(Bot, inspect.isfunction):
        if "_" in name and not name.startswith("_"):
            parameters = set(inspect.signature(function).parameters) - _OWN
            known[name.replace("_", "")] = parameters | _BESIDE
    return known


def check(method: str, given: dict[str, Any]) -> None:
    """Raise `Refused` for what Telegram does not take."""
    known = methods().get(method.lower())
    if known is None:
        raise Refused(f"Not Found: method {method}")
    unknown = set(given) - known
    if unknown:
        raise Refused(f"Bad Request: unknown parameters {sorted(unknown)}")
    if "text" in given and method.lower().startswith(("sendmessage", "editmessagetext")):
        _check_text(given["text"], given.get("entities") or [])
    if width(given.get("caption") or "") > LONGEST_CAPTION:
        raise Refused("Bad Request: message caption is too long")
    markup = given.get("reply_markup")
    if markup:
        _check_keyboard(markup)
    if method.lower() == "answerinlinequery":
        _check_results(given["results"])


def _check_text(text: str, entities: list[dict[str, Any]]) -> None:
    if not text.strip():
        raise Refused("Bad Request: message text is empty")
    if width(text) > LONGEST_TEXT:
        raise Refused("Bad Request: message is too long")
    for entity in entities:
        if entity["type"] not in ENTITIES:
            raise Refused("Bad Request: can't parse entities: unknown type")
        if entity["length"] < 1 or entity["offset"] < 0 or entity["offset"] + entity["length"] > width(text):
            raise Refused("Bad Request: can't parse entities: out of range")
        if entity["type"] == "text_link" and not entity.get("url"):
            raise Refused("Bad Request: can't parse entities: no url")


def _check_keyboard(markup: dict[str, Any]) -> None:
    buttons = [button for row in markup.get("inline_keyboard", []) for button in row]
    if len(buttons) > MOST_BUTTONS:
        raise Refused("Bad Request: too many buttons")
    for button in buttons:
        if not button.get("text") or len(button["text"]) > LONGEST_LABEL:
            raise Refused("Bad Request: text buttons are unallowed in the inline keyboard")
        if len({"callback_data", "url", "web_app", "switch_inline_query"} & set(button)) != 1:
            raise Refused("Bad Request: a button needs exactly one of what it can do")
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= LONGEST_CALLBACK:
            raise Refused("Bad Request: BUTTON_DATA_INVALID")


def _check_results(results: list[dict[str, Any]]) -> None:
    if len(results) > MOST_RESULTS:
        raise Refused("Bad Request: RESULTS_TOO_MUCH")
    ids = [result["id"] for result in results]
    if len(set(ids)) != len(ids) or any(not 1 <= len(id.encode()) <= 64 for id in ids):
        raise Refused("Bad Request: RESULT_ID_INVALID")
    for result in results:
        _check_text(result["input_message_content"]["message_text"], [])
        if result.get("reply_markup"):
            _check_keyboard(result["reply_markup"])
