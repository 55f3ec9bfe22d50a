"""The shipped content is sound: the check is silent, loading twice changes nothing, export gives the files back."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from catalogue.commands.export_content import export_content
from catalogue.commands.import_content import import_content
from catalogue.facts import Kind
from catalogue.facts.office import OfficeKind
from catalogue.files.check import check
from catalogue.settings import PROJECT

NOT_EXPORTED = ("README.md", "glossary")
"""What lies among the content files and is not the catalogue's."""

WRITTEN_FOR = date(2026, 11, 21)
"""The day for which the content was written: reviews are due later."""


STUCK = re.compile(r"^(?:\d+\.|[-*]) .*\n(?!\d+\. |[-*] |\s|[a-z_.-]+:|---)(.+)", re.MULTILINE)
"""A line that follows a point of a list at once and is none itself, nor a field of the front matter."""


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.relative_to(folder).parts[0] not in NOT_EXPORTED
    }


def test_the_check_is_silent(shipped_content):
    problems = check(shipped_content, WRITTEN_FOR)
    assert [str(problem) for problem in problems] == []


def test_loading_again_changes_nothing(shipped, shipped_content):
    before = shipped.sequence()
    report = import_content(shipped, shipped_content)
    assert not report.changes
    assert shipped.sequence() == before


def test_export_gives_the_files_back_byte_for_byte(shipped, tmp_path):
    with shipped.reading("en") as reading:
        export_content(reading, tmp_path)
    assert files_of(tmp_path) == files_of(PROJECT / "content")


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        (Kind.LIFE_EVENT, 18),
        (Kind.SERVICE, 100),
        (Kind.DOCUMENT, 70),
        (Kind.ORGANISATION, 24),
        (Kind.OFFICE, 40),
        (Kind.TARGET_GROUP, 14),
        (Kind.TOPIC, 12),
        (Kind.LAW, 20),
    ],
)
def test_the_example_country_is_whole(shipped_content, kind, least):
    assert sum(1 for found, _ in shipped_content.objects if found == kind) >= least


def test_offices_are_of_every_sort(shipped_content):
    kinds = [entry.facts.kind for (kind, _), entry in shipped_content.objects.items() if kind == Kind.OFFICE]
    assert kinds.count(OfficeKind.KIOSK) >= 1
    assert kinds.count(OfficeKind.MOBILE) >= 2
    assert kinds.count(OfficeKind.CALL_CENTRE) >= 1


def test_every_service_is_known_by_other_names_in_every_language(shipped_content):
    nameless = [
        f"{key} ({language})"
        for (kind, key), entry in shipped_content.objects.items()
        if kind == Kind.SERVICE
        for language in shipped_content.pack.languages
        if language not in entry.words or len(entry.words[language].sections.get("aliases", ())) < 4
    ]
    assert nameless == []


def test_no_sentence_sticks_to_the_list_before_it(shipped_content):
    """Markdown takes a line right under a list for the last point's own."""
    stuck = [
        (file.name, line)
        for file in (PROJECT / "content").rglob("*.md")
        if file.name != "README.md"
        for line in STUCK.findall(file.read_text("utf-8"))
    ]
    assert stuck == []


def test_no_remark_on_a_paper_repeats_how_old_it_may_be(shipped_content):
    """The fact stands beside the remark already, on the page as in the chat."""
    repeated = [
        f"{key} ({language}): {name}"
        for (kind, key), entry in shipped_content.objects.items()
        if kind == Kind.SERVICE
        for language, words in entry.words.items()
        for name, text in words.sections.items()
        if name.startswith("requirements.") and f"{{age.{name.removeprefix('requirements.')}}}" in text
    ]
    assert repeated == []


def test_english_apostrophes_are_curly(shipped_content):
    """Other names and questions are as people type them."""
    straight = [
        f"{kind}/{key}: {name}"
        for (kind, key), entry in shipped_content.objects.items()
        if "en" in entry.words and kind not in (Kind.SYNONYMS, Kind.PIN)
        for name, text in entry.words["en"].sections.items()
        if isinstance(text, str) and re.search(r"\w'", text)
    ]
    assert straight == []
