"""What asks for care in the live catalogue: found once for each of its states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.care.laws import list_old_versions
from catalogue.care.overrides import list_stale_overrides
from catalogue.care.unused import list_unused
from catalogue.commands.export_content import get_content
from catalogue.facts import Kind
from catalogue.files.check import check
from catalogue.queries.link_checks import list_broken
from catalogue.read_models.care import CareList, Unsound

if TYPE_CHECKING:
    from catalogue.context import Reading
    from catalogue.files.content import Content


def get_care_list(reading: Reading) -> CareList:
    """Return everything that asks for care: changed laws, passed overrides, broken links, unused and unsound objects.

    Reviews that are overdue and translations that are not current are each editor's own work and are not told here.
    """
    found = reading.kept(("care", reading.today), lambda: _find(reading))
    return CareList(*found, broken=list_broken(reading))


def _find(reading: Reading) -> tuple:
    content = get_content(reading)
    return (
        list_old_versions(content),
        list_stale_overrides(content),
        list_unused(content),
        _list_unsound(content, reading),
    )


def _list_unsound(content: Content, reading: Reading) -> tuple[Unsound, ...]:
    """Return what the check of content files would say, but for what stands in a list of its own."""
    by_path: dict[str, tuple[Kind, str, str]] = {}
    for entry in content.list_entries():
        by_path[entry.facts_path] = (entry.kind, entry.key, "facts")
        # What is missing has a path, too.
        for language in {*entry.words, *reading.all_languages}:
            by_path[entry.words_path(language)] = (entry.kind, entry.key, language)
    told = [problem for problem in check(content, reading.today) if not problem.field.endswith(("review", "national"))]
    return tuple(
        Unsound(*by_path.get(problem.path, (None, problem.path, "")), problem.field, problem.problem, problem.remedy)
        for problem in told
    )
