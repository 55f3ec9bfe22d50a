"""Life events: every step and question can be reached, every question is worth asking, every deadline is one."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.errors import Problem
from catalogue.facts import Condition, Kind, LifeEvent, Question, Service
from catalogue.files.check.reach import Reach
from catalogue.files.check.references import unknown
from catalogue.files.check.walking import list_seen, walk
from catalogue.files.content import Content, Entry


def find_problems(content: Content) -> Iterator[Problem]:
    """Yield steps and questions that nobody reaches, questions that decide nothing, and stages without steps."""
    services: dict[str, set[str]] = {}
    for seen in list_seen(content, Kind.SERVICE, Kind.VARIANT):
        asked = {key for _, part in walk(seen.facts) if isinstance(part, Condition) for key in part.questions()}
        services.setdefault(seen.entry.key.partition("/")[0], set()).update(asked)
    for entry in content.list_entries(Kind.LIFE_EVENT):
        if isinstance(entry.facts, LifeEvent):
            yield from _reached(content, entry, entry.facts)
            yield from _worth_asking(entry, entry.facts, services)
            yield from _stages(entry, entry.facts)
            yield from _examples(content, entry, entry.facts)
    yield from _deadlines(content)
    yield from _services_without_way(content)


def _reached(content: Content, entry: Entry, event: LifeEvent) -> Iterator[Problem]:
    reach, alone = Reach(content, event), Reach(content)
    asked = {item.question for item in event.questions}
    conditions = [(f"questions.{index}", "question", item.when) for index, item in enumerate(event.questions)]
    conditions += [(f"steps.{step.id}", "step", step.when) for step in event.steps]
    for field, noun, when in conditions:
        if when is None:
            continue
        for key in sorted(when.questions() - asked):
            if content.has(Kind.QUESTION, key):
                problem = f"It depends on the question “{key}”, which the life event does not ask."
                yield Problem(entry.facts_path, f"{field}.when", problem, "Add it to `questions`.")
        if noun == "question" and event.questions[int(field.split(".")[1])].question in when.questions():
            problem = "Nobody reaches this question: it depends on its own answer."
            yield Problem(entry.facts_path, f"{field}.when", problem, "Take it out of its own condition.")
        elif alone.can_hold([when]) and not reach.can_hold([when]):
            problem = f"Nobody reaches this {noun}: what it depends on is asked only when it cannot be so."
            yield Problem(entry.facts_path, f"{field}.when", problem, f"Correct the conditions, or remove the {noun}.")
    for index, item in enumerate(event.questions):
        if [other.question for other in event.questions].index(item.question) != index:
            problem = f"The question “{item.question}” is asked twice."
            yield Problem(entry.facts_path, f"questions.{index}", problem, "Keep one of them.")


def _worth_asking(entry: Entry, event: LifeEvent, services: dict[str, set[str]]) -> Iterator[Problem]:
    used = {key for _, part in walk(event) if isinstance(part, Condition) for key in part.questions()}
    for step in event.steps:
        used |= services.get(step.service or "", set())
    for index, item in enumerate(event.questions):
        if item.question not in used:
            problem = f"Nothing depends on the question “{item.question}”."
            yield Problem(entry.facts_path, f"questions.{index}", problem, "Do not ask it, or use it in a condition.")


def _stages(entry: Entry, event: LifeEvent) -> Iterator[Problem]:
    used = {step.stage for step in event.steps}
    for stage in event.stages:
        if stage.id not in used:
            yield Problem(entry.facts_path, f"stages.{stage.id}", "The stage has no step.", "Remove it, or add a step.")
    for step in event.steps:
        if (step.kind == "or") != (step.group is not None):
            remedy = "Steps of kind `or` name the `group` of their alternatives, others name none."
            yield Problem(entry.facts_path, f"steps.{step.id}", "Kind and group do not fit.", remedy)


def _examples(content: Content, entry: Entry, event: LifeEvent) -> Iterator[Problem]:
    """Yield answers that nobody can give. One to a question that is asked no more does no harm."""
    for person in event.examples:
        field, answered = f"examples.{person.id}.answers", [answer.partition("=")[0] for answer in person.answers]
        for key in sorted({key for key in answered if answered.count(key) > 1}):
            yield Problem(entry.facts_path, field, f"“{key}” is answered twice.", "Keep one answer.")
        for question, _, option in (answer.partition("=") for answer in person.answers):
            known = content.find_facts(Kind.QUESTION, question)
            if not content.has(Kind.QUESTION, question):
                yield Problem(entry.facts_path, field, *unknown(Kind.QUESTION, question, content))
            elif isinstance(known, Question) and option not in [one.id for one in known.options]:
                remedy = f"There are: {', '.join(one.id for one in known.options)}."
                yield Problem(entry.facts_path, field, f"“{question}” has no option “{option}”.", remedy)


def _deadlines(content: Content) -> Iterator[Problem]:
    for seen in list_seen(content, Kind.SERVICE, Kind.VARIANT, Kind.LIFE_EVENT):
        for path, part in seen.list_parts():
            if type(part).__name__ == "Deadline" and part.until is None and part.not_before is None:
                remedy = "Add `until`, `not_before` or both, as “10 working-days after event”."
                yield seen.problem(path, "The deadline says neither until when nor from when.", remedy)


def _services_without_way(content: Content) -> Iterator[Problem]:
    reached = {step.service for entry in content.list_entries(Kind.LIFE_EVENT) for step in entry.facts.steps}
    for entry in content.list_entries(Kind.SERVICE):
        if isinstance(entry.facts, Service) and entry.key not in reached and not entry.facts.target_groups:
            problem = "The service is in no life event and has no target group: nobody comes upon it."
            yield Problem(entry.facts_path, "target_groups", problem, "Add a target group, or a step of a life event.")
