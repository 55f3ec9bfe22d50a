"""What staff do about a report: say how it stands and why, and let readers know what was changed."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select

from catalogue.commands.reports.about import get_day
from catalogue.context import Work, get_country
from catalogue.errors import NotAllowed, NotFound, WrongState
from catalogue.facts import Kind
from catalogue.models import CatalogueObject, ChangeNote, Event, Report
from catalogue.queries.subjects import get_subject
from catalogue.reporting import (
    FEWEST,
    NEED_A_REASON,
    OF_OFFICES,
    OPEN,
    ReportKind,
    ReportState,
    may_handle,
    may_move,
)
from catalogue.rights import Action, Person, Subject, require

PART = "report"
"""What errors call the part of an object that a report is."""


def settle_report(work: Work, person: Person, number: int, state: ReportState, reason: str = "") -> None:
    """Say how a report stands now. An irrelevant one leaves all figures.

    Raises `NotFound` for a report that is not there or not to be seen, `NotAllowed`, `WrongState` for a move that there
    is not, and `ValueError` where the reason is missing.
    """
    report = _get_report(work, person, number)
    if not may_move(ReportState(report.state), state):
        raise WrongState(report.object_kind, report.object_key, PART, report.state)
    if state in NEED_A_REASON and not reason.strip():
        raise ValueError("a reason is needed")
    closed_on = None if state in OPEN else get_day(work)
    before, report.state = report.state, state.value
    report.reason, report.closed_on = reason.strip(), closed_on
    _log(work, report, f"report {state.value}", was=before)


def publish_change(work: Work, person: Person, number: int, texts: Mapping[str, tuple[str, str]]) -> None:
    """Show on the object's page what readers said and what was changed, by language; the source language is needed.

    It is words for everybody, so only who may publish the object lets them out. Raises `WrongState` unless the report
    is fixed and has no note yet, `ValueError` for texts that are not whole, and what `settle_report` raises.
    """
    report = _get_report(work, person, number)
    require(
        person, Action.PUBLISH, get_subject(work.session, Kind(report.object_kind), report.object_key, now=work.now)
    )
    if report.state != ReportState.FIXED or report.change is not None:
        raise WrongState(report.object_kind, report.object_key, PART, report.state)
    whole = {
        language: {"said": said.strip(), "changed": changed.strip()}
        for language, (said, changed) in texts.items()
        if said.strip() and changed.strip()
    }
    if get_country(work.session, work.now).source_language not in whole:
        raise ValueError("what was said and changed is needed in the source language")
    note = ChangeNote(
        object_kind=report.object_kind,
        object_key=report.object_key,
        published_at=work.now,
        day=get_day(work),
        texts=whole,
    )
    work.session.add(note)
    work.session.flush()
    report.change = note.id
    # What readers keep is thrown away only at a new sequence number.
    work.take_sequence()
    _log(work, report, "change told", note=note.id)


def _get_report(work: Work, person: Person, number: int) -> Report:
    """Return a report that somebody may deal with, locked until the work ends."""
    if work.actor != person.mail:
        raise ValueError("the work was opened in the name of somebody else")
    report = work.session.scalars(select(Report).where(Report.id == number).with_for_update()).one_or_none()
    if report is None or not _is_open_to_editors(work, report):
        raise NotFound(PART, str(number))
    kind = Kind(report.object_kind)

    def subject_of(part: str | None) -> Subject:
        return get_subject(work.session, kind, report.object_key, part, now=work.now)

    if not may_handle(person, kind, subject_of, report.language):
        raise NotAllowed(Action.EDIT.value)
    return report


def _is_open_to_editors(work: Work, report: Report) -> bool:
    if ReportKind(report.kind) not in OF_OFFICES:
        return True
    alike = select(func.count()).where(Report.office == report.office)
    return (work.session.scalar(alike) or 0) >= FEWEST


def _log(work: Work, report: Report, action: str, **details: object) -> None:
    target = select(CatalogueObject.id).where(
        CatalogueObject.kind == report.object_kind, CatalogueObject.key == report.object_key
    )
    # Neither the text nor the reason, which may quote it: they are forgotten in time, the log is not.
    said = {"report": report.id, **details}
    work.session.add(
        Event(at=work.now, actor=work.actor, action=action, object_id=work.session.scalar(target), details=said)
    )
