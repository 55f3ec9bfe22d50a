"""Questions that must lead to an object, tried against drafts before these are published: what breaks is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from catalogue.commands.parts import find_object
from catalogue.commands.staff import require_for
from catalogue.context import Catalogue, Reading, Work
from catalogue.errors import NotFound
from catalogue.facts import Kind
from catalogue.facts.words import QUESTIONS
from catalogue.models import FACTS, CatalogueObject, Edition, Event
from catalogue.previewing import PreviewCatalogue, Previewed
from catalogue.queries.search_documents import list_search_documents
from catalogue.rights import Action, Person
from catalogue.search.index import SearchIndex

Named = tuple[Kind, str]
Ask = Callable[[str, str], Named | None]
"""Given a language and a question: what the answer is about, or None where there is none."""

KINDS_TRIED = frozenset({Kind.SERVICE, Kind.LIFE_EVENT})


@dataclass(frozen=True, slots=True)
class Trial:
    """A question that led to the object before, and with the drafts does not."""

    language: str
    question: str
    before: Named
    after: Named | None


def list_broken(questions: Mapping[str, Iterable[str]], wanted: Named, before: Ask, after: Ask) -> tuple[Trial, ...]:
    """Return the questions that the drafts break. One that never led there is not the fault of the drafts."""
    broken = []
    for language, asked in questions.items():
        for question in asked:
            found = after(language, question)
            if found != wanted and before(language, question) == wanted:
                broken.append(Trial(language, question, wanted, found))
    return tuple(broken)


def list_questions(reading: Reading, kind: Kind, key: str) -> dict[str, tuple[str, ...]]:
    """Return the questions that must lead to an object, by language, as its live words have them."""
    rows = reading.session.execute(
        select(Edition.part, Edition.body)
        .join(CatalogueObject, CatalogueObject.id == Edition.object_id)
        .where(
            CatalogueObject.kind == kind,
            CatalogueObject.key == key,
            Edition.part != FACTS,
            Edition.live_at(reading.now),
        )
        .order_by(Edition.part)
    )
    asked = {part: tuple(body.get("sections", {}).get(QUESTIONS, ())) for part, body in rows}
    return {part: questions for part, questions in asked.items() if questions}


class _Drafted(PreviewCatalogue):
    """A preview whose search knows the drafts, too."""

    drafted_index: SearchIndex

    @property
    def search_index(self) -> SearchIndex:
        return self.drafted_index


def as_published(catalogue: Catalogue, by: str) -> PreviewCatalogue:
    """Return the catalogue as it is; what is asked of it is not counted as asked by citizens."""
    return PreviewCatalogue(catalogue, lambda: Previewed((), None, by))


def with_drafts(catalogue: Catalogue, kind: Kind, key: str, by: str) -> PreviewCatalogue:
    """Return the catalogue with the drafts of an object in force, except in the search."""
    return PreviewCatalogue(catalogue, lambda: _drafts_of(kind, key, by))


@contextmanager
def as_drafted(catalogue: Catalogue, kind: Kind, key: str, by: str) -> Iterator[PreviewCatalogue]:
    """Open the catalogue with the drafts of an object in force, in the search as well; the index is a copy.

    Raises `InvalidContent` where the drafts cannot be in force.
    """
    if catalogue.search_index.sequence is None:
        # Without an index nothing is found by free words, before as after.
        yield with_drafts(catalogue, kind, key, by)
        return
    drafted = _Drafted(catalogue, lambda: _drafts_of(kind, key, by))
    with TemporaryDirectory(prefix="onedoor-") as folder:
        copy = Path(folder) / "index"
        catalogue.search_index.copy(copy)
        drafted.drafted_index = SearchIndex(copy, catalogue.settings.search_engine)
        with drafted.reading("en") as reading:
            documents = list_search_documents(reading, reading.all_languages, [(kind, key)])
            sequence = drafted.drafted_index.sequence or 0
            drafted.drafted_index.update(documents, removed=[(kind, key)], sequence=sequence)
        yield drafted


def _drafts_of(kind: Kind, key: str, by: str) -> Previewed:
    return Previewed(((kind, key),), None, by)


def note_despite(
    work: Work, person: Person, kind: Kind, key: str, parts: Iterable[str], reason: str, broken: Iterable[Trial]
) -> None:
    """Write into the log why somebody publishes although questions do not lead to the object any more.

    Raises `NotAllowed`; `ValueError` without a reason; `NotFound`.
    """
    reason = reason.strip()
    if not reason:
        raise ValueError("what breaks questions is published for a reason")
    for part in parts:
        require_for(work, person, Action.PUBLISH, kind, key, part)
    target = find_object(work.session, kind, key)
    if target is None:
        raise NotFound(kind, key)
    questions = [[trial.language, trial.question] for trial in broken]
    details = {"reason": reason, "questions": questions}
    event = Event(at=work.now, actor=work.actor, action="published despite", object_id=target.id, details=details)
    work.session.add(event)
