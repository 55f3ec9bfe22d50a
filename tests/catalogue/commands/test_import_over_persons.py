"""A load never overwrites what a person made: it leaves a draft, once, and says so."""

from __future__ import annotations

from dataclasses import replace

from content_builder import SERVICE_SECTIONS, changed, service, small_content
from reading_back import editions, lock_of, title

from catalogue.commands.import_content import import_content
from catalogue.commands.import_plan import Step
from catalogue.commands.publish import publish
from catalogue.commands.save_draft import save_draft
from catalogue.commands.withdraw import withdraw
from catalogue.facts import Kind

KEY = "register-birth"


def says(new_title):
    return {"sections": {**SERVICE_SECTIONS, "title": new_title}}


def edit(catalogue, new_title="A person's title"):
    lock = lock_of(catalogue)
    with catalogue.work("ada") as work:
        publish(work, Kind.SERVICE, KEY, "en", says(new_title), lock=lock)


def load(catalogue, title=None):
    report = import_content(catalogue, changed(small_content(), service(title=title)))
    return [change.step for change in report.changes if (change.key, change.part) == (KEY, "en")]


def test_files_that_did_not_change_leave_a_persons_edition_alone(catalogue):
    edit(catalogue)
    assert load(catalogue) == [Step.KEEP]
    assert title(catalogue) == "A person's title"
    assert len(editions(catalogue)) == 2


def test_a_file_that_changed_becomes_a_draft(catalogue):
    edit(catalogue)
    assert load(catalogue, "The file's title") == [Step.DRAFT]
    assert title(catalogue) == "A person's title"
    assert editions(catalogue)[2] == ("draft", "files", False)


def test_loading_the_same_file_again_leaves_no_second_draft(catalogue):
    edit(catalogue)
    load(catalogue, "The file's title")
    sequence = catalogue.sequence()
    assert load(catalogue, "The file's title") == [Step.KEEP]
    assert len(editions(catalogue)) == 3
    assert catalogue.sequence() == sequence


def test_a_file_that_changed_again_changes_the_draft(catalogue):
    edit(catalogue)
    load(catalogue, "The file's title")
    assert load(catalogue, "The file's newer title") == [Step.DRAFT]
    assert len(editions(catalogue)) == 3


def test_a_file_that_says_what_the_person_said_takes_its_draft_back(catalogue):
    edit(catalogue)
    load(catalogue, "The file's title")
    assert load(catalogue, "A person's title") == [Step.DROP]
    assert editions(catalogue)[2] == ("withdrawn", "files", False)


def test_a_draft_of_the_files_that_a_person_published_is_not_offered_again(catalogue):
    edit(catalogue)
    load(catalogue, "The file's title")
    lock = lock_of(catalogue)
    with catalogue.work("bob") as work:
        publish(work, Kind.SERVICE, KEY, "en", says("Both titles"), lock=lock)
    assert load(catalogue, "The file's title") == [Step.KEEP]
    assert title(catalogue) == "Both titles"


def test_a_draft_of_the_files_that_a_person_goes_on_with_is_not_offered_again(catalogue):
    edit(catalogue)
    load(catalogue, "The file's title")
    lock = lock_of(catalogue)
    with catalogue.work("bob") as work:
        save_draft(work, Kind.SERVICE, KEY, "en", says("Both titles"), lock=lock)
    assert load(catalogue, "The file's title") == [Step.KEEP]
    assert editions(catalogue)[-1] == ("draft", "bob", True)


def test_a_persons_open_draft_is_never_touched(catalogue):
    edit(catalogue)
    lock = lock_of(catalogue)
    with catalogue.work("bob") as work:
        save_draft(work, Kind.SERVICE, KEY, "en", says("Work in progress"), lock=lock)
    assert load(catalogue, "The file's title") == [Step.HELD]
    assert editions(catalogue)[-1] == ("draft", "bob", True)
    assert lock_of(catalogue) == "2/3.1"


def test_who_has_a_draft_open_learns_that_files_changed_the_part_beneath_it(catalogue):
    lock = lock_of(catalogue)
    with catalogue.work("bob") as work:
        lock = save_draft(work, Kind.SERVICE, KEY, "en", says("Work in progress"), lock=lock)
    assert load(catalogue, "The file's title") == [Step.CHANGE]
    assert title(catalogue) == "The file's title"
    assert lock_of(catalogue) != lock


def test_what_a_person_withdrew_does_not_come_back_by_itself(catalogue):
    with catalogue.work("ada") as work:
        withdraw(work, Kind.SERVICE, KEY)
    assert load(catalogue) == [Step.KEEP]
    assert load(catalogue, "The file's title") == [Step.DRAFT]
    assert editions(catalogue) == [("withdrawn", "files", False), ("draft", "files", False)]


def load_french(catalogue, title=None):
    report = import_content(catalogue, changed(small_content(), service(title=title)))
    return [change.step for change in report.changes if (change.key, change.part) == (KEY, "fr")]


def test_one_language_that_a_person_withdrew_does_not_come_back_by_itself(catalogue):
    with catalogue.work("ada") as work:
        withdraw(work, Kind.SERVICE, KEY, part="fr")
    assert load_french(catalogue) == [Step.KEEP]
    assert load_french(catalogue, "The file's title") == [Step.DRAFT]
    assert load_french(catalogue, "The file's title") == [Step.KEEP]
    assert editions(catalogue, part="fr") == [("withdrawn", "files", False), ("draft", "files", False)]


def test_one_language_that_went_with_its_file_comes_back_with_it(catalogue):
    entry = service()
    without_french = replace(entry, words={"en": entry.words["en"]})
    import_content(catalogue, changed(small_content(), without_french), withdraw_absent=True)
    assert load_french(catalogue) == [Step.ADD]


def test_a_language_that_a_person_withdrew_and_published_again_is_a_persons_edition(catalogue):
    with catalogue.work("ada") as work:
        withdraw(work, Kind.SERVICE, KEY, part="fr")
    lock = lock_of(catalogue, part="fr")
    with catalogue.work("ada") as work:
        publish(work, Kind.SERVICE, KEY, "fr", says("Une naissance"), lock=lock)
    assert load_french(catalogue, "The file's title") == [Step.DRAFT]
    assert title(catalogue, language="fr") == "Une naissance"
