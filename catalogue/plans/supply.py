"""Which papers the person need not bring: the state has them, another body sends them, an earlier step gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from catalogue.facts.document import Form, Supplier
from catalogue.plans.conditions import Verdict, follows, requirements_of
from catalogue.plans.pathway import Pathway
from catalogue.plans.steps import Gift, Route, Step, Want, title_of
from catalogue.read_models.text import Text


@dataclass(frozen=True)
class Need:
    """One paper that one step wants, or several of which any one will do."""

    step: Step
    wants: tuple[Want, ...]

    @property
    def group(self) -> str | None:
        """Return the id of the alternatives, or None where one paper is wanted."""
        return self.wants[0].requirement.group

    @property
    def documents(self) -> frozenset[str]:
        """Return the papers of which any one will do."""
        return frozenset(want.requirement.document for want in self.wants)


@dataclass(frozen=True)
class Supply:
    """A way in which a need is met without the person bringing anything. `verdict` holds given that there is a need."""

    document: str
    why: Literal["state_has", "other_supplies", "earlier_step"]
    source: Text | None
    verdict: Verdict
    by_choice: bool = False
    """Only some of several alternative steps give the paper, so the need is met if the person chooses one of them."""
    step: str | None = None
    """The earlier step that hands the paper over."""
    originals: int = 0
    """How many originals that step hands over; of alternative steps only the first says so."""
    meets: bool = True
    """The paper itself is wanted. Of a copy, an earlier step supplies but the source: somebody must still make it."""


@dataclass(frozen=True)
class OpenNeed:
    """A need that nobody meets for the person, or perhaps nobody, or that takes from what an earlier step gives."""

    need: Need
    wants: tuple[Want, ...]
    """Of these any one will do."""
    verdict: Verdict
    """That the step applies, and that nobody else meets the need."""
    by_choice: bool = False
    """An earlier step that the person may choose among alternatives meets it."""
    sources: tuple[tuple[str, str], ...] = ()
    """Papers that an earlier step certainly hands over, each with that step."""
    given: int = 0
    """How many originals earlier steps certainly hand over, where an original is wanted."""

    @property
    def documents(self) -> frozenset[str]:
        """Return the papers of which any one will do."""
        return frozenset(want.requirement.document for want in self.wants)


def list_needs(steps: Iterable[Step]) -> Iterator[Need]:
    """Yield what steps want, alternatives together, in the order of the steps and of their papers."""
    for step in steps:
        groups: dict[str, list[Want]] = {}
        for want in step.wants:
            group = want.requirement.group
            groups.setdefault(f"group/{group}" if group else want.requirement.id, []).append(want)
        for wants in groups.values():
            yield Need(step, tuple(wants))


def list_supplies(need: Need, route: Route, pathway: Pathway) -> tuple[Supply, ...]:
    """Return every way in which a need is, or may be, met without the person."""
    return (*_sent(need, pathway), *_from_earlier_steps(need, route, pathway))


def _sent(need: Need, pathway: Pathway) -> Iterator[Supply]:
    for want in need.wants:
        requirement = want.requirement
        if requirement.supplied_by is Supplier.APPLICANT:
            continue
        why = "state_has" if requirement.supplied_by is Supplier.STATE else "other_supplies"
        document = pathway.documents.get(requirement.document)
        issuer = document.issuer if document else None
        source = pathway.organisations.get(requirement.supplier or "", issuer)
        # A single paper is needed only where its own condition holds, and then it is sent.
        verdict = want.verdict if need.group else Verdict()
        yield Supply(requirement.document, why, source, verdict)


def _from_earlier_steps(need: Need, route: Route, pathway: Pathway) -> Iterator[Supply]:
    wanted = {want.requirement.document for want in _to_bring(need)}
    originals = {want.requirement.document for want in _to_bring(need) if want.requirement.form is Form.ORIGINAL}
    if not wanted & route.given:
        return
    for alternatives in _earlier_units(need.step, route):
        gifts = {step.id: [gift for gift in step.gives if gift.document in wanted] for step in alternatives}
        givers = tuple(step for step in alternatives if gifts[step.id])
        if not givers:
            continue
        verdict = _verdict_of(givers, gifts, need)
        # By another alternative the person would come without the paper; then the list of what to bring keeps it.
        # A step that is said to come after one of the alternatives is done by nobody who chose another.
        by_choice = len(givers) < len(alternatives) and not any(step.id in need.step.facts.after for step in givers)
        number = min(max(gift.number for gift in gifts[step.id]) for step in givers)
        for step in givers:
            title = title_of(step, pathway)
            for paper in dict.fromkeys(gift.document for gift in gifts[step.id]):
                handed = number if step is givers[0] else 0
                yield Supply(paper, "earlier_step", title, verdict, by_choice, step.id, handed, paper in originals)


def _to_bring(need: Need) -> tuple[Want, ...]:
    return tuple(want for want in need.wants if want.requirement.supplied_by is Supplier.APPLICANT)


def _earlier_units(needy: Step, route: Route) -> Iterator[tuple[Step, ...]]:
    """Yield the steps before this one that the person will have done, alternatives together."""
    units: dict[str, list[Step]] = {}
    for step in route.steps:
        if step.id == needy.id:
            break
        # What one may leave out is no source to rely on, unless it is done or under way.
        relied_on = step.tick in ("done", "waiting") or (step.active and not step.is_optional)
        if step.unit != needy.unit and relied_on:
            units.setdefault(step.unit, []).append(step)
    yield from (tuple(steps) for steps in units.values())


def _verdict_of(alternatives: tuple[Step, ...], gifts: Mapping[str, list[Gift]], need: Need) -> Verdict:
    own = () if need.group else requirements_of(need.wants[0].requirement.when)
    given = (*need.step.tests, *own)
    does_one = Verdict(False)
    gives_each = Verdict()
    for step in alternatives:
        # Where the need presupposes the very conditions of the giver, the giver is sure whenever there is a need.
        applies = Verdict() if step.tick == "done" or follows(step.facts.when, given) else step.verdict
        does_one |= applies
        gives_one = Verdict(False)
        for gift in gifts[step.id]:
            gives_one |= Verdict() if gift.output and follows(gift.output.when, given) else gift.verdict
        gives_each &= gives_one
    return does_one & gives_each


def still_open(need: Need, supplies: tuple[Supply, ...]) -> OpenNeed | None:
    """Return what is left of a need for the person, or None where it is certainly met.

    An earlier step supplies the source: whoever wants a copy still wants it, of the paper that the step hands over.
    Where an original is wanted of one paper that earlier steps certainly give, `given` tells how many they give:
    whether these are enough shows only beside all other steps that want the paper.
    """
    relied_on = tuple(supply for supply in supplies if not supply.by_choice)
    met, sourced = _any_of(supply for supply in relied_on if supply.meets), _any_of(relied_on)
    wants = _to_bring(need)
    if met.certain:
        from_steps = all(supply.step for supply in relied_on if supply.meets)
        papers = {supply.document for supply in relied_on if supply.meets}
        taken = tuple(
            want for want in wants if want.requirement.document in papers and want.requirement.form is Form.ORIGINAL
        )
        if not from_steps or len(papers) > 1:
            return None
        return OpenNeed(need, taken, need.step.verdict, sources=_sources(relied_on), given=_given(relied_on))
    if not wants:
        return None
    if sourced.certain:
        # Of several papers that will do, the person has this one on the way and need not look for another.
        papers = {supply.document for supply in relied_on}
        wants = tuple(want for want in wants if want.requirement.document in papers) or wants
    unmet = Verdict(None, met.depends_on) if met.truth is None else Verdict()
    by_choice = not sourced.certain and any(supply.by_choice for supply in supplies)
    return OpenNeed(need, wants, need.step.verdict & unmet, by_choice, _sources(relied_on))


def _any_of(supplies: Iterable[Supply]) -> Verdict:
    verdict = Verdict(False)
    for supply in supplies:
        verdict |= supply.verdict
    return verdict


def _sources(supplies: Iterable[Supply]) -> tuple[tuple[str, str], ...]:
    sure: dict[str, str] = {}
    for supply in supplies:
        if supply.step and supply.verdict.certain:
            sure.setdefault(supply.document, supply.step)
    return tuple(sure.items())


def _given(supplies: Iterable[Supply]) -> int:
    """Return how many originals are sure to be there: all that sure steps give, else the least of what may be given."""
    handing = [supply for supply in supplies if supply.originals and supply.meets]
    sure = sum(supply.originals for supply in handing if supply.verdict.certain)
    return sure or min(supply.originals for supply in handing)
