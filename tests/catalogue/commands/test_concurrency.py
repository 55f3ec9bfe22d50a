"""Many who publish at once: nobody overwrites another unread, and numbers become visible in their order."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

from content_builder import SERVICE_SECTIONS, changed, many_services, small_content
from reading_back import editions, lock_of, title

from catalogue.commands.import_content import import_content
from catalogue.commands.publish import publish
from catalogue.commands.save_draft import save_draft
from catalogue.errors import Conflict
from catalogue.facts import Kind

KEY = "register-birth"
MANY = 6


def says(new_title):
    return {"sections": {**SERVICE_SECTIONS, "title": new_title}}


def at_once(act, count=MANY):
    """Run an act so many times at the same moment; give its results, Conflict among them."""
    barrier = Barrier(count)

    def run(number):
        barrier.wait()
        try:
            return act(number)
        except Conflict as conflict:
            return conflict

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def split(results):
    conflicts = [result for result in results if isinstance(result, Conflict)]
    return [result for result in results if not isinstance(result, Conflict)], conflicts


def test_of_those_who_publish_one_part_at_once_one_wins_and_the_others_are_told(catalogue):
    lock = lock_of(catalogue)

    def act(number):
        with catalogue.work(f"editor-{number}") as work:
            return publish(work, Kind.SERVICE, KEY, "en", says(f"Title {number}"), lock=lock)

    won, conflicts = split(at_once(act))
    assert (len(won), len(conflicts)) == (1, MANY - 1)
    assert len(editions(catalogue)) == 2
    assert catalogue.sequence() == 2


def test_of_those_who_save_one_part_at_once_one_wins_and_the_others_are_told(catalogue):
    lock = lock_of(catalogue)

    def act(number):
        with catalogue.work(f"editor-{number}") as work:
            return save_draft(work, Kind.SERVICE, KEY, "en", says(f"Title {number}"), lock=lock)

    won, conflicts = split(at_once(act))
    assert (len(won), len(conflicts)) == (1, MANY - 1)
    assert len(editions(catalogue)) == 2


def test_those_who_publish_different_parts_at_once_all_win_with_numbers_of_their_own(catalogue):
    import_content(catalogue, changed(small_content(), *many_services(MANY, "12.50")))
    keys = [KEY, *(f"service-{number}" for number in range(1, MANY))]
    locks = [lock_of(catalogue, key=key) for key in keys]

    def act(number):
        with catalogue.work(f"editor-{number}") as work:
            return publish(work, Kind.SERVICE, keys[number], "en", says(f"Title {number}"), lock=locks[number])

    won, conflicts = split(at_once(act))
    assert conflicts == []
    assert sorted(one.sequence for one in won) == list(range(3, 3 + MANY))
    assert [title(catalogue, key) for key in keys] == [f"Title {number}" for number in range(MANY)]


def test_a_number_is_visible_only_after_all_smaller_ones(catalogue):
    """Whoever follows the numbers misses nothing: while one work holds a number, no greater one is committed."""
    seen, done = [], Event()

    def watch():
        while not done.is_set():
            seen.append(catalogue.sequence())

    def publish_many(part):
        for number in range(8):
            lock = lock_of(catalogue, part=part)
            with catalogue.work("editor") as work:
                body = {"sections": {"title": f"Title {number}"}}
                publish(work, Kind.SERVICE, KEY, part, body, lock=lock)

    with ThreadPoolExecutor(3) as pool:
        watching = pool.submit(watch)
        for writing in [pool.submit(publish_many, part) for part in ("en", "fr")]:
            writing.result()
        done.set()
        watching.result()
    assert seen == sorted(seen)
    assert catalogue.sequence() == 17


def test_two_loads_at_once_do_the_work_once(empty_catalogue):
    reports = at_once(lambda number: import_content(empty_catalogue, small_content()), 3)
    assert sorted(report.is_empty for report in reports) == [False, True, True]
    assert empty_catalogue.sequence() == 1
