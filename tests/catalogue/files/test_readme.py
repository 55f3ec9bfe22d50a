"""content/README.md tells authors the truth: its example is sound, and it names every field and section."""

from pathlib import Path

from planted_content import AS_OF, README, Planted, example_files

from catalogue.facts import KINDS, Kind
from catalogue.facts.base import Facts
from catalogue.facts.variant import PART_LISTS
from catalogue.facts.words import PLACEHOLDER_KINDS
from catalogue.files.check import check
from catalogue.files.faults import field_names
from catalogue.files.format import format_folder
from catalogue.files.reader import read


def _written(folder: Path) -> Planted:
    planted = Planted(folder)
    for path, text in example_files().items():
        planted.write(path, text)
    return planted


def test_the_example_is_sound_and_in_canonical_form(tmp_path: Path) -> None:
    planted = _written(tmp_path)
    assert format_folder(planted.folder) == ("numbers.yaml",)
    assert check(read(planted.folder), AS_OF) == []


def test_the_example_has_every_kind_but_topics(tmp_path: Path) -> None:
    content = read(_written(tmp_path).folder)
    assert {kind for kind, _ in content.objects} == set(Kind) - {Kind.TOPIC}


def _types(model: type[Facts]) -> set[type[Facts]]:
    found, waiting = set(), [model]
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.add(model)
            waiting += [inner for field in model.model_fields.values() for inner in _facts_in(field.annotation)]
    return found


def _facts_in(annotation: object) -> list[type[Facts]]:
    if isinstance(annotation, type) and issubclass(annotation, Facts):
        return [annotation]
    return [inner for argument in getattr(annotation, "__args__", ()) for inner in _facts_in(argument)]


def test_every_field_of_every_noun_is_explained() -> None:
    text = README.read_text(encoding="utf-8")
    for row in KINDS.values():
        for model in _types(row.facts):
            missing = [name for name in field_names(model) if f"`{name}" not in text]
            assert missing == [], f"{model.__name__}: {missing}"


def test_every_placeholder_and_list_is_explained() -> None:
    text = README.read_text(encoding="utf-8")
    assert [name for name in PLACEHOLDER_KINDS if f"`{{{name}" not in text] == []
    assert [name for name in PART_LISTS if f"`{name}`" not in text] == []
