"""The job of visiting links: who is visited, when again, and what editors are told."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from content_builder import SERVICE, SERVICE_SECTIONS, changed, entry, small_content, words

from catalogue.care.visits import Fault, Visit
from catalogue.commands.import_content import import_content
from catalogue.facts import Kind
from catalogue.facts.words import Words
from catalogue.jobs import links
from catalogue.jobs.beside import Beside
from catalogue.jobs.links import VisitingLinks
from catalogue.queries.link_checks import list_broken

LAW = "https://law.meridia.int/civil-act"
GUIDE = "https://guide.meridia.int/birth"


class Guest:
    """A visitor who has been told what there is, and remembers where it went."""

    def __init__(self, **faults: Visit) -> None:
        self.faults = faults
        self.went: list[str] = []

    def visit(self, address: str) -> Visit:
        """Tell what was said of the site, by the first part of its name."""
        self.went.append(address)
        return self.faults.get((urlsplit(address).hostname or "").split(".")[0], Visit(None, 200))


@pytest.fixture
def linked(empty_catalogue):
    """A country that sends people to two sites of others, and to one that belongs to nobody."""
    law = entry(Kind.LAW, "civil-act", {"version": "2020-01-01", "address": LAW}, en=words(title="Civil act"))
    said = {**SERVICE_SECTIONS, "aliases": ("birth certificate",), "next": f"Read [the guide]({GUIDE}) first."}
    service = entry(Kind.SERVICE, "register-birth", SERVICE, en=Words(said))
    nobody = entry(
        Kind.LAW, "other-act", {"version": "2020-01-01", "address": "https://law.example.org/"}, en=words(title="Other")
    )
    import_content(empty_catalogue, changed(small_content(), law, service, nobody))
    return empty_catalogue


def visiting(guest):
    return VisitingLinks(visitor=guest, pause=0)


def broken(catalogue):
    with catalogue.reading("en") as reading:
        return list_broken(reading)


def later(catalogue, **span):
    catalogue.clock.move(**span)


def test_every_site_but_those_of_nobody_is_visited_once(linked):
    guest = Guest()
    visiting(guest)(linked)
    assert set(guest.went) == {LAW, GUIDE}
    assert broken(linked) == ()


def test_what_was_visited_is_written_down_when_the_process_ends_meanwhile(linked):
    beside = Beside()

    class Last(Guest):
        def visit(self, address):
            beside.end()
            return super().visit(address)

    guest = Last()
    VisitingLinks(beside, visitor=guest, pause=0).visit_due(linked)
    assert len(guest.went) == 1
    VisitingLinks(visitor=guest, pause=0)(linked)
    assert sorted(guest.went) == sorted((LAW, GUIDE))


def test_what_led_somewhere_is_visited_again_after_a_week(linked):
    guest = Guest()
    job = visiting(guest)
    job(linked)
    later(linked, days=6)
    job(linked)
    assert len(guest.went) == 2
    later(linked, days=1)
    job(linked)
    assert len(guest.went) == 4


def test_editors_are_told_of_what_failed_twice_and_where_it_stands(linked):
    job = visiting(Guest(guide=Visit(Fault.GONE, 404)))
    job(linked)
    assert broken(linked) == ()
    later(linked, days=1)
    job(linked)
    (link,) = broken(linked)
    assert (link.address, link.fault, link.status) == (GUIDE, "gone", 404)
    assert [(at.kind, at.key, at.part, at.where) for at in link.named_in] == [
        ("service", "register-birth", "en", "next")
    ]


def test_what_mostly_passes_is_looked_at_again_soon(linked):
    guest = Guest(guide=Visit(Fault.SLOW))
    job = visiting(guest)
    job(linked)
    later(linked, hours=3)
    job(linked)
    assert guest.went.count(GUIDE) == 2
    assert [link.address for link in broken(linked)] == [GUIDE]


def test_what_leads_somewhere_again_is_no_longer_told(linked):
    guest = Guest(guide=Visit(Fault.GONE, 404))
    job = visiting(guest)
    job(linked)
    later(linked, days=1)
    job(linked)
    guest.faults.clear()
    later(linked, days=1)
    job(linked)
    assert broken(linked) == ()


def test_a_site_that_asks_for_patience_is_left_alone(linked):
    guest = Guest(guide=Visit(None, 429, wait=int(timedelta(days=10).total_seconds())))
    job = visiting(guest)
    job(linked)
    later(linked, days=8)
    job(linked)
    assert guest.went.count(GUIDE) == 1


def test_two_processes_do_not_visit_at_once(linked):
    guest = Guest()
    with links.leased(linked, "links", links.LEASE) as held:
        assert held
        visiting(guest)(linked)
    assert guest.went == []


def test_nothing_is_visited_where_the_settings_say_no(linked):
    guest = Guest()
    object.__setattr__(linked.settings, "check_links", False)
    visiting(guest)(linked)
    assert guest.went == []


def test_the_shipped_country_sends_nobody_to_real_sites(shipped):
    with shipped.reading("en") as reading:
        assert links.list_written_addresses(reading) == frozenset()
