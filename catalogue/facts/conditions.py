"""The closed language of conditions: who a part applies to. Data to choose from, never code to run.

Evaluation, which is three-valued, lives in `catalogue.plans.conditions`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Self

from pydantic import Field, PlainSerializer, field_validator, model_validator

from catalogue.facts.base import Facts, Id

Options = Annotated[
    tuple[Id, ...], PlainSerializer(lambda options: options[0] if len(options) == 1 else list(options), return_type=Any)
]
"""Options of one question; a single one is written without a list."""


class Condition(Facts):
    """One test, or a combination of tests. Exactly one of the fields is set.

    - `is: {question: option}` or `is: {question: [option, option]}` – the answer is (one of) these; several
      questions in one `is` must all hold;
    - `within: place` – the person lives in this place or in a place inside it;
    - `before: date`, `after: date` – the life event falls before, or after, this day (the day itself is neither);
    - `all`, `any`, `not` combine.
    """

    all: tuple[Condition, ...] | None = Field(None, min_length=1)
    any: tuple[Condition, ...] | None = Field(None, min_length=1)
    not_: Condition | None = Field(None, alias="not")
    is_: dict[Id, Options] | None = Field(None, alias="is", min_length=1)
    within: Id | None = None
    before: date | None = None
    after: date | None = None

    @field_validator("is_", mode="before")
    @classmethod
    def _accept_a_single_option(cls, value: Any) -> Any:
        if isinstance(value, dict):
            return {
                question: (options,) if isinstance(options, str) else options for question, options in value.items()
            }
        return value

    @model_validator(mode="after")
    def _exactly_one_test(self) -> Self:
        given = self.model_fields_set
        if len(given) != 1 or getattr(self, next(iter(given))) is None:
            raise ValueError("a condition holds exactly one of: all, any, not, is, within, before, after")
        return self

    def walk(self) -> Iterator[Condition]:
        """Yield this condition and every condition inside it, outermost first."""
        yield self
        inner = (self.all or ()) + (self.any or ()) + ((self.not_,) if self.not_ else ())
        for condition in inner:
            yield from condition.walk()

    def questions(self) -> frozenset[str]:
        """Return the ids of all questions that this condition asks."""
        return frozenset(question for part in self.walk() for question in part.is_ or ())
