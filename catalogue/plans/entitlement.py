"""Whether a person is likely to be entitled to a service: the rule of row A10. Blank answers never give "not"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.facts import Place, Service
from catalogue.plans.conditions import Verdict, judge
from catalogue.plans.pathway import Situation
from catalogue.read_models.entitlement import EntitlementOutcome


@dataclass(frozen=True, slots=True)
class Entitlement:
    """The outcome with its reasons, as ids of criteria in the order of the service."""

    outcome: EntitlementOutcome
    met: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    """What further answers would decide."""
    to_check: tuple[str, ...] = ()
    """What no answer can tell: the office looks at it."""
    questions: tuple[str, ...] = ()
    """The questions that decide what is open, `place` and `event-date` among them; none once it is decided."""


def judge_entitlement(service: Service, situation: Situation, places: Mapping[str, Place]) -> Entitlement:
    """Tell whether a person is likely to be entitled to a service, its place's variant merged in.

    One criterion that is certainly not met decides against it. A service without criteria is for everybody; one whose
    criteria no answer can tell is never called likely.
    """
    verdicts = {one.id: judge(one.when, situation, places) for one in service.criteria if one.when is not None}
    met = tuple(id for id, verdict in verdicts.items() if verdict.certain)
    unmet = tuple(id for id, verdict in verdicts.items() if not verdict.possible)
    undecided = {id: verdict for id, verdict in verdicts.items() if verdict.truth is None}
    return Entitlement(
        _outcome(service, met, unmet, undecided),
        met,
        unmet,
        tuple(undecided),
        tuple(one.id for one in service.criteria if one.when is None),
        () if unmet else tuple(dict.fromkeys(name for one in undecided.values() for name in one.depends_on)),
    )


def _outcome(
    service: Service, met: tuple[str, ...], unmet: tuple[str, ...], undecided: Mapping[str, Verdict]
) -> EntitlementOutcome:
    if unmet:
        return "not"
    if undecided or (service.criteria and not met):
        return "more_needed"
    return "likely"
