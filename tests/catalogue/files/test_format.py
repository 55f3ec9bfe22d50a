"""Formatting, numbering and stamping a content folder."""

from pathlib import Path

from planted_content import Planted

from catalogue.facts import Kind
from catalogue.facts.words import digest
from catalogue.files.format import format_folder, stamp
from catalogue.files.numbers import complete
from catalogue.files.reader import read

SERVICE = "services/register-birth/service.yaml"


def _files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_formatting_twice_changes_nothing(planted: Planted) -> None:
    planted.edit(SERVICE, "code: 2101\norganisation: civil-registry\n", "organisation: 'civil-registry'\ncode: 2101\n")
    planted.edit("services/register-birth/ar.md", "summary:", "summary:   ")
    assert set(format_folder(planted.folder)) == {"services/register-birth/ar.md", SERVICE}
    before = _files(planted.folder)
    assert format_folder(planted.folder) == ()
    assert _files(planted.folder) == before


def test_formatting_restores_the_canonical_bytes(planted: Planted) -> None:
    canonical = _files(planted.folder)
    planted.edit(SERVICE, "code: 2101\norganisation: civil-registry\n", "organisation: 'civil-registry'\ncode: 2101\n")
    planted.edit("offices/harbour-centre/office.yaml", "[monday, wednesday]", "\n  - monday\n  - wednesday")
    planted.edit("services/register-birth/ru.md", "---\n\n# who\n\nEither", "---\n# who\nEither")
    assert set(format_folder(planted.folder)) == {
        SERVICE,
        "offices/harbour-centre/office.yaml",
        "services/register-birth/ru.md",
    }
    assert _files(planted.folder) == canonical


def test_words_are_written_with_the_spaces_that_their_language_sets(planted: Planted) -> None:
    canonical = _files(planted.folder)
    path = "services/register-birth/fr.md"
    planted.edit(path, "title: ", "title: Qui ? ")
    planted.edit(path, "# who\n\n", "# who\n\nLa règle : 8:30, « {fee.late} » ; `a : b`.\n\n")
    assert format_folder(planted.folder) == (path,)
    written = _files(planted.folder)[path].decode()
    assert "title: Qui\u202f? " in written
    assert "\nLa règle\u00a0: 8:30, «\u00a0{fee.late}\u00a0»\u202f; `a : b`.\n" in written
    assert format_folder(planted.folder) == ()
    planted.edit("services/register-birth/en.md", "title: ", "title: Who ? ")
    assert format_folder(planted.folder) == ()
    assert canonical[path].decode().partition("made_from:")[2].partition("---")[0] in written


def test_a_file_with_faults_is_left_as_it_is(planted: Planted) -> None:
    planted.edit(SERVICE, "code: 2101", "code:   x")
    planted.edit("places/harbour/fr.md", "---\n", "---\nlost:\n  a: b\n")
    planted.edit("numbers.yaml", "  counter: 1\n", "  counter: one\n")
    before = _files(planted.folder)
    assert format_folder(planted.folder) == ()
    assert _files(planted.folder) == before


def test_new_things_get_the_next_number_and_old_ones_keep_theirs(planted: Planted) -> None:
    scope = "service/register-birth/channels"
    assert read(planted.folder).numbers[scope] == {"counter": 1, "letter": 2, "machine": 3}
    planted.edit(SERVICE, "channels:\n", "channels:\n- id: phone\n  kind: phone\n")
    planted.edit("services/register-birth/places/harbour.yaml", "id: machine", "id: desk")
    format_folder(planted.folder)
    assert read(planted.folder).numbers[scope] == {"counter": 1, "letter": 2, "machine": 3, "phone": 4, "desk": 5}


def test_a_number_is_never_given_again(planted: Planted) -> None:
    planted.edit("questions/married/question.yaml", "- id: no\n", "- id: widowed\n")
    format_folder(planted.folder)
    planted.edit("questions/married/question.yaml", "- id: widowed\n", "- id: divorced\n")
    format_folder(planted.folder)
    numbers = read(planted.folder).numbers["question/married/options"]
    assert numbers == {"yes": 1, "no": 2, "widowed": 3, "divorced": 4}


def test_the_ledger_names_the_scopes_that_plan_codes_need(planted: Planted) -> None:
    ledger = complete(read(planted.folder))
    assert {"life_event", "place", "question", "service"} <= set(ledger)
    assert ledger["life_event/having-a-baby/steps"] == {"hospital": 1, "register": 2, "acknowledge": 3}
    assert ledger["service/register-birth/fees"] == {"late": 1}


def test_stamping_marks_every_section_with_its_source_and_is_idempotent(planted: Planted) -> None:
    path = "services/register-birth/fr.md"
    planted.edit("services/register-birth/en.md", "Either parent", "Any parent")
    assert stamp(planted.folder, [path]) == ((path,), ())
    entry = read(planted.folder).objects[Kind.SERVICE, "register-birth"]
    source, words = entry.words["en"], entry.words["fr"]
    assert words.made_from == {key: digest(text) for key, text in source.sections.items()}
    assert stamp(planted.folder, [path]) == ((), ())


def test_stamping_one_section_leaves_the_others_outdated(planted: Planted) -> None:
    path = "services/register-birth/fr.md"
    planted.edit("services/register-birth/en.md", "Either parent", "Any parent")
    planted.edit("services/register-birth/en.md", "title: Register a birth", "title: Enter a birth")
    stamp(planted.folder, [path], ["title"])
    outdated = [fault.field for fault in planted.problems(settled=False) if fault.path == path]
    assert outdated == ["who"]


def test_only_sections_with_text_are_stamped(planted: Planted) -> None:
    path = "services/register-birth/fr.md"
    planted.edit(path, "summary: Have your newborn entered in the register and get the birth certificate.\n", "")
    stamp(planted.folder, [path])
    assert "summary" not in read(planted.folder).objects[Kind.SERVICE, "register-birth"].words["fr"].made_from


def test_what_is_no_translation_is_refused(planted: Planted) -> None:
    paths = ["services/register-birth/en.md", "services/register-birth/service.yaml", "nowhere/fr.md"]
    assert stamp(planted.folder, paths) == ((), tuple(paths))


def test_words_of_a_variant_are_stamped_too(planted: Planted) -> None:
    path = "services/register-birth/places/harbour.zh.md"
    planted.edit("services/register-birth/places/harbour.en.md", "from home", "at home")
    assert stamp(planted.folder, [path]) == ((path,), ())
