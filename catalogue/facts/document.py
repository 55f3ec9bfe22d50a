"""Documents: kinds of paper that all services share, and what one service wants of them."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from catalogue.facts.base import Duration, Facts, Id, Part
from catalogue.facts.conditions import Condition
from catalogue.facts.money import Per


class Document(Facts):
    """A kind of paper. It is issued by a service of ours, by an organisation, or by someone else (words: `issuer`)."""

    note: str | None = None
    issued_by_service: Id | None = None
    issued_by_organisation: Id | None = None
    valid_for: Duration | None = None
    """How long the paper is good for; left out, it does not expire."""

    @model_validator(mode="after")
    def _one_issuer(self) -> Self:
        if self.issued_by_service and self.issued_by_organisation:
            raise ValueError("name the service or the organisation that issues it, not both")
        return self


class Form(StrEnum):
    """The form in which a paper is wanted."""

    ORIGINAL = "original"
    COPY = "copy"
    CERTIFIED_COPY = "certified-copy"


class Supplier(StrEnum):
    """Who brings a paper: the person, the state which has it already, or another body which sends it."""

    APPLICANT = "applicant"
    STATE = "state"
    OTHER = "other"


class Requirement(Part):
    """One service wants one document. Words: `requirements.<id>` may add a remark."""

    document: Id
    form: Form = Form.ORIGINAL
    number: int = Field(1, ge=1, le=20)
    per: Per = Per.APPLICATION
    kept: bool = False
    """Kept by the office; otherwise it is looked at and handed back."""
    not_older_than: Duration | None = None
    """Age of the paper at the date of the step."""
    translated: bool = False
    """A sworn translation is needed when the paper is in a foreign language."""
    legalised: bool = False
    """A foreign paper needs an apostille or legalisation."""
    supplied_by: Supplier = Supplier.APPLICANT
    supplier: Id | None = None
    """The organisation that sends it, when that is not the issuer of the document."""
    when: Condition | None = None
    sometimes: bool = False
    """Wanted only in a case that no question asks about; its remark in words then says which."""
    group: Id | None = None
    """Requirements of one group are alternatives: any one of them will do."""
    channels: tuple[Id, ...] = ()
    """Channels that want the paper; none named means all."""
