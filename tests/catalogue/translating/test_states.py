"""Whatever is edited, corrected, translated, confirmed and reverted: a translation stands as a model says."""

from __future__ import annotations

import shutil

import pytest
from conftest import Clock
from content_builder import small_content
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from reading_back import live_body, lock_of
from reviewing import ADA, KEY

from catalogue.commands.import_content import import_content
from catalogue.commands.publish import publish
from catalogue.context import Catalogue
from catalogue.facts import Kind
from catalogue.facts.words import digest
from catalogue.queries.standing import get_standings
from catalogue.read_models.text import Freshness
from catalogue.settings import Settings
from catalogue.translating.workbench import open_workbench, save_words

SOURCES = st.sampled_from(["Register a birth", "Register your baby", "Tell us of a birth"])
"""Few, so that texts come back."""


class Translating(RuleBasedStateMachine):
    """The title of the service: one text in English, one in French."""

    clock: Clock
    catalogue: Catalogue

    def __init__(self) -> None:
        super().__init__()
        self.source = "Register a birth"
        self.stamp = self.source
        """The source that the French text stands for."""
        self.machine = False
        self.count = 0
        self.opened = None
        """The stamps of a page that a translator has open, and the source that those stand for by now."""

    def bench(self):
        with self.catalogue.reading("en") as reading:
            return open_workbench(reading, Kind.SERVICE, KEY, "fr")

    def segment(self):
        return next(one for one in self.bench().segments if one.key == "title")

    def publish(self, part, body, **how):
        self.clock.move(minutes=1)
        with self.catalogue.work(ADA.mail) as work:
            publish(work, Kind.SERVICE, KEY, part, body, lock=lock_of(self.catalogue, part=part), **how)

    def save(self, text, confirmed=(), stamps=None):
        bench = self.bench()
        self.clock.move(minutes=1)
        words = bench.words({"title": text}, confirmed=confirmed, stamps=stamps)
        with self.catalogue.work(ADA.mail) as work:
            save_words(work, ADA, bench, words, lock=bench.editable.lock)

    def new_text(self):
        self.count += 1
        return f"Titre {self.count}"

    @rule(text=SOURCES)
    def edit(self, text):
        self._edit(text, minor=False)

    @rule(text=SOURCES)
    def correct(self, text):
        self._edit(text, minor=True)

    def _edit(self, text, minor):
        body = live_body(self.catalogue, Kind.SERVICE, KEY, "en")
        self.publish("en", {"sections": {**body["sections"], "title": text}}, minor=minor)
        before, self.source = self.source, text
        if before == text:
            return
        if minor and self.stamp == before:
            self.stamp = text
        if self.opened:
            shown, stands_for = self.opened
            follows = minor and stands_for == before
            self.opened = (shown, text if follows or shown == text else stands_for)

    @rule()
    def translate(self):
        self.save(self.new_text())
        self.stamp, self.machine = self.source, False

    @rule()
    def save_without_a_change(self):
        self.save(self.segment().target)

    @rule()
    def confirm(self):
        self.save(self.segment().target, confirmed={"title"})
        self.stamp, self.machine = self.source, False

    @rule()
    def open_a_page(self):
        self.opened = (self.source, self.source)

    @precondition(lambda self: self.opened)
    @rule()
    def save_what_was_opened_before(self):
        shown, stands_for = self.opened
        self.save(self.new_text(), stamps={"title": digest(shown)})
        self.stamp, self.machine, self.opened = stands_for, False, None

    @rule()
    def a_machine_translates(self):
        body = self.bench().target.to_plain()
        body["sections"]["title"] = self.new_text()
        body["made_from"] = {**body["made_from"], "title": digest(self.source)}
        self.publish("fr", {**body, "machine": ["title"]})
        self.stamp, self.machine = self.source, True

    @rule()
    def publish_the_draft(self):
        self.publish("fr", self.bench().target.to_plain())
        with self.catalogue.reading("en") as reading:
            counts = next(one.translations["fr"] for one in get_standings(reading).values() if one.key == KEY)
        assert (counts.outdated, counts.machine) == (not self.machine and self.stamp != self.source, self.machine)

    @invariant()
    def it_stands_as_the_model_says(self):
        segment = self.segment()
        expected = Freshness.CURRENT if self.stamp == self.source else Freshness.OUTDATED
        assert segment.state is (Freshness.MACHINE if self.machine else expected)
        assert bool(segment.change) is (self.stamp != self.source)
        if segment.change:
            assert "".join(piece.text for piece in segment.change if piece.act != "added") == self.stamp
            assert "".join(piece.text for piece in segment.change if piece.act != "removed") == self.source


@pytest.fixture
def machine(migrated_file, tmp_path):
    """What makes a machine over a country of its own."""
    made = []

    class Here(Translating):
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

    return Here


@pytest.mark.parametrize("edits", [["minor"], ["minor", "minor"], ["edit"], ["minor", "edit"], ["edit", "minor"]])
def test_a_page_left_open_follows_minor_edits_only(machine, edits):
    here = machine()
    here.open_a_page()
    for number, edit in enumerate(edits):
        here._edit(f"Register a birth {number}", minor=edit == "minor")
    here.save_what_was_opened_before()
    assert (here.segment().state is Freshness.CURRENT) == ("edit" not in edits)
    here.it_stands_as_the_model_says()
    here.teardown()


@pytest.mark.long
def test_a_translation_stands_as_the_model_says(machine):
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
    run_state_machine_as_test(
        machine,
        settings=settings(max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=slow),
    )
