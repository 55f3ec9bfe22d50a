"""A service: one thing a public body does for a person."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from catalogue.facts.base import Address, CurrencyCode, Duration, Facts, Id, Mail, Offset, Part, Phone
from catalogue.facts.conditions import Condition
from catalogue.facts.document import Requirement
from catalogue.facts.money import Fee, LawReference, Per, Period, Waiver

ServiceCode = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{3,5}$")]
"""The short number that people say on the phone: four to six digits, the same in every language."""


class ChannelKind(StrEnum):
    """Ways to do a service."""

    ONLINE = "online"
    OFFICE = "office"
    PHONE = "phone"
    POST = "post"
    MOBILE = "mobile"
    CONSULATE = "consulate"
    AGENT = "agent"


class Depth(StrEnum):
    """How far one gets through a channel or at an office."""

    INFORMATION = "information"
    PARTIAL = "partial"
    COMPLETE = "complete"


PRESENCE = frozenset({ChannelKind.OFFICE, ChannelKind.MOBILE, ChannelKind.CONSULATE, ChannelKind.AGENT})
"""The kinds of channel to which a person goes in person."""


class Channel(Part):
    """One way to do one service. Words: `channels.<id>` tells how, `channels.<id>.title` may name it."""

    kind: ChannelKind
    depth: Depth = Depth.COMPLETE
    address: Address | None = None
    phone: Phone | None = None
    mail: Mail | None = None
    post: tuple[str, ...] = ()
    """The lines of a postal address, as they stand on an envelope."""
    languages: tuple[str, ...] = ()
    """Languages in which the channel can be used, where they are fewer than the portal's."""
    operator: Id | None = None
    """The organisation that runs it, when that is another than the service's own (row C10)."""
    visits: int | None = Field(None, ge=0, le=9)
    """Times one must appear in person; left out, once where the kind of channel needs presence."""
    appointment: bool = False
    when: Condition | None = None

    @property
    def visits_needed(self) -> int:
        """Return how many times one must appear in person."""
        if self.visits is not None:
            return self.visits
        return 1 if self.kind in PRESENCE else 0


class Time(Part):
    """How long the service takes, counted from the application. Words: `times.<id>` may add a remark."""

    usual: Duration
    maximum: Duration | None = None
    """The time after which one may complain; left out, the usual time is the promise."""
    channels: tuple[Id, ...] = ()
    when: Condition | None = None
    law: LawReference | None = None

    @property
    def promised(self) -> Duration:
        """Return the longest time that is promised."""
        return self.maximum or self.usual


class Deadline(Part):
    """Until when something must be done, and from when it can be.

    Words: `deadlines.<id>` states the rule, with `{deadline}` for the span; `deadlines.<id>.late` what follows
    from being late.
    """

    until: Offset | None = None
    not_before: Offset | None = None
    when: Condition | None = None
    law: LawReference | None = None


class ServiceStep(Part):
    """Something the person does within the service. Words: `steps.<id>`."""

    channels: tuple[Id, ...] = ()
    when: Condition | None = None


class SpecialCase(Part):
    """A special case that people ask about. Words: `exceptions.<id>.title` and `exceptions.<id>`."""

    when: Condition | None = None


class Criterion(Part):
    """Something that must be true of a person who is entitled. Words: `criteria.<id>`."""

    when: Condition | None = None
    """Left out, the criterion cannot be told from answers and stays "to be checked"."""


class Output(Part):
    """What one gets: a document, a payment or a right. Words: `outputs.<id>` names it, if it is no document."""

    kind: Literal["document", "payment", "right"] = "document"
    document: Id | None = None
    number: int = Field(1, ge=1, le=20)
    """How many originals of the document are handed over."""
    amounts: tuple[Period, ...] = ()
    currency: CurrencyCode | None = None
    per: Per = Per.APPLICATION
    valid_for: Duration | None = None
    collect_within: Duration | None = None
    renew_before: Duration | None = None
    """How long before the end of its validity to ask for the next one."""
    when: Condition | None = None


class FileReference(Part):
    """A form or leaflet. Words: `files.<id>` names it."""

    address: Address
    type: Literal["pdf", "docx", "odt", "html"]
    bytes: int = Field(gt=0)
    pages: int | None = Field(None, gt=0)
    language: str


class Care(Facts):
    """Who keeps an object right and when it was last checked. Saving is not checking."""

    owner: Mail | None = None
    checked: date | None = None
    checked_by: Id | None = None
    """The organisation whose staff checked it."""
    review: date | None = None
    """The day by which the next check is due."""


class Service(Care):
    """The national facts of one service; a place's variant may change single parts."""

    note: str | None = None
    code: ServiceCode
    sensitive: bool = False
    """Whether nobody else should come across that one read about it, whatever life event led there (row B7)."""
    organisation: Id
    place: Id | None = None
    """Where the service exists; left out, in the whole country."""
    target_groups: tuple[Id, ...] = ()
    topics: tuple[Id, ...] = ()
    related: tuple[Id, ...] = ()
    laws: tuple[LawReference, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    channels: tuple[Channel, ...] = Field(min_length=1)
    requirements: tuple[Requirement, ...] = ()
    fees: tuple[Fee, ...] = ()
    """No fee at all means free of charge."""
    waivers: tuple[Waiver, ...] = ()
    times: tuple[Time, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    steps: tuple[ServiceStep, ...] = ()
    exceptions: tuple[SpecialCase, ...] = ()
    outputs: tuple[Output, ...] = ()
    files: tuple[FileReference, ...] = ()
