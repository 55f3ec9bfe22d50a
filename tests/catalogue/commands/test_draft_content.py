"""Content files taken over as drafts: nothing is published, rights are asked for each part, twice is the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from content_builder import small_content
from reading_back import live_body
from reviewing import ADA, KEY, a_person

from catalogue.commands.draft_content import NotTaken, draft_content, plan_content
from catalogue.commands.export_content import get_content
from catalogue.context import Work
from catalogue.errors import Conflict
from catalogue.facts import Kind
from catalogue.facts.words import Words
from catalogue.files.archive import read_archive, write_archive
from catalogue.files.content import Content
from catalogue.queries.drafts import get_editable
from catalogue.rights import Role

TOWN = a_person("eve", Role.EDITOR, organisation="town-hall")
RITA = a_person("rita", Role.TRANSLATOR, language="ru")
OWNER = a_person("olga", Role.OWNER)


def plan(catalogue, content, person=ADA):
    with catalogue.reading("en") as reading:
        return plan_content(Work(reading.session, person.mail, reading.now), person, content)


def take(catalogue, content, person=ADA, mark=None):
    mark = mark or plan(catalogue, content, person).mark
    with catalogue.work(person.mail) as work:
        return draft_content(work, person, content, mark)


def changed(title="Tell us of a birth", key=KEY, **more):
    content = small_content()
    entry = content.objects[Kind.SERVICE, KEY]
    words = entry.words["en"]
    said = Words({**words.sections, "title": title}, words.made_from, words.machine)
    new = replace(entry, key=key, words={**entry.words, "en": said}, **more)
    return replace(content, objects={**content.objects, (Kind.SERVICE, key): new})


def draft(catalogue, part="en", key=KEY):
    with catalogue.reading("en") as reading:
        return get_editable(reading, Kind.SERVICE, key, part)


def test_what_is_published_changes_nothing(catalogue):
    with catalogue.reading("en") as reading:
        content = read_archive(write_archive(get_content(reading)))
    said = plan(catalogue, content)
    assert (said.parts, said.left, said.problems) == ((), (), ())
    assert said.unchanged > 20


def test_it_becomes_a_draft_and_the_second_time_nothing(catalogue):
    before = live_body(catalogue, Kind.SERVICE, KEY, "en")
    content = changed()
    (one,) = plan(catalogue, content).parts
    assert (one.part, [each.path for each in one.differences]) == ("en", ["title"])
    take(catalogue, content)
    assert live_body(catalogue, Kind.SERVICE, KEY, "en") == before
    assert draft(catalogue).body["sections"]["title"] == "Tell us of a birth"
    assert draft(catalogue).authors == (ADA.mail,)
    again = plan(catalogue, content)
    assert (again.parts, again.left) == ((), ())


def test_a_new_object_comes_with_its_words(catalogue):
    content = small_content()
    entry = content.objects[Kind.SERVICE, KEY]
    facts = type(entry.facts).from_plain({**entry.facts.to_plain(), "code": "9876"})
    new = replace(entry, key="register-twins", facts=facts)
    take(catalogue, Content({(Kind.SERVICE, "register-twins"): new}))
    assert draft(catalogue, "facts", "register-twins").body["code"] == "9876"
    assert draft(catalogue, "en", "register-twins").body["sections"]
    assert draft(catalogue, "en", "register-twins").live is None


@pytest.mark.parametrize("person", [TOWN, RITA, OWNER])
def test_without_the_right_nothing_is_taken(catalogue, person):
    said = plan(catalogue, changed(), person)
    assert said.parts == ()
    assert [one.why for one in said.left] == [NotTaken.NOT_ALLOWED]
    take(catalogue, changed(), person)
    assert draft(catalogue).stage is None


def test_a_local_rule_of_no_service_is_left(catalogue):
    content = small_content()
    variant = next(content.list_entries(Kind.VARIANT))
    stray = replace(variant, key=f"no-service/{variant.key.partition('/')[2]}")
    said = plan(catalogue, Content({(Kind.VARIANT, stray.key): stray}))
    assert {one.why for one in said.left} == {NotTaken.NO_OBJECT}
    assert said.parts == ()


def test_the_draft_of_somebody_else_is_left(catalogue):
    bob = a_person("bob")
    take(catalogue, changed("Of Bob"), bob)
    said = plan(catalogue, changed("Of Ada"))
    assert [one.why for one in said.left] == [NotTaken.HELD]
    assert said.parts == ()
    (own,) = plan(catalogue, changed("Of Bob, again"), bob).parts
    assert own.differences[0].before == "Of Bob"


def test_nothing_is_taken_that_was_not_shown(catalogue):
    shown = plan(catalogue, changed("First")).mark
    take(catalogue, changed("Meanwhile"))
    with pytest.raises(Conflict):
        take(catalogue, changed("First"), mark=shown)
    assert draft(catalogue).body["sections"]["title"] == "Meanwhile"
