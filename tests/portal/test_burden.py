"""The public burden ranking: scores of plans by the published weights, and the same in the file."""

import csv
from dataclasses import replace

import pytest

from catalogue.plans.pathway import Situation
from catalogue.plans.plan import plan
from catalogue.queries.burden import list_burdens
from catalogue.queries.life_events import get_pathway
from catalogue.queries.shared import get_shared


def test_a_score_is_its_counts_times_the_published_weights(portal_catalogue):
    with portal_catalogue.reading("en") as reading:
        weights = get_shared(reading).pack.burden
        burdens = list_burdens(reading)
    assert burdens
    for one in burdens:
        counted = ("visit", "office", "organisation", "document", "day")
        by_hand = sum(getattr(weights, name) * getattr(one.middle, f"{name}s") for name in counted)
        assert one.middle.score == by_hand
        assert one.least <= one.middle.score <= one.most
    assert [one.middle.score for one in burdens] == sorted((one.middle.score for one in burdens), reverse=True)


def test_without_one_document_a_plan_is_lighter_by_its_weight(portal_catalogue):
    with portal_catalogue.reading("en") as reading:
        pathway = get_pathway(reading, "having-a-baby")
        situation = Situation(as_of=reading.today, answers={"married": "no"})
        before = plan(pathway, situation)
        if not before.effort.documents:
            pytest.fail("the plan wants no document, so nothing is tested")
        services = {
            key: replace(one, facts=one.facts.model_copy(update={"requirements": ()}))
            for key, one in pathway.services.items()
        }
        after = plan(replace(pathway, services=services), situation)
    lifted = pathway.burden.document * before.effort.documents
    assert after.effort.documents == 0
    assert before.effort.score - after.effort.score == lifted


def test_the_file_says_what_the_page_says(page, client):
    rows = page("public.burden").main.select("tbody tr")
    answer = client.get("/en/burden.csv")
    told = list(csv.DictReader(answer.get_data().decode("utf-8-sig").splitlines()))
    assert [float(row["score"]) for row in told] == [float(row.select("td")[1].get_text()) for row in rows]
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in answer.headers
