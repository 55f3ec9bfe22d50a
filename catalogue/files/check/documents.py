"""Documents: nobody needs a paper to get that same paper, and no step comes in a stage before the one it waits for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from catalogue.errors import Problem
from catalogue.facts import Condition, Document, Kind, LifeEvent, Service
from catalogue.facts.document import Requirement, Supplier
from catalogue.facts.life_event import LifeEventStep
from catalogue.files.check.reach import Reach
from catalogue.files.content import Content, Entry

_REMEDY = "Make one requirement conditional or one of several alternatives, or name another issuer."


def find_problems(content: Content) -> Iterator[Problem]:
    """Yield documents whose issuer does not give them out, cycles with their path, and steps in too early a stage."""
    services = {
        entry.key: entry.facts for entry in content.list_entries(Kind.SERVICE) if isinstance(entry.facts, Service)
    }
    yield from _issuers(content, services)
    yield from _cycles_of_services(content, services)
    for entry in content.list_entries(Kind.LIFE_EVENT):
        yield from _cycles_of_steps(content, entry, services)
        yield from _steps_too_early(content, entry, services)


def _issuers(content: Content, services: Mapping[str, Service]) -> Iterator[Problem]:
    for entry in content.list_entries(Kind.DOCUMENT):
        issuer = entry.facts.issued_by_service if isinstance(entry.facts, Document) else None
        if issuer in services and entry.key not in _given(services[issuer]):
            problem = f"The service “{issuer}” does not give it out."
            yield Problem(entry.facts_path, "issued_by_service", problem, "Add it to the outputs of that service.")
    for entry in content.list_entries(Kind.SERVICE):
        for output in entry.facts.outputs:
            field = f"outputs.{output.id}"
            if output.kind == "document" and output.document is None:
                yield Problem(entry.facts_path, field, "It names no document.", "Add `document`, or another `kind`.")
            if output.kind == "payment" and not output.amounts:
                remedy = "Add `amounts`; write `unknown: true` where it is not known."
                yield Problem(entry.facts_path, field, "The payment has no amount.", remedy)


def _given(service: Service) -> frozenset[str]:
    return frozenset(output.document for output in service.outputs if output.document)


def _needed(service: Service) -> Iterator[tuple[Requirement, ...]]:
    """Yield what a person must bring, each time as the alternatives; a paper the service itself gives is a renewal."""
    own = _given(service)
    groups: dict[str, list[Requirement]] = {}
    for requirement in service.requirements:
        groups.setdefault(requirement.group or f"={requirement.id}", []).append(requirement)
    for alternatives in groups.values():
        if all(item.supplied_by is Supplier.APPLICANT and item.document not in own for item in alternatives):
            yield tuple(alternatives)


def _cycles_of_services(content: Content, services: Mapping[str, Service]) -> Iterator[Problem]:
    """Find papers that nobody can ever get first: the least set of what can be had, then the way round the rest."""
    issuers: dict[str, list[str]] = {}
    for key, service in services.items():
        for document in _given(service):
            issuers.setdefault(document, []).append(key)
    for step in (step for entry in content.list_entries(Kind.LIFE_EVENT) for step in entry.facts.steps):
        for document in step.gives:
            issuers.setdefault(document, []).append("")  # an act outside the catalogue, which needs nothing
    had, blocked = {""}, dict(services)
    while blocked:
        free = [key for key, service in blocked.items() if _blocking(service, issuers, had) is None]
        if not free:
            break
        had.update(free)
        for key in free:
            del blocked[key]
    told: set[str] = set()
    for start in sorted(blocked):
        path, key = [], start
        while key not in path and key not in told:
            path.append(key)
            document = _blocking(blocked[key], issuers, had) or ""
            key = min(issuers[document])
        if key not in told:
            circle = path[path.index(key) :]
            yield _cycle_problem(services[circle[0]], circle, [_blocking(blocked[at], issuers, had) for at in circle])
        told.update(path)


def _blocking(service: Service, issuers: Mapping[str, list[str]], had: set[str]) -> str | None:
    for alternatives in _needed(service):
        if any(item.when is not None for item in alternatives):
            continue  # somebody does not need it and can be first
        documents = [item.document for item in alternatives]
        if all(document in issuers and had.isdisjoint(issuers[document]) for document in documents):
            return documents[0]
    return None


def _cycle_problem(service: Service, circle: list[str], documents: Iterable[str | None]) -> Problem:
    way = " → ".join(f"{key} needs {document} from" for key, document in zip(circle, documents, strict=True))
    path = f"services/{circle[0]}/service.yaml"
    return Problem(path, "requirements", f"The documents go round in a circle: {way} {circle[0]}.", _REMEDY)


Edge = tuple[str, str, str | None, tuple[Condition, ...]]
"""A step, a step that must come before it, the paper that makes it so, and the conditions under which it is so."""


def list_edges(event: LifeEvent, services: Mapping[str, Service]) -> Iterator[Edge]:
    """Yield which step of a life event waits for which: by its `after`, or for a paper that the other gives."""
    for step in event.steps:
        for before in step.after:
            yield step.id, before, None, ()
        service = services.get(step.service or "")
        for alternatives in _needed(service) if service else ():
            if len(alternatives) > 1:
                continue
            for other in event.steps:
                if other is not step:
                    yield from _feeding(step, other, alternatives[0], services)


def _feeding(
    step: LifeEventStep, other: LifeEventStep, wanted: Requirement, services: Mapping[str, Service]
) -> Iterator[Edge]:
    if wanted.document in other.gives:
        yield step.id, other.id, wanted.document, tuple(filter(None, (wanted.when,)))
    given = services.get(other.service or "")
    for output in given.outputs if given else ():
        if output.document == wanted.document:
            yield step.id, other.id, wanted.document, tuple(filter(None, (wanted.when, output.when)))


def _cycles_of_steps(content: Content, entry: Entry, services: Mapping[str, Service]) -> Iterator[Problem]:
    event = entry.facts
    reach = Reach(content, event)
    whens = {step.id: tuple(filter(None, (step.when,))) for step in event.steps}
    after: dict[str, dict[str, tuple[Condition, ...]]] = {}
    for step, before, _, conditions in list_edges(event, services):
        after.setdefault(step, {}).setdefault(before, conditions)
    told: set[frozenset[str]] = set()

    def follow(path: list[str], conditions: tuple[Condition, ...]) -> Iterator[list[str]]:
        for before, extra in after.get(path[-1], {}).items():
            met = conditions + extra + whens.get(before, ())
            if not reach.can_hold(met):
                continue
            if before == path[0]:
                yield path
            elif before > path[0] and before not in path:
                yield from follow([*path, before], met)

    for start in sorted(whens):
        for path in follow([start], whens[start]):
            if frozenset(path) not in told:
                told.add(frozenset(path))
                way = " after ".join([*path, path[0]])
                yield Problem(entry.facts_path, f"steps.{path[0]}", f"The steps go round in a circle: {way}.", _REMEDY)


def _steps_too_early(content: Content, entry: Entry, services: Mapping[str, Service]) -> Iterator[Problem]:
    """Find steps in a stage before that of a step they wait for: stages come in their order, whatever waits.

    A paper that another step gives in time makes nobody wait for the step that gives it later.
    """
    event = entry.facts
    reach = Reach(content, event)
    stages = [stage.id for stage in event.stages]
    position = {step.id: stages.index(step.stage) for step in event.steps if step.stage in stages}
    whens = {step.id: tuple(filter(None, (step.when,))) for step in event.steps}
    edges = [edge for edge in list_edges(event, services) if edge[0] in position and edge[1] in position]
    in_time = {
        (step, document) for step, before, document, _ in edges if document and position[before] <= position[step]
    }
    told: set[tuple[str, str]] = set()
    for step, before, document, conditions in edges:
        early = position[step] < position[before] and (step, document) not in in_time
        if early and (step, before) not in told and reach.can_hold((*whens[step], *whens[before], *conditions)):
            told.add((step, before))
            problem = f"It waits for “{before}”, which comes in a later stage."
            remedy = f"Move it to the stage of “{before}” or a later one, or “{before}” to an earlier one."
            yield Problem(entry.facts_path, f"steps.{step}.stage", problem, remedy)
