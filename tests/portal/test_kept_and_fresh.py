"""Whatever is published, and in whatever order: a kept page is, byte for byte, the page as it is made anew.

A walk through random edits of the country; after each one every page of the portal is read from a portal that keeps
pages and remembers, and from one that does neither.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from content_builder import changed, entry, service, small_content, words
from flask import Flask
from sqlalchemy import select

from catalogue.commands.import_content import import_content
from catalogue.commands.parts import get_part_state
from catalogue.commands.publish import publish
from catalogue.commands.withdraw import withdraw
from catalogue.context import Catalogue, Work
from catalogue.errors import CatalogueError
from catalogue.facts import Kind
from catalogue.memory import Memory
from catalogue.models import FACTS, CatalogueObject, Edition
from portal import create_app, kept
from portal.settings import Settings

COMPARED_AT_ONCE = 25


@pytest.fixture(autouse=True)
def every_request_looks(monkeypatch):
    """Let every request see whether something was published."""
    monkeypatch.setattr(kept, "SECONDS_BETWEEN_LOOKS", 0)


class Walk:
    """Edits of a catalogue, drawn at random, and what each did."""

    def __init__(self, catalogue: Catalogue, chance: random.Random) -> None:
        self._catalogue = catalogue
        self._chance = chance
        self._steps: tuple[Callable[[Work], str], ...] = (
            self._say, self._say, self._say, self._say, self._say_minor, self._mention, self._name_others,
            self._name_others, self._note, self._note, self._withdraw, self._publish_again, self._schedule,
        )  # fmt: skip
        self.done: Counter[str] = Counter()

    def step(self) -> str:
        """Do one edit that the catalogue accepts, and return what it was."""
        while True:
            act = self._chance.choice(self._steps)
            try:
                with self._catalogue.work("editor") as work:
                    told = act(work)
            except (CatalogueError, ValueError, IndexError):
                continue
            self.done[act.__name__] += 1
            return told

    def _live(self, work: Work, *conditions: Any) -> Edition:
        """Return a live edition of anything but what is in every page, drawn at random."""
        found = work.session.scalars(
            select(Edition)
            .join(CatalogueObject, Edition.object_id == CatalogueObject.id)
            .where(Edition.live_at(work.now), CatalogueObject.kind != Kind.PACK, *conditions)
            .order_by(Edition.id)
        ).all()
        return self._chance.choice(found)

    def _publish(self, work: Work, edition: Edition, change: dict[str, Any], **how: Any) -> str:
        target = edition.object
        state = get_part_state(work.session, target, edition.part, work.now)
        body = {**edition.body, **change}
        kind = Kind(target.kind)
        publish(work, kind, target.key, edition.part, body, lock=state.lock, **how)
        return f"{kind}/{target.key} {edition.part} {sorted(change)} {how}"

    def _say(self, work: Work, **how: Any) -> str:
        edition = self._live(work, Edition.part != FACTS)
        sections = dict(edition.body["sections"])
        name = self._chance.choice(sorted(name for name, text in sections.items() if isinstance(text, str)))
        sections[name] = f"{sections[name]} {self._chance.randrange(100)}"
        return self._publish(work, edition, {"sections": sections}, **how)

    def _say_minor(self, work: Work) -> str:
        return self._say(work, minor=True)

    def _schedule(self, work: Work) -> str:
        return self._say(work, published_from=work.now + timedelta(minutes=3))

    def _mention(self, work: Work) -> str:
        edition = self._live(work, Edition.part != FACTS)
        document = self._live(work, Edition.part == FACTS, CatalogueObject.kind == Kind.DOCUMENT).object.key
        sections = dict(edition.body["sections"])
        name = self._chance.choice(sorted(name for name, text in sections.items() if isinstance(text, str)))
        sections[name] = f"{sections[name]} {{document.{document}}}"
        return self._publish(work, edition, {"sections": sections})

    def _name_others(self, work: Work) -> str:
        """Let facts name fewer or more target groups, topics, related services or life events that follow."""
        role, kind = self._chance.choice(
            (
                ("target_groups", Kind.TARGET_GROUP),
                ("topics", Kind.TOPIC),
                ("related", Kind.SERVICE),
                ("follow_ups", Kind.LIFE_EVENT),
            )
        )
        named = {Kind.LIFE_EVENT} if role == "follow_ups" else {Kind.SERVICE}
        edition = self._live(work, Edition.part == FACTS, CatalogueObject.kind.in_(named))
        other = self._live(work, Edition.part == FACTS, CatalogueObject.kind == kind).object.key
        before = edition.body.get(role, [])
        after = [key for key in before if key != other] if other in before else [*before, other]
        return self._publish(work, edition, {role: after})

    def _note(self, work: Work) -> str:
        edition = self._live(work, Edition.part == FACTS)
        facts = dict(edition.body)
        if facts.get("fees"):
            amounts = [{"from": "2026-01-01", "amount": f"{self._chance.randrange(1, 99)}.00"}]
            facts["fees"] = [{**facts["fees"][0], "amounts": amounts}, *facts["fees"][1:]]
        else:
            facts["note"] = f"Noted {self._chance.randrange(100)}."
        return self._publish(work, edition, facts)

    def _withdraw(self, work: Work) -> str:
        kinds = (Kind.DOCUMENT, Kind.TOPIC, Kind.TARGET_GROUP, Kind.VARIANT, Kind.OFFICE, Kind.QUESTION)
        edition = self._live(work, CatalogueObject.kind.in_(kinds), CatalogueObject.key != "centre")
        target, part = edition.object, self._chance.choice((None, edition.part))
        withdraw(work, Kind(target.kind), target.key, part=part)
        return f"withdrawn: {target.kind}/{target.key} {part}"

    def _publish_again(self, work: Work) -> str:
        gone = work.session.scalars(
            select(CatalogueObject).where(CatalogueObject.withdrawn_at.is_not(None)).order_by(CatalogueObject.id)
        ).all()
        target = self._chance.choice(gone)
        parts: dict[str, Edition] = {}
        for edition in work.session.scalars(
            select(Edition).where(Edition.object_id == target.id).order_by(Edition.number)
        ):
            parts[edition.part] = edition
        for part in sorted(parts, key=lambda part: part != FACTS):
            self._publish(work, parts[part], {})
        return f"published again: {target.kind}/{target.key}"


class Portals:
    """The portal as it keeps pages, and as it makes each anew."""

    def __init__(self, app: Flask, fresh: Flask) -> None:
        self._kept, self._fresh = app, fresh
        self.outlived = self.thrown_away = 0

    def compare(self, addresses: list[str], after: str) -> None:
        """Read every page from both."""
        store = self._kept.wsgi_app
        before = dict(store._kept)
        store._look()
        self.outlived += len(store._kept.keys() & before.keys())
        self.thrown_away += len(before.keys() - store._kept.keys())
        for address in addresses:
            house = self._fresh.extensions["onedoor"]
            house.catalogue._memory = (None, Memory())
            fresh = self._fresh.test_client().get(address)
            # Asked twice: what was just made is what is kept.
            for _ in range(2):
                shown = self._kept.test_client().get(address)
                assert (shown.status, shown.data) == (fresh.status, fresh.data), f"{address} after {after}"


def every_address(app: Flask) -> list[str]:
    """Return all pages of the portal's own map, the plans besides, and each in a place as well."""
    paths = re.findall("<loc>https?://[^/]+([^<]+)</loc>", app.test_client().get("/sitemap.xml").text)
    paths += [f"{path}/plan" for path in paths if re.fullmatch(r"/\w+/life-events/[^/]+", path)]
    return [*paths, *(f"{path}?place=harbour" for path in paths), "/sitemap.xml"]


