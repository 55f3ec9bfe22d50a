"""Conditions as a form: chosen test by test, each inside another, and never typed as code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from catalogue.facts import Kind
from catalogue.facts.conditions import Condition
from portal.editor.forms.groups import Field, Group, Many, inside
from portal.editor.forms.sent import Sent
from portal.editor.forms.shapes import ABSENT, Location, Named, Shape

TESTS = ("is", "within", "before", "after")
COMBINATIONS = ("all", "any", "not")
DEEPEST = 8
"""No rule that a person can follow goes deeper; what is sent beyond belongs to no form of ours."""


@dataclass(frozen=True)
class Answers(Shape):
    """The options of the question that the same row names."""

    control: ClassVar[str] = "answers"

    def show(self, plain: Any) -> list[str]:
        options = () if plain is ABSENT else [plain] if isinstance(plain, str) else plain
        return list(dict.fromkeys(options))

    def read(self, sent: Sent, name: str) -> list[str]:
        return list(dict.fromkeys(sent.texts(name)))

    def write(self, typed: list[str], name: str) -> Iterator[tuple[str, str]]:
        yield from ((name, option) for option in typed)

    def plain(self, typed: list[str]) -> Any:
        return typed or ABSENT


ASKED = Group(
    Condition,
    (Field("question", Named(Kind.QUESTION), True), Field("options", Answers(), True)),
)
"""One question and the answers that will do."""


@dataclass(frozen=True)
class Rule(Shape):
    """A condition, or none. Questions are offered by name, as `is:born-abroad`, to spare a step."""

    control: ClassVar[str] = "test"
    answers: ClassVar[Answers] = Answers()
    place: ClassVar[Named] = Named(Kind.PLACE)
    depth: int = 0

    def show(self, plain: Any) -> dict[str, Any]:
        typed: dict[str, Any] = {"test": "", "asked": [], "place": "", "day": "", "parts": []}
        if not isinstance(plain, dict) or not plain:
            return typed
        test, value = next(iter(plain.items()))
        typed["test"] = test
        if test == "is":
            asked = value.items() if isinstance(value, dict) else ()
            typed["asked"] = [ASKED.show({"question": question, "options": options}) for question, options in asked]
        elif test in COMBINATIONS:
            typed["parts"] = self._parts().show([value] if test == "not" else value)
        else:
            typed["place" if test == "within" else "day"] = value or ""
        return typed

    def read(self, sent: Sent, name: str) -> dict[str, Any]:
        typed = {
            "test": sent.text(inside(name, "test")),
            "asked": Many(ASKED).read(sent, inside(name, "asked")),
            "place": sent.text(inside(name, "place")),
            "day": sent.text(inside(name, "day")),
            "parts": [],
        }
        if self.depth < DEEPEST:
            typed["parts"] = self._parts().read(sent, inside(name, "parts"))
        return self._as_chosen(typed)

    def _as_chosen(self, typed: dict[str, Any]) -> dict[str, Any]:
        """Give a test that was chosen just now what it needs, and keep what stood there before as a part of it."""
        test, _, question = typed["test"].partition(":")
        blank = self.show(ABSENT)
        if test == "is" and question:
            return {**blank, "test": "is", "asked": [ASKED.show({"question": question})]}
        if test == "is" and not typed["asked"]:
            return {**typed, "asked": [ASKED.show({})]}
        if test in COMBINATIONS and not typed["parts"]:
            before = self._before(typed)
            return {**blank, "test": test, "parts": [before] if before or test == "not" else [blank, dict(blank)]}
        if test == "not" and len(typed["parts"]) > 1:
            return {**blank, "test": test, "parts": [{**blank, "test": "all", "parts": typed["parts"]}]}
        return typed

    def _before(self, typed: dict[str, Any]) -> dict[str, Any]:
        blank = self.show(ABSENT)
        if typed["asked"]:
            return {**blank, "test": "is", "asked": typed["asked"]}
        if typed["place"]:
            return {**blank, "test": "within", "place": typed["place"]}
        if typed["day"]:
            return {**blank, "test": "before", "day": typed["day"]}
        return blank

    def write(self, typed: dict[str, Any], name: str) -> Iterator[tuple[str, str]]:
        yield inside(name, "test"), typed["test"]
        match typed["test"]:
            case "is":
                yield from Many(ASKED).write(typed["asked"], inside(name, "asked"))
            case "within":
                yield inside(name, "place"), typed["place"]
            case "before" | "after":
                yield inside(name, "day"), typed["day"]
            case "all" | "any" | "not":
                yield from self._parts().write(typed["parts"], inside(name, "parts"))

    def plain(self, typed: dict[str, Any]) -> Any:
        match typed["test"]:
            case "":
                return ABSENT
            case "is":
                answers: dict[str, list[str]] = {}
                for row in typed["asked"]:
                    if row["question"]:
                        answers.setdefault(row["question"], []).extend(row["options"])
                # A question without an answer is a fault, which a condition refuses as it refuses nothing.
                return {"is": {question: options or None for question, options in answers.items()}}
            case "within":
                return {"within": typed["place"]}
            case "not":
                parts = self._parts().plain(typed["parts"])
                return {"not": parts[0] if parts else None}
            case "all" | "any":
                parts = [part for part in map(self.plain, typed["parts"]) if part is not ABSENT]
                return {typed["test"]: parts}
        return {typed["test"]: typed["day"]}

    def locate(self, typed: dict[str, Any], name: str, location: Location) -> str:
        match location:
            case ("is", str() as question, *_):
                row = next((row for row, asked in enumerate(typed["asked"]) if asked["question"] == question), 0)
                return inside(inside(inside(name, "asked"), row), "options")
            case ("is", *_):
                return f"{name}-asked-0-question"
            case ("within", *_):
                return inside(name, "place")
            case ("before" | "after", *_):
                return inside(name, "day")
            case ("all" | "any", int() as part, *rest):
                given = [row for row, inner in enumerate(typed["parts"]) if self.plain(inner) is not ABSENT]
                row = given[part] if part < len(given) else 0
                return self.locate(typed["parts"][row], f"{name}-parts-{row}", tuple(rest))
            case ("not", *rest) if typed["parts"]:
                return self.locate(typed["parts"][0], f"{name}-parts-0", tuple(rest))
        return inside(name, "test")

    def descend(self, typed: dict[str, Any], step: str) -> tuple[Shape, Any]:
        return {"parts": self._parts(), "asked": Many(ASKED)}[step], typed[step]

    def _parts(self) -> Many:
        return Many(Rule(self.depth + 1))
