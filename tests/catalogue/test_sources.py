"""What was made of an object is made anew when that object changes, and what was made of others only is not."""

from __future__ import annotations

import gc
import weakref
from datetime import timedelta

import pytest
from content_builder import changed, entry, service, small_content, words
from sqlalchemy import select, text

from catalogue.commands.import_content import import_content
from catalogue.commands.parts import find_object, get_part_state
from catalogue.commands.publish import publish
from catalogue.commands.withdraw import withdraw
from catalogue.context import Pulse, list_changed
from catalogue.facts import Kind
from catalogue.memory import Memory
from catalogue.models import FACTS, CatalogueObject, OutboxRow, Reach
from catalogue.queries.home import get_home
from catalogue.queries.life_events import get_life_event, get_pathway
from catalogue.queries.services import fetch_service
from catalogue.sources import EVERYTHING, MadeOf, Sources, what_is_listed, what_is_said


def republish(catalogue, kind, key, part="en", *, change=lambda body: {}, at=None, **how) -> int:
    """Publish what is live once more with some changes, and return the object's id."""
    with catalogue.work("editor") as work:
        target = find_object(work.session, kind, key)
        state = get_part_state(work.session, target, part, work.now)
        body = {**state.live.body, **change(state.live.body)}
        publish(work, kind, key, part, body, lock=state.lock, published_from=at, **how)
        return target.id


def saying(section: str, said: str):
    """Return the change of one section of words."""
    return lambda body: {"sections": {**body["sections"], section: said}}


def since(catalogue, act) -> tuple[frozenset[int] | None, object]:
    """Return what the catalogue says of the sources that changed while something was done, and what that returned."""
    before = catalogue.pulse()
    done = act()
    return catalogue.changed(before, catalogue.pulse()), done


def whole(*ids: int) -> set[int]:
    """Return all sources that objects are."""
    return {what_is_said(id) for id in ids} | {what_is_listed(id) for id in ids}


@pytest.mark.parametrize("section", ["title", "summary"])
def test_a_title_and_a_summary_change_their_object_in_lists_as_well(catalogue, section):
    told, id_ = since(catalogue, lambda: republish(catalogue, Kind.DOCUMENT, "consent", change=saying(section, "Yes")))
    assert told == whole(id_)


def test_other_words_change_their_object_inside(catalogue):
    act = lambda: republish(catalogue, Kind.SERVICE, "register-birth", change=saying("overview", "Come."))  # noqa: E731
    told, id_ = since(catalogue, act)
    assert told == {what_is_said(id_)}


def test_an_order_changes_its_object_in_lists_as_well(catalogue):
    act = lambda: republish(catalogue, Kind.TOPIC, "family", FACTS, change=lambda body: {"order": 7})  # noqa: E731
    told, id_ = since(catalogue, act)
    assert told == whole(id_)


def test_several_publications_change_all_their_objects(catalogue):
    def act():
        return {
            republish(catalogue, Kind.DOCUMENT, "consent", change=saying("title", "Yes")),
            republish(catalogue, Kind.TOPIC, "family", change=saying("title", "Kin")),
        }

    told, ids = since(catalogue, act)
    assert told == whole(*ids)


def test_a_fee_changes_its_service_inside(catalogue):
    amounts = [{"from": "2026-01-01", "amount": "13.00"}]
    told, id_ = since(
        catalogue,
        lambda: republish(
            catalogue,
            Kind.SERVICE,
            "register-birth",
            FACTS,
            change=lambda body: {"fees": [{**body["fees"][0], "amounts": amounts}]},
        ),
    )
    assert told == {what_is_said(id_)}


def test_a_local_rule_changes_its_service_as_well(catalogue):
    key = "register-birth/harbour"
    told, id_ = since(catalogue, lambda: republish(catalogue, Kind.VARIANT, key, change=saying("local", "By card.")))
    with catalogue.reading("en") as reading:
        found = reading.session.scalars(select(CatalogueObject.id).where(CatalogueObject.key == "register-birth")).one()
    assert told == {what_is_said(id_), what_is_said(found)}


