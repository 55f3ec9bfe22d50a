"""Variants: each change fits the national service, and remembers the national value as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalogue.errors import Problem
from catalogue.facts import Kind, Service, Variant
from catalogue.facts.merge import CannotMerge, merge, part_type, stale_changes
from catalogue.files.check.references import unknown
from catalogue.files.content import Content, Entry
from catalogue.files.faults import list_problems
from catalogue.files.yaml_text import write_yaml


def find_problems(content: Content) -> Iterator[Problem]:
    """Yield variants without service or place, changes that do not fit, and stale national values."""
    for entry in content.list_entries(Kind.VARIANT):
        service_key, _, place = entry.key.partition("/")
        if not content.has(Kind.PLACE, place):
            yield Problem(entry.facts_path, "place", *unknown(Kind.PLACE, place, content))
        if not content.has(Kind.SERVICE, service_key):
            yield Problem(entry.facts_path, "service", *unknown(Kind.SERVICE, service_key, content))
        service = content.find_facts(Kind.SERVICE, service_key)
        if isinstance(service, Service) and isinstance(entry.facts, Variant):
            yield from _changes(entry, service, entry.facts)
            yield from _stale(entry, service, entry.facts)


def without_inherited(content: Content, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Leave out what a variant only inherits: a fault that the national part has word for word."""
    found = list(problems)
    national = {(problem.path, problem.field, problem.problem) for problem in found}
    parts = {
        (entry.facts_path, f"changes.{index}.with."): f"{'.'.join(change.part)}."
        for entry in content.list_entries(Kind.VARIANT)
        for index, change in enumerate(entry.facts.changes)
        if change.replace is not None
    }
    for problem in found:
        change, with_, rest = problem.field.partition(".with.")
        part = parts.get((problem.path, f"{change}{with_}"))
        service = f"{problem.path.partition('/places/')[0]}/service.yaml"
        if part is None or (service, part + rest, problem.problem) not in national:
            yield problem


def _changes(entry: Entry, service: Service, variant: Variant) -> Iterator[Problem]:
    merged = service
    for index, change in enumerate(variant.changes):
        try:
            merged, _ = merge(merged, variant.model_copy(update={"changes": (change,)}))
        except CannotMerge as error:
            field = f"changes.{index}"
            if error.fault is not None:
                name, _ = change.part
                yield from list_problems(entry.facts_path, part_type(name), change.fields, error.fault, f"{field}.with")
            elif error.problem == "exists":
                problem = f"The service has “{error.part}” already."
                yield Problem(entry.facts_path, f"{field}.with.id", problem, "Replace its fields, or take another id.")
            else:
                verb = "replace" if change.replace else "remove"
                name, _ = change.part
                known = ", ".join(part.id for part in getattr(merged, name)) or "none"
                problem = f"The service has no “{error.part}”."
                yield Problem(entry.facts_path, f"{field}.{verb}", problem, f"There are: {known}.")


def _stale(entry: Entry, service: Service, variant: Variant) -> Iterator[Problem]:
    for stale in stale_changes(service, variant):
        if stale.national is not None:
            now = write_yaml(stale.national).strip().replace("\n", "; ")
            problem = f"The national value of {stale.part} is not what the variant remembers."
            remedy = f"Look whether the change is still right, then write the value as it is now: {now}."
            yield Problem(entry.facts_path, f"changes.{stale.change}.national", problem, remedy)