def a_richer_country(catalogue: Catalogue) -> None:
    """Put in a few objects more, so that there is something to name and something to leave alone."""
    second = service("second", "1002", "3.00", "A second service")
    content = changed(
        small_content(service(), second),
        entry(Kind.TOPIC, "sea", {"order": 2}, en=words(title="The sea", summary="Wet."), fr=words(title="La mer")),
        entry(Kind.TARGET_GROUP, "sailors", {"order": 3}, en=words(title="Sailors", summary="At sea.")),
        entry(Kind.DOCUMENT, "map", {"issued_by_organisation": "town-hall"}, en=words(title="Map", summary="Of here.")),
        entry(
            Kind.LIFE_EVENT,
            "going-to-sea",
            {
                "order": 4,
                "questions": [{"question": "married"}],
                "stages": [{"id": "before"}],
                "steps": [{"id": "second", "stage": "before", "service": "second"}],
            },
            en=words(title="Going to sea", summary="Far out.", event="Day of leaving", stages__before="Before"),
        ),
    )
    import_content(catalogue, content)


def walk(
    catalogue: Catalogue,
    portal_settings: Settings,
    steps: int,
    chance: random.Random,
    addresses: list[str] | None = None,
) -> Walk:
    """Take some steps, while the clock goes on, and compare the portals after each; by all pages if none are named."""
    edits = Walk(catalogue, chance)
    with Catalogue(catalogue.settings, clock=catalogue.clock) as untouched:
        portals = Portals(
            create_app(portal_settings, catalogue), create_app(replace(portal_settings, kept_megabytes=0), untouched)
        )
        paths = addresses or every_address(portals._fresh)
        portals.compare(paths, "nothing")
        for number in range(steps):
            told = edits.step()
            # Not all of them: what nobody asks for meanwhile outlives several publications, or does not.
            portals.compare(chance.sample(paths, min(len(paths), COMPARED_AT_ONCE)), f"step {number}: {told}")
            catalogue.clock.move(minutes=1)
        portals.compare(paths, "all")
    assert portals.outlived > 0, "no page outlived any publication, so nothing was shown"
    assert portals.thrown_away > 0
    return edits


def test_kept_pages_are_as_fresh_ones_after_a_few_edits(catalogue, portal_settings):
    a_richer_country(catalogue)
    few = ["/en/services/second", "/fr/services/register-birth?place=harbour", "/en/life-events/going-to-sea/plan"]
    walk(catalogue, portal_settings, 6, random.Random(5), few)  # noqa: S311 - no secret


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3))
def test_kept_pages_are_as_fresh_ones_whatever_is_edited(catalogue, portal_settings, seed):
    a_richer_country(catalogue)
    edits = walk(catalogue, portal_settings, 60, random.Random(seed))  # noqa: S311 - no secret
    assert len(edits.done) >= 8, edits.done