def withdraw_consent(catalogue):
    with catalogue.work("editor") as work:
        withdraw(work, Kind.DOCUMENT, "consent")


def publish_and_withdraw_words(catalogue):
    with catalogue.work("editor") as work:
        target = find_object(work.session, Kind.TOPIC, "family")
        state = get_part_state(work.session, target, "en", work.now)
        body = saying("title", "Kin")(state.live.body)
        publish(work, Kind.TOPIC, "family", "en", {**state.live.body, **body}, lock=state.lock)
        withdraw(work, Kind.TOPIC, "family", part="en")


def schedule(catalogue):
    later = catalogue.clock() + timedelta(hours=1)
    republish(catalogue, Kind.TOPIC, "family", change=saying("title", "Kin"), at=later)


def first_words(catalogue):
    with catalogue.work("editor") as work:
        target = find_object(work.session, Kind.TOPIC, "family")
        lock = get_part_state(work.session, target, "fr", work.now).lock
        publish(work, Kind.TOPIC, "family", "fr", words(title="Famille").to_plain(), lock=lock)


def take_a_number_for_nothing(catalogue):
    with catalogue.work("editor") as work:
        work.take_sequence()


REACHING_FURTHER = {
    "a load": lambda catalogue: import_content(catalogue, changed(small_content(), service(fee="13.00"))),
    "a new object": lambda catalogue: import_content(
        catalogue, changed(small_content(), entry(Kind.TOPIC, "sea", {"order": 2}, en=words(title="The sea")))
    ),
    "an object withdrawn": withdraw_consent,
    "words withdrawn with others published": publish_and_withdraw_words,
    "words in one more language": first_words,
    "a publication to come": schedule,
    "an object that names others": lambda catalogue: republish(
        catalogue, Kind.SERVICE, "register-birth", FACTS, change=lambda body: {"target_groups": []}
    ),
    "words that name others": lambda catalogue: republish(
        catalogue, Kind.SERVICE, "register-birth", change=saying("overview", "Bring {document.consent}.")
    ),
    "the pack": lambda catalogue: republish(catalogue, Kind.PACK, "pack", change=saying("title", "Bigland")),
    "a place": lambda catalogue: republish(catalogue, Kind.PLACE, "harbour", change=saying("title", "Port")),
    "nobody knows what": take_a_number_for_nothing,
}


@pytest.mark.parametrize("act", REACHING_FURTHER.values(), ids=REACHING_FURTHER)
def test_what_may_reach_further_counts_as_a_change_of_everything(catalogue, act):
    assert since(catalogue, lambda: act(catalogue))[0] is None


def test_what_comes_due_counts_as_a_change_of_everything(catalogue):
    schedule(catalogue)
    assert since(catalogue, lambda: catalogue.clock.move(hours=2))[0] is None


def test_a_publication_before_one_to_come_counts_as_a_change_of_everything(catalogue):
    schedule(catalogue)
    act = lambda: republish(catalogue, Kind.TOPIC, "family", change=saying("title", "Folk"))  # noqa: E731
    assert since(catalogue, act)[0] is None


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (None, Pulse(1, None)),
        (Pulse(2, None), Pulse(1, None)),
        (Pulse(1, None), Pulse(2, None, restored=2)),
        (Pulse(1, None), Pulse(10_000, None)),
    ],
)
def test_states_that_do_not_follow_each_other_differ_in_everything(catalogue, before, now):
    with catalogue.reading("en") as reading:
        assert list_changed(reading.session, before, now) is None


def test_of_two_changes_under_one_number_the_further_one_counts(catalogue):
    publish_and_withdraw_words(catalogue)
    with catalogue.reading("en") as reading:
        last = reading.session.scalars(select(OutboxRow).where(OutboxRow.sequence == reading.sequence)).all()
    assert [row.reach for row in last] == [Reach.EVERYTHING]


