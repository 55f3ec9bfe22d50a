"""What each method of the Bot API does to the chats of this server."""

from __future__ import annotations

from typing import Any

from telegram_server.chats import BOT, Chats
from telegram_server.refusal import Refused


class Methods:
    """The methods but those that bring updates. What the bot tells of itself is kept and given back."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats
        self.told: dict[tuple[str, str], Any] = {}
        """What the bot told of itself: (subject, language) → value."""

    def do(self, method: str, given: dict[str, Any]) -> Any:
        """Return the result of a method. Raises `Refused`; for what is beyond this server, `NotImplementedError`."""
        found = getattr(self, f"_do_{method.lower()}", None)
        if found is None:
            raise NotImplementedError(method)
        return found(given)

    def _do_getme(self, given: dict[str, Any]) -> dict[str, Any]:
        return {**BOT, "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": True}

    def _do_sendmessage(self, given: dict[str, Any]) -> dict[str, Any]:
        kept = {name: given[name] for name in ("text", "entities", "reply_markup", "reply_parameters") if name in given}
        return self._chats.keep(int(given["chat_id"]), kept)

    def _do_senddocument(self, given: dict[str, Any]) -> dict[str, Any]:
        rest = {name: given[name] for name in ("caption", "reply_markup") if name in given}
        return self._chats.keep_file(int(given["chat_id"]), given["document"], rest)

    def _do_sendchataction(self, given: dict[str, Any]) -> bool:
        return True

    def _do_editmessagetext(self, given: dict[str, Any]) -> dict[str, Any]:
        # As in Telegram: what is not given again is gone.
        changes = {"text": given["text"], "entities": given.get("entities"), "reply_markup": given.get("reply_markup")}
        return self._chats.edit(int(given["chat_id"]), int(given["message_id"]), changes)

    def _do_editmessagereplymarkup(self, given: dict[str, Any]) -> dict[str, Any]:
        changes = {"reply_markup": given.get("reply_markup") or {}}
        return self._chats.edit(int(given["chat_id"]), int(given["message_id"]), changes)

    def _do_deletemessage(self, given: dict[str, Any]) -> bool:
        return self._chats.delete(int(given["chat_id"]), int(given["message_id"]))

    def _do_answercallbackquery(self, given: dict[str, Any]) -> bool:
        self._chats.answer_query(given["callback_query_id"])
        self._chats.callback_answers.append(given)
        return True

    def _do_answerinlinequery(self, given: dict[str, Any]) -> bool:
        self._chats.answer_query(given["inline_query_id"])
        self._chats.inline_answers.append(given)
        return True

    def _do_setmycommands(self, given: dict[str, Any]) -> bool:
        return self._tell("commands", given, given["commands"])

    def _do_getmycommands(self, given: dict[str, Any]) -> Any:
        return self.told.get(("commands", given.get("language_code", "")), [])

    def _do_setmydescription(self, given: dict[str, Any]) -> bool:
        return self._tell("description", given, given.get("description", ""))

    def _do_getmydescription(self, given: dict[str, Any]) -> Any:
        return {"description": self.told.get(("description", given.get("language_code", "")), "")}

    def _do_setmyshortdescription(self, given: dict[str, Any]) -> bool:
        return self._tell("short", given, given.get("short_description", ""))

    def _do_getmyshortdescription(self, given: dict[str, Any]) -> Any:
        return {"short_description": self.told.get(("short", given.get("language_code", "")), "")}

    def _do_setchatmenubutton(self, given: dict[str, Any]) -> bool:
        return self._tell("menu", {}, given.get("menu_button", {"type": "default"}))

    def _do_getchatmenubutton(self, given: dict[str, Any]) -> Any:
        return self.told.get(("menu", ""), {"type": "default"})

    def _tell(self, subject: str, given: dict[str, Any], value: Any) -> bool:
        language = given.get("language_code", "")
        if language and len(language) != 2:
            raise Refused("Bad Request: invalid language code specified")
        self.told[subject, language] = value
        return True
