"""A lease is held by one at a time, until it is given back or runs out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from catalogue.jobs.leases import leased, new_holder, release_lease, take_lease

MINUTE = timedelta(minutes=1)


def test_one_at_a_time(empty_catalogue):
    assert take_lease(empty_catalogue, "index", "a", MINUTE)
    assert not take_lease(empty_catalogue, "index", "b", MINUTE)
    assert take_lease(empty_catalogue, "mail", "b", MINUTE)


def test_the_holder_renews_it(empty_catalogue, clock):
    take_lease(empty_catalogue, "index", "a", MINUTE)
    clock.move(seconds=50)
    assert take_lease(empty_catalogue, "index", "a", MINUTE)
    clock.move(seconds=50)
    assert not take_lease(empty_catalogue, "index", "b", MINUTE)


def test_it_runs_out(empty_catalogue, clock):
    take_lease(empty_catalogue, "index", "a", MINUTE)
    clock.move(minutes=1)
    assert take_lease(empty_catalogue, "index", "b", MINUTE)
    assert not take_lease(empty_catalogue, "index", "a", MINUTE)


def test_it_is_given_back(empty_catalogue):
    take_lease(empty_catalogue, "index", "a", MINUTE)
    release_lease(empty_catalogue, "index", "a")
    assert take_lease(empty_catalogue, "index", "b", MINUTE)


def test_nobody_gives_back_what_another_holds(empty_catalogue):
    take_lease(empty_catalogue, "index", "a", MINUTE)
    release_lease(empty_catalogue, "index", "b")
    assert not take_lease(empty_catalogue, "index", "c", MINUTE)


def test_a_block_is_told_whether_it_holds_the_lease_and_gives_it_back(empty_catalogue):
    with leased(empty_catalogue, "index", MINUTE) as first, leased(empty_catalogue, "index", MINUTE) as second:
        assert (first, second) == (True, False)
    with leased(empty_catalogue, "index", MINUTE) as third:
        assert third


def test_of_many_who_reach_for_it_at_once_one_gets_it(empty_catalogue):
    barrier = Barrier(5)

    def reach(_):
        barrier.wait()
        return take_lease(empty_catalogue, "index", new_holder(), MINUTE)

    with ThreadPoolExecutor(5) as pool:
        assert sum(pool.map(reach, range(5))) == 1
