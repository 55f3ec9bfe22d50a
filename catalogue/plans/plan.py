"""The plan: what one person in one situation must do, bring and pay, by when. A pure function; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from catalogue.facts.base import Duration
from catalogue.plans import code
from catalogue.plans.conditions import EVENT_DATE, PLACE
from catalogue.plans.deadlines import find_due
from catalogue.plans.documents import list_papers
from catalogue.plans.effort import measure, promised_time
from catalogue.plans.fees import list_charges
from catalogue.plans.pathway import Pathway, PathwayQuestion, Situation
from catalogue.plans.situation import is_sensitive, settle
from catalogue.plans.steps import Route, Step, find_route, title_of
from catalogue.plans.totals import add_up
from catalogue.plans.working_days import WorkingCalendar
from catalogue.read_models.plan import (
    Due,
    Plan,
    PlanChannel,
    PlanOption,
    PlanOutput,
    PlanQuestion,
    PlanStage,
    PlanStep,
)
from catalogue.read_models.text import Text


def plan(pathway: Pathway, situation: Situation) -> Plan:
    """Return the plan of one person for one life event.

    What the situation names and the pathway does not know is dropped and named in `dropped`. What an unanswered
    question decides is kept and says so; silence excludes nothing. Raises `InvalidContent` where the content has
    steps wait for each other in a ring.
    """
    known, dropped = settle(pathway, situation)
    calendar = WorkingCalendar.of(known.place or pathway.country, pathway.places)
    route = find_route(pathway, known)
    dues = {step.id: find_due(step, pathway, known, calendar) for step in route.steps}
    promised = {step.id: promised_time(step, pathway, known, calendar) for step in route.steps}
    papers = list_papers(route, pathway, dues, known.as_of, calendar)
    opens = {step: due.earliest for step, due in dues.items() if due and due.earliest}
    charges = list_charges(route.active, pathway, known, calendar)
    steps = _plan_steps(route, pathway, known, dues, promised, calendar)
    costs = add_up(charges, route.active)
    open_names = _open_names(
        [
            *(step.depends_on for step in steps),
            *(due.depends_on for due in dues.values() if due),
            *(channel.depends_on for step in steps for channel in step.channels),
            *(output.depends_on for step in steps for output in step.outputs),
            *(item.depends_on for item in (*papers.bring, *papers.not_bring)),
            *(item.depends_on for cost in costs for item in cost.items),
        ]
    )
    return Plan(
        life_event=pathway.id,
        title=pathway.wording.title,
        event=pathway.wording.text("event") or pathway.wording.title,
        sensitive=is_sensitive(pathway, known),
        language=pathway.language,
        place=known.place,
        place_title=pathway.place_titles.get(known.place) if known.place else None,
        event_date=known.event_date,
        as_of=known.as_of,
        answers=known.answers,
        questions=_questions(pathway, known, open_names),
        stages=_stages(pathway, steps),
        bring=papers.bring,
        not_bring=papers.not_bring,
        costs=costs,
        effort=measure(route, papers.needs, promised, opens, pathway.burden, known.as_of, calendar),
        ticks=known.ticks,
        dropped=(*dropped, *route.dropped),
        code=code.pack(_with_usable_channels(known, route), pathway),
        sequence=pathway.sequence,
    )


def _with_usable_channels(situation: Situation, route: Route) -> Situation:
    lost = {dropped.key for dropped in route.dropped}
    usable = {step: channel for step, channel in situation.channels.items() if f"{step}={channel}" not in lost}
    return replace(situation, channels=usable)


def _open_names(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in lists for name in names if name not in (PLACE, EVENT_DATE)))


def _questions(pathway: Pathway, situation: Situation, open_names: tuple[str, ...]) -> tuple[PlanQuestion, ...]:
    """Return the questions that make sense for the person: what the pathway asks, then what else decides something.

    A service may depend on a question that the life event forgot to ask; "depends on" must lead to an answer.
    """
    asked = [one.question for one in pathway.facts.questions if one.question not in situation.not_asked]
    names = dict.fromkeys((*asked, *open_names, *situation.answers))
    return tuple(
        _question(name, pathway.questions[name], situation.answers.get(name))
        for name in names
        if name in pathway.questions
    )


def _question(name: str, question: PathwayQuestion, answer: str | None) -> PlanQuestion:
    options = (
        PlanOption(option.id, question.wording.text(f"options.{option.id}") or question.wording.title)
        for option in question.facts.options
    )
    return PlanQuestion(
        id=name,
        text=question.wording.title,
        hint=question.wording.text("hint"),
        options=tuple(options),
        answer=answer,
    )


def _stages(pathway: Pathway, steps: tuple[PlanStep, ...]) -> tuple[PlanStage, ...]:
    """Return the stages that have steps for this person."""
    stages = (
        PlanStage(
            stage.id,
            pathway.wording.text(f"stages.{stage.id}") or Text(stage.id, pathway.language),
            tuple(step for step in steps if step.stage == stage.id),
        )
        for stage in pathway.facts.stages
    )
    return tuple(stage for stage in stages if stage.steps)


def _plan_steps(
    route: Route,
    pathway: Pathway,
    situation: Situation,
    dues: Mapping[str, Due | None],
    promised: Mapping[str, Duration | None],
    calendar: WorkingCalendar,
) -> tuple[PlanStep, ...]:
    numbers = {unit: number for number, unit in enumerate(dict.fromkeys(step.unit for step in route.steps), start=1)}
    return tuple(
        _plan_step(step, numbers[step.unit], route, pathway, situation, dues[step.id], promised[step.id], calendar)
        for step in route.steps
    )


def _plan_step(
    step: Step,
    number: int,
    route: Route,
    pathway: Pathway,
    situation: Situation,
    due: Due | None,
    processing: Duration | None,
    calendar: WorkingCalendar,
) -> PlanStep:
    facts, service = step.facts, step.service
    own_words = pathway.wording.text(f"steps.{facts.id}.text")
    applied = situation.applied.get(facts.id)
    return PlanStep(
        id=facts.id,
        number=number,
        stage=facts.stage,
        kind=facts.kind,
        group=facts.group,
        group_title=pathway.wording.text(f"groups.{facts.group}") if facts.group else None,
        title=title_of(step, pathway),
        text=own_words or (service.wording.text("summary") if service else None),
        service=facts.service if service else None,
        code=service.facts.code if service else None,
        address=facts.address,
        organisation=service.facts.organisation if service else None,
        organisation_title=service.organisation_title if service else None,
        channels=_channels(step),
        applies="yes" if step.verdict.certain else "depends",
        depends_on=step.verdict.depends_on,
        due=due,
        processing=processing,
        visits=step.visits,
        offices=service.offices if service else (),
        after=route.before[facts.id],
        outputs=_outputs(step, pathway),
        applied_on=applied,
        ready_by=_ready_by(applied, processing, calendar),
    )


def _ready_by(applied: date | None, processing: Duration | None, calendar: WorkingCalendar) -> date | None:
    return None if applied is None or processing is None else calendar.promised_day(applied, processing)


def _channels(step: Step) -> tuple[PlanChannel, ...]:
    return tuple(
        PlanChannel(
            id=way.channel.id,
            kind=way.channel.kind,
            title=step.service.wording.text(f"channels.{way.channel.id}.title"),
            visits=way.channel.visits_needed,
            chosen=way is step.way,
            depth=way.channel.depth,
            depends_on=way.verdict.depends_on,
        )
        for way in step.ways
    )


def _outputs(step: Step, pathway: Pathway) -> tuple[PlanOutput, ...]:
    outputs = []
    for output, verdict in step.outputs:
        document = pathway.documents.get(output.document) if output.document else None
        title = step.service.wording.text(f"outputs.{output.id}") or (document.title if document else None)
        outputs.append(
            PlanOutput(
                id=output.id,
                kind=output.kind,
                document=output.document,
                title=title or step.service.wording.title,
                valid_for=output.valid_for,
                collect_within=output.collect_within,
                renew_before=output.renew_before,
                applies="yes" if verdict.certain else "depends",
                depends_on=verdict.depends_on,
            )
        )
    return tuple(outputs)