def test_what_is_remembered_outlives_publications_of_what_it_is_not_made_of(catalogue):
    def remembered():
        with catalogue.reading("en") as reading:
            return fetch_service(reading, "register-birth"), get_pathway(reading, "having-a-baby")

    service_before, pathway_before = remembered()
    republish(catalogue, Kind.TARGET_GROUP, "parents", FACTS, change=lambda body: {"note": "All of them."})
    assert remembered()[0] is service_before
    assert remembered()[1] is pathway_before
    republish(catalogue, Kind.QUESTION, "married", change=saying("title", "Married?"))
    _, pathway_after = remembered()
    assert pathway_after.questions["married"].wording.title.value == "Married?"
    republish(catalogue, Kind.SERVICE, "register-birth", change=saying("title", "Register it"))
    service_after, pathway_after = remembered()
    assert service_after[Kind.SERVICE, "register-birth"].titles["en"][0] == "Register it"
    assert pathway_after.services["register-birth"].wording.title.value == "Register it"


def test_what_shows_an_object_in_a_list_outlives_a_change_inside_it(catalogue):
    with catalogue.reading("en") as reading:
        get_home(reading)
        home = reading.sources.so_far()
    before = catalogue.pulse()
    republish(catalogue, Kind.SERVICE, "register-birth", change=saying("overview", "Come."))
    assert home.outlives(catalogue.changed(before, catalogue.pulse()))
    republish(catalogue, Kind.SERVICE, "register-birth", change=saying("summary", "Come."))
    assert not home.outlives(catalogue.changed(before, catalogue.pulse()))


def test_a_pathway_tells_when_it_last_changed(catalogue):
    def told() -> int:
        # Asked by a process that remembers nothing, and by one that does.
        with catalogue.reading("en") as reading:
            known = get_pathway(reading, "having-a-baby").sequence
        catalogue._memory = (None, Memory())
        with catalogue.reading("en") as reading:
            assert get_pathway(reading, "having-a-baby").sequence == known
        return known

    first = told()
    republish(catalogue, Kind.TARGET_GROUP, "parents", change=saying("summary", "All of them."))
    assert told() == first
    republish(catalogue, Kind.QUESTION, "married", change=saying("title", "Married?"))
    assert told() == catalogue.sequence() > first
    withdraw_consent(catalogue)
    assert told() == catalogue.sequence()


def test_what_is_read_in_another_way_counts_as_everything(catalogue):
    with catalogue.reading("en") as reading:
        get_life_event(reading, "having-a-baby")
        assert reading.sources.so_far().sources
        reading.session.execute(text("SELECT 1"))
        assert reading.sources.so_far().sources is None


def test_old_memories_are_let_go_of(catalogue):
    with catalogue.reading("en") as reading:
        fetch_service(reading, "register-birth")
        get_pathway(reading, "having-a-baby")
        old = weakref.ref(reading.sources)
    republish(catalogue, Kind.TARGET_GROUP, "parents", change=saying("summary", "All of them."))
    with catalogue.reading("en") as reading:
        get_pathway(reading, "having-a-baby")
        del reading
    gc.collect()
    assert old() is None, "something that is remembered holds the reading that it was made by"


def test_sources_within_sources_count_for_both():
    sources = Sources()
    sources.add([1])
    made, made_of = sources.follow(lambda: sources.add([2]))
    assert (made, list(made_of.sources), list(sources.so_far().sources)) == (None, [2], [1, 2])
    sources.take_in(EVERYTHING)
    assert sources.so_far().sources is None


def test_what_could_not_be_made_was_learned_from_what_was_read():
    sources = Sources()

    def fail():
        sources.add([3])
        raise LookupError

    with pytest.raises(LookupError):
        sources.follow(fail)
    assert list(sources.so_far().sources) == [3]


def test_only_what_is_made_of_others_outlives_a_change():
    assert MadeOf([1, 2]).outlives(frozenset({3}))
    assert MadeOf([]).outlives(frozenset({3}))
    assert not MadeOf([1, 2]).outlives(frozenset({2, 3}))
    assert not MadeOf([1, 2]).outlives(None)
    assert not EVERYTHING.outlives(frozenset())
