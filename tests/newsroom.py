"""Many editors at work at once over real HTTP, and what came of every single saving of theirs.

Each edit writes a mark of its own into one field, and knows which mark it wrote over: the one that its form showed, or
the one that the comparison of two people's changes showed. So it can be told whether any edit was lost.
"""

from __future__ import annotations

import re
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from bs4 import BeautifulSoup, Tag
from sqlalchemy import select
from staff_browser import Pairs, StaffBrowser

from catalogue.context import Catalogue
from catalogue.models import CatalogueObject, Edition, SavedBody

MARK = re.compile(r" ?\(edit (\d+)\)")
NOTES = re.compile(r"([a-z_]+)-(\d+)-note")
KEPT_FOR_PUBLISHING = "overview"
"""The section that is only changed to be published."""
NOT_FREE = ("title", "summary", "aliases", KEPT_FOR_PUBLISHING)
MOST_SECONDS_UNTIL_SHOWN = 60
"""After which what was published is taken for never shown."""
TRIES = 40
"""A choice counts against what was on the screen only: among many who save at once one may be asked again and again."""

Field = tuple[str, str, str]
"""An object's key, the part, and the field as bodies write it."""


@dataclass(frozen=True)
class Edit:
    """One edit that was answered as saved."""

    mark: int
    over: int
    """The mark that its author saw and wrote over; 0 for what was there before all of them."""
    where: Field
    asked: int
    """How often its author was shown somebody else's changes first."""
    seconds: float
    """What the last saving took, until it was answered."""


@dataclass(frozen=True)
class Publication:
    """One that was answered as done, and the seconds until the public page showed it."""

    mark: int
    key: str
    until_shown: float
    tries: int


@dataclass
class Newsroom:
    """A server's editors, and what they did. Its methods are called by many threads at once."""

    port: int
    edits: list[Edit] = field(default_factory=list)
    publications: list[Publication] = field(default_factory=list)
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    """How often a method was answered with a status."""
    wrong: list[str] = field(default_factory=list)
    """Answers that nobody should ever get."""
    _marks: int = 0
    _lock: Lock = field(default_factory=Lock)

    def browser(self, mail: str) -> StaffBrowser:
        """Return a browser in which somebody is signed in."""
        return StaffBrowser(self.port, self._saw).sign_in(mail)

    def edit_words(self, browser: StaffBrowser, key: str, language: str, choice: int, think: float = 0.0) -> None:
        """Open a service's words, think, and save a section of them, whatever others did meanwhile."""
        browser.open(f"/editor/service/{key}/words/{language}")
        form = browser.form()
        sections = [
            str(area["name"]).removeprefix("text-")
            for area in form.select("textarea[name^=text-]")
            if area.get_text().strip() and str(area["name"]).removeprefix("text-") not in NOT_FREE
        ]
        section = sections[choice % len(sections)]
        self._edit(browser, form, (key, language, section), f"text-{section}", section, "save", think)

    def edit_facts(self, browser: StaffBrowser, key: str, choice: int, think: float = 0.0, press: str = "save") -> None:
        """Open a service's facts, think, and save a note beside one of them, whatever others did meanwhile."""
        browser.open(f"/editor/service/{key}/facts")
        form = browser.form()
        names = [str(each["name"]) for each in form.select("[name$=-note]") if NOTES.fullmatch(str(each["name"]))]
        name = names[choice % len(names)]
        part_list, row = NOTES.fullmatch(name).groups()
        part = next(str(each["value"]) for each in form.select(f'[name="{part_list}-{row}-id"]'))
        self._edit(
            browser, form, (key, "facts", f"{part_list}.{part}.note"), name, f"{part_list}.{part}.note", press, think
        )

    def publish(self, author: StaffBrowser, reviewer: StaffBrowser, key: str, language: str) -> None:
        """Change a section, send everything in that language for review, and have it published by somebody else."""
        author.open(f"/editor/service/{key}/words/{language}")
        where = (key, language, KEPT_FOR_PUBLISHING)
        name = f"text-{KEPT_FOR_PUBLISHING}"
        mark = self._edit(author, author.form(), where, name, KEPT_FOR_PUBLISHING, "save", 0.0)
        for tries in range(1, TRIES + 1):
            author.open(f"/editor/service/{key}/")
            # Somebody who saves between the two makes it a draft again: then it is sent once more.
            author.send(lambda pairs: _only(pairs, language), "submit")
            reviewer.open(f"/editor/service/{key}/review")
            form = reviewer.form() if f'value="{language}"' in reviewer.page else None
            if form is not None and reviewer.send(lambda pairs: _only(pairs, language), "publish", form) == 303:
                until = self._until_shown(f"/{language}/services/{key}", f"(edit {mark})")
                with self._lock:
                    self.publications.append(Publication(mark, key, until, tries))
                return
        self._note(f"{key} could not be published in {TRIES} tries: {reviewer.status} at {reviewer.path}")

    def _edit(
        self, browser: StaffBrowser, form: Tag, where: Field, name: str, path: str, press: str, think: float
    ) -> int:
        with self._lock:
            self._marks += 1
            mark = self._marks
        shown = dict(_pairs(form)).get(name, "")
        over, text = _mark_of(shown), f"{MARK.sub('', shown).strip()} (edit {mark})".strip()
        time.sleep(think)
        for asked in range(TRIES):
            begin = time.perf_counter()
            status = browser.send(
                lambda pairs: [(each, text if each == name else value) for each, value in pairs], press, form
            )
            seconds = time.perf_counter() - begin
            if status == 303:
                with self._lock:
                    self.edits.append(Edit(mark, over, where, asked, seconds))
                return mark
            if status != 409:
                break
            # The comparison: what the author typed is chosen, now that the other's text has been read.
            form = browser.form()
            over = _theirs(form, path, over)
        said = BeautifulSoup(browser.page, "html.parser").select_one("[role=alert]")
        self._note(f"edit of {where} was answered {browser.status}: {said and said.get_text(' ', strip=True)}")
        return mark

    def _until_shown(self, path: str, text: str) -> float:
        begin = time.monotonic()
        while time.monotonic() - begin < MOST_SECONDS_UNTIL_SHOWN:
            if text in StaffBrowser(self.port, self._saw).open(path).page:
                return time.monotonic() - begin
            time.sleep(0.05)
        return float("inf")

    def _saw(self, method: str, path: str, status: int) -> None:
        with self._lock:
            self.answers[method, status] += 1
            if status >= 500:
                self.wrong.append(f"{method} {path}: {status}")

    def _note(self, wrong: str) -> None:
        with self._lock:
            self.wrong.append(wrong)


