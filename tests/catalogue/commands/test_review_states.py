"""Whatever several people do to a part in whatever order, it stands as a model of a few lines says."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from conftest import Clock
from content_builder import small_content
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from reading_back import lock_of, title
from reviewing import ADA, BOB, CEM, KEY, approve, edit, says, send, send_back

from catalogue.commands.cancel_publication import cancel_publication
from catalogue.commands.import_content import import_content
from catalogue.commands.parts import find_object, get_part_state
from catalogue.commands.restore_edition import restore_edition
from catalogue.commands.submit import discard, take_back
from catalogue.context import Catalogue
from catalogue.errors import CatalogueError, Conflict, OwnWork, WrongState
from catalogue.facts import Kind
from catalogue.settings import Settings

PEOPLE = st.sampled_from([ADA, BOB, CEM])
PART = (Kind.SERVICE, KEY, "en")


@dataclass
class Draft:
    number: int
    text: str
    authors: frozenset[str]
    base: int
    state: str = "draft"
    comment: str | None = None


@dataclass
class Model:
    """Editions by number, when they begin, and the one open draft."""

    now: int = 0
    texts: dict[int, str] = field(default_factory=lambda: {1: "Register a birth"})
    authors: dict[int, frozenset[str]] = field(default_factory=lambda: {1: frozenset()})
    begun: list[tuple[int, int]] = field(default_factory=lambda: [(-1, 1)])
    """Instant and number, in the order in which they were decided."""
    draft: Draft | None = None

    def live(self, at: int) -> int:
        return max((start, place, number) for place, (start, number) in enumerate(self.begun) if start <= at)[2]

    def next_after(self, at: int) -> bool:
        return any(start > at for start, _ in self.begun)

    def open(self, text: str, author: str) -> None:
        number = max(self.texts) + 1
        self.texts[number], self.authors[number] = text, frozenset({author})
        self.draft = Draft(number, text, self.authors[number], self.live(self.now))

    def close(self) -> None:
        self.authors[self.draft.number] = self.draft.authors
        self.draft = None

    def publish(self, at: int) -> None:
        draft = self.draft
        self.close()
        if draft.text == self.texts[self.live(at)] and not self.next_after(at):
            return
        self.texts[draft.number] = draft.text
        self.begun.append((at, draft.number))


def befalls(act) -> type[CatalogueError] | None:
    try:
        act()
    except CatalogueError as error:
        return type(error)
    return None


class Review(RuleBasedStateMachine):
    catalogue: Any
    clock: Any

    def __init__(self) -> None:
        super().__init__()
        self.model = Model()
        self.saved = 0

    def hours(self, count: int) -> Any:
        return self.clock.now + timedelta(hours=count)

    def in_work(self, person, act, *rest, **how) -> type[CatalogueError] | None:
        lock = lock_of(self.catalogue)

        def run() -> None:
            with self.catalogue.work(person.mail) as work:
                act(work, person, *PART, *rest, **({"lock": lock} if "lock" not in how else {}))

        return befalls(run)

    @rule(person=PEOPLE)
    def save(self, person):
        self.saved += 1
        text = f"Text {self.saved}"
        edit(self.catalogue, person, says(title=text))
        if self.model.draft is None:
            self.model.open(text, person.mail)
        else:
            authors = self.model.draft.authors | {person.mail}
            self.model.draft = replace(self.model.draft, text=text, state="draft", authors=authors)
            self.model.texts[self.model.draft.number] = text

    @rule(person=PEOPLE)
    def submit(self, person):
        draft = self.model.draft
        expected = None if draft and draft.state == "draft" else WrongState
        assert befalls(lambda: send(self.catalogue, person)) is expected
        if expected is None:
            draft.state, draft.comment = "in_review", None

    @rule(person=PEOPLE)
    def send_back(self, person):
        draft = self.model.draft
        expected = WrongState
        if draft and draft.state == "in_review":
            expected = OwnWork if person.mail in draft.authors else None
        assert befalls(lambda: send_back(self.catalogue, person, "Shorter.")) is expected
        if expected is None:
            draft.state, draft.comment = "draft", "Shorter."

    @rule(person=PEOPLE)
    def take_back(self, person):
        draft = self.model.draft
        expected = None if draft and draft.state == "in_review" else WrongState
        assert self.in_work(person, take_back) is expected
        if expected is None:
            draft.state = "draft"

    @rule(person=PEOPLE)
    def discard(self, person):
        draft = self.model.draft
        expected = None if draft and draft.state == "draft" else WrongState
        assert self.in_work(person, discard) is expected
        if expected is None:
            self.model.close()

    @rule(person=PEOPLE, ahead=st.sampled_from([0, 0, 1, 3]))
    def publish(self, person, ahead):
        draft, at = self.model.draft, self.model.now + ahead
        expected = WrongState
        if draft and draft.state == "in_review":
            stale = draft.base != self.model.live(at)
            expected = OwnWork if person.mail in draft.authors else Conflict if stale else None
        instant = self.hours(ahead) if ahead else None
        assert befalls(lambda: approve(self.catalogue, person, at=instant)) is expected
        if expected is None:
            self.model.publish(at)

    @rule(person=PEOPLE, back=st.integers(0, 3))
    def cancel(self, person, back):
        number = max(1, max(self.model.texts) - back)
        entry = next((one for one in self.model.begun if one[1] == number and one[0] > self.model.now), None)
        expected = None if entry else WrongState

        def run() -> None:
            with self.catalogue.work(person.mail) as work:
                cancel_publication(work, person, *PART, number)

        assert befalls(run) is expected
        if entry:
            self.model.begun.remove(entry)
            if self.model.draft is None:
                live = self.model.live(self.model.now)
                self.model.draft = Draft(number, self.model.texts[number], self.model.authors[number], live)

    @rule(person=PEOPLE, number=st.integers(1, 6))
    def restore(self, person, number):
        known = number in self.model.texts
        expected = WrongState if self.model.draft else None
        if not known and not self.model.draft:
            return
        assert self.in_work(person, restore_edition, number) is expected
        if expected is None:
            self.model.open(self.model.texts[number], person.mail)

    @rule(hours=st.sampled_from([1, 2]))
    def wait(self, hours):
        self.clock.move(hours=hours)
        self.model.now += hours

    @invariant()
    def citizens_read_what_the_model_says(self):
        assert title(self.catalogue) == self.model.texts[self.model.live(self.model.now)]

    @invariant()
    def the_draft_stands_as_the_model_says(self):
        with self.catalogue.reading("en") as reading:
            target = find_object(reading.session, Kind.SERVICE, KEY)
            draft = get_part_state(reading.session, target, "en", reading.now).draft
            stands = draft and (draft.number, draft.body["sections"]["title"], draft.state, draft.comment)
        model = self.model.draft
        assert stands == (model and (model.number, model.text, model.state, model.comment))


@pytest.mark.long
def test_a_part_stands_as_the_model_says(migrated_file, tmp_path):
    made = []

    class Here(Review):
        def __init__(self) -> None:
            super().__init__()
            file = tmp_path / f"{len(made)}.sqlite"
            shutil.copy(migrated_file, file)
            made.append(file)
            self.clock = Clock()
            here = Settings(tmp_path / "var", tmp_path / "content", f"sqlite:///{file}", "whoosh")
            self.catalogue = Catalogue(here, clock=self.clock)
            import_content(self.catalogue, small_content())

        def teardown(self) -> None:
            self.catalogue.close()

    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    run_state_machine_as_test(
        Here,
        settings=settings(max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=slow),
    )
