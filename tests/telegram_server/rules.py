"""What Telegram refuses beyond the shape of a request: long texts, entities out of range, buttons that do nothing."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from telegram_server.official import require_shape
from telegram_server.refusal import Refused

LONGEST_TEXT, LONGEST_CAPTION, LONGEST_CALLBACK, LONGEST_LABEL = 4096, 1024, 64, 64
MOST_BUTTONS, MOST_IN_A_ROW, MOST_RESULTS = 100, 8, 50
LONGEST_CALLBACK_ANSWER = 200
LARGEST_FILE = 50 * 1024 * 1024
ENTITIES = {
    "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre",
    "text_link", "text_mention", "custom_emoji", "mention", "hashtag", "cashtag", "bot_command", "url", "email",
    "phone_number",
}  # fmt: skip
BESIDE_THE_ACTION = {"text", "icon_custom_emoji_id", "style"}
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LONGEST_OF_THE_BOT = {"setmydescription": ("description", 512), "setmyshortdescription": ("short_description", 120)}


def width(text: str) -> int:
    """Return the length of a text in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def check(method: str, given: dict[str, Any]) -> None:
    """Raise `Refused` for a request that Telegram takes from nobody, whatever the state of its chats."""
    require_shape(method, given)
    name = method.lower()
    if name in ("sendmessage", "editmessagetext"):
        check_text(given["text"], given.get("entities") or [])
    if "caption" in given:
        _check_length("message caption", given["caption"], LONGEST_CAPTION)
        _check_entities(given["caption"], given.get("caption_entities") or [])
    if given.get("reply_markup"):
        check_keyboard(given["reply_markup"])
    if name == "senddocument" and isinstance(given["document"], dict):
        _check_file(given["document"])
    if name == "answerinlinequery":
        _check_results(given["results"])
    if name == "answercallbackquery":
        _check_length("callback answer", given.get("text") or "", LONGEST_CALLBACK_ANSWER)
    if name == "setmycommands":
        _check_commands(given["commands"])
    if name in _LONGEST_OF_THE_BOT:
        field, longest = _LONGEST_OF_THE_BOT[name]
        _check_length("description", given.get(field) or "", longest)
    if name == "setwebhook":
        _check_webhook(given)


def check_text(text: str, entities: list[dict[str, Any]]) -> None:
    """Raise `Refused` for a text of a message, with its entities, that Telegram does not take."""
    if not text.strip():
        raise Refused("Bad Request: message text is empty")
    if width(text) > LONGEST_TEXT:
        raise Refused("Bad Request: message is too long")
    _check_entities(text, entities)


def check_keyboard(markup: dict[str, Any]) -> None:
    """Raise `Refused` for inline buttons that Telegram does not take."""
    rows = markup.get("inline_keyboard", [])
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise Refused("Bad Request: reply markup is too long")
    for button in (button for row in rows for button in row):
        if not button.get("text", "").strip() or len(button["text"]) > LONGEST_LABEL:
            raise Refused("Bad Request: inline keyboard button text is empty or too long")
        if len(set(button) - BESIDE_THE_ACTION) != 1:
            raise Refused("Bad Request: text buttons are unallowed in the inline keyboard")
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= LONGEST_CALLBACK:
            raise Refused("Bad Request: BUTTON_DATA_INVALID")
        if "url" in button and not is_address(button["url"]):
            raise Refused("Bad Request: BUTTON_URL_INVALID")


def is_address(address: str) -> bool:
    """Tell whether Telegram opens an address: a web address whose host has a dot, or one of its own."""
    parts = urlsplit(address)
    return parts.scheme == "tg" or (parts.scheme in ("http", "https") and "." in (parts.hostname or ""))


def _check_entities(text: str, entities: list[dict[str, Any]]) -> None:
    units = text.encode("utf-16-le")
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if entity["type"] not in ENTITIES:
            raise Refused("Bad Request: can't parse entities: unknown type")
        if entity["length"] < 1 or start < 0 or end > width(text):
            raise Refused("Bad Request: can't parse entities: out of range")
        if any(0xDC <= units[2 * at + 1] <= 0xDF for at in (start, end) if at < width(text)):
            raise Refused("Bad Request: can't parse entities: in the middle of a UTF-16 symbol")
        if entity["type"] == "text_link" and not is_address(entity.get("url") or ""):
            raise Refused("Bad Request: can't parse entities: no address")


def _check_length(what: str, text: str, longest: int) -> None:
    if width(text) > longest:
        raise Refused(f"Bad Request: {what} is too long")


def _check_file(file: dict[str, Any]) -> None:
    if not file["content"]:
        raise Refused("Bad Request: file must be non-empty")
    if len(file["content"]) > LARGEST_FILE:
        raise Refused("Request Entity Too Large", 413)


def _check_results(results: list[dict[str, Any]]) -> None:
    if len(results) > MOST_RESULTS:
        raise Refused("Bad Request: RESULTS_TOO_MUCH")
    ids = [result["id"] for result in results]
    if len(set(ids)) != len(ids):
        raise Refused("Bad Request: RESULT_ID_DUPLICATE")
    for result in results:
        if not 1 <= len(result["id"].encode()) <= 64:
            raise Refused("Bad Request: RESULT_ID_INVALID")
        content = result.get("input_message_content")
        if content is not None:
            check_text(content["message_text"], content.get("entities") or [])
        if result.get("reply_markup"):
            check_keyboard(result["reply_markup"])
        if not result.get("title", "").strip():
            raise Refused("Bad Request: ARTICLE_TITLE_EMPTY")


def _check_commands(commands: list[dict[str, Any]]) -> None:
    if len(commands) > 100:
        raise Refused("Bad Request: too many commands")
    for command in commands:
        if not _COMMAND.fullmatch(command["command"]) or not 1 <= len(command["description"]) <= 256:
            raise Refused("Bad Request: BOT_COMMAND_INVALID")


def _check_webhook(given: dict[str, Any]) -> None:
    parts = urlsplit(given["url"])
    # Telegram takes https alone; this server is itself on this machine, and nothing listens to it but tests.
    if parts.scheme != "https" and parts.hostname != "127.0.0.1":
        raise Refused("Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    if "secret_token" in given and not _SECRET.fullmatch(given["secret_token"]):
        raise Refused("Bad Request: secret token contains unallowed characters")