def _pairs(form: Tag) -> Pairs:
    return [
        (
            str(each["name"]),
            each.get_text().removeprefix("\n") if each.name == "textarea" else str(each.get("value", "")),
        )
        for each in form.select("textarea[name], input[name]")
    ]


def _only(pairs: Pairs, part: str) -> Pairs:
    return [(name, value) for name, value in pairs if name != "part"] + [("part", part)]


def _mark_of(text: str) -> int:
    found = MARK.search(text)
    return int(found[1]) if found else 0


def _theirs(form: Tag, path: str, over: int) -> int:
    """Return the mark that a comparison shows as the other's; `over` when it does not ask about this field."""
    for asked in form.select("#clashes fieldset"):
        if _same(str(asked.select_one("input[name$=-path]")["value"]), path):
            return _mark_of(asked.select_one("label[for$=-theirs]").get_text())
    return over


def _same(path: str, field_name: str) -> bool:
    return path.removeprefix("sections.") == field_name


def lost_updates(catalogue: Catalogue, edits: list[Edit]) -> list[str]:
    """Return what is wrong with how savings followed each other: edits that are nowhere, or that nobody saw go."""
    by_mark = {edit.mark: edit for edit in edits}
    faults = []
    found: set[int] = set()
    for where, marks in _histories(catalogue, {edit.where for edit in edits}).items():
        before = 0
        for mark in marks:
            if mark == before:
                continue
            edit = by_mark.get(mark)
            if edit is None:
                faults.append(f"{where}: {mark} was saved, and its author was not told so")
            elif edit.over != before:
                faults.append(f"{where}: {mark} wrote over {before}, and its author had seen {edit.over}")
            found.add(mark)
            before = mark
    faults += [f"{edit.where}: {edit.mark} is nowhere" for edit in edits if edit.mark not in found]
    return faults


def _histories(catalogue: Catalogue, fields: set[Field]) -> dict[Field, list[int]]:
    """Return the marks in each field, one for each time that its part was saved, in order."""
    histories: defaultdict[Field, list[int]] = defaultdict(list)
    with catalogue.reading("en") as reading:
        rows = reading.session.execute(
            select(CatalogueObject.key, Edition.part, SavedBody.body)
            .join(Edition, Edition.object_id == CatalogueObject.id)
            .join(SavedBody, SavedBody.edition_id == Edition.id)
            .where(CatalogueObject.kind == "service")
            .order_by(CatalogueObject.key, Edition.part, Edition.number, SavedBody.lock_version)
        ).all()
    for key, part, body in rows:
        for where in fields:
            if where[:2] == (key, part):
                histories[where].append(_mark_of(_text(body, where[2])))
    return histories


def _text(body: dict[str, Any], name: str) -> str:
    if "sections" in body:
        text = body["sections"].get(name, "")
        return text if isinstance(text, str) else "\n".join(text)
    part_list, part, attribute = name.split(".")
    return next((each.get(attribute) or "" for each in body.get(part_list, ()) if each["id"] == part), "")
