"""The day of the answer: the page of a service and the plan promise the same one."""

from __future__ import annotations

from datetime import date

import pytest
from content_builder import changed, entry, service, small_content
from page import Pages

from catalogue.commands.import_content import import_content
from catalogue.facts import Kind
from catalogue.languages.formats import long_date
from catalogue.plans.pathway import Situation
from catalogue.plans.plan import plan
from catalogue.queries.life_events import get_pathway


@pytest.mark.parametrize("promised", ["2 months", "4 weeks", "10 working-days"])
def test_the_page_and_the_plan_promise_the_same_day(catalogue, build_app, promised):
    facts = service()
    plain = facts.facts.to_plain()
    plain["times"] = [{"id": "usual", "usual": "1 days", "maximum": promised}]
    import_content(catalogue, changed(small_content(), entry(Kind.SERVICE, "register-birth", plain)))
    applied = date(2026, 9, 12)
    with catalogue.reading("en", as_of=date(2026, 11, 26)) as reading:
        made = plan(
            get_pathway(reading, "having-a-baby"),
            Situation(as_of=reading.as_of, applied={"register": applied}, ticks={"register": "waiting"}),
        )
    (answer,) = [step.ready_by for step in made.steps if step.id == "register"]
    pages = Pages(build_app(catalogue))
    address = pages.address("public.service", query=[("applied", str(applied))], id="register-birth")
    assert long_date(answer, "en") in pages.client.get(address).get_data(as_text=True)
