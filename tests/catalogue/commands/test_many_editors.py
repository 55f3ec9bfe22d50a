"""Many who save one part at the same moment: every change is kept, or its author is asked; none is lost unsaid."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from content_builder import SERVICE_SECTIONS
from reading_back import editions, lock_of, log
from reviewing import KEY, a_person, edit, says

from catalogue.facts import Kind
from catalogue.merging import Collision
from catalogue.queries.drafts import get_editable

SECTIONS = [key for key, text in SERVICE_SECTIONS.items() if isinstance(text, str)]


def at_once(acts):
    """Run acts at the same moment; give their results, collisions among them."""
    barrier = Barrier(len(acts))

    def run(act):
        barrier.wait()
        try:
            return act()
        except Collision as collision:
            return collision

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def saving(catalogue, name, lock, **sections):
    return lambda: edit(catalogue, a_person(name), says(**sections), lock=lock)


def draft(catalogue):
    with catalogue.reading("en") as reading:
        return get_editable(reading, Kind.SERVICE, KEY, "en")


def test_changes_of_different_sections_are_all_kept(catalogue):
    lock = lock_of(catalogue)
    results = at_once(
        [saving(catalogue, f"editor-{number}", lock, **{key: f"New {key}"}) for number, key in enumerate(SECTIONS)]
    )
    assert not [result for result in results if isinstance(result, Collision)]
    assert draft(catalogue).body == says(**{key: f"New {key}" for key in SECTIONS})
    assert len(draft(catalogue).authors) == len(SECTIONS)
    assert len(editions(catalogue)) == 2


def test_of_those_who_change_the_same_one_is_saved_and_the_others_are_asked(catalogue):
    lock = lock_of(catalogue)
    results = at_once([saving(catalogue, f"editor-{number}", lock, title=f"Title {number}") for number in range(6)])
    saved = [result for result in results if not isinstance(result, Collision)]
    assert len(saved) == 1
    assert draft(catalogue).body == saved[0].body
    for collision in (result for result in results if isinstance(result, Collision)):
        assert collision.mine["sections"]["title"] != collision.theirs["sections"]["title"]
    assert len([act for act, *_ in log(catalogue) if act == "saved"]) == 1
