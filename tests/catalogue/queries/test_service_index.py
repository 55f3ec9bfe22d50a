"""The service index of the live catalogue: equal to SQL written by hand, the same each time, in few queries."""

from fractions import Fraction

from counted import rate
from sqlalchemy import text

from catalogue.queries.experience import Experience
from catalogue.queries.service_index import get_service_index

COUNTED_BY_HAND = """
    SELECT
      25.0 * (
          (json_extract(words.body, '$.sections.who') IS NOT NULL)
        + (json_extract(words.body, '$.sections.next') IS NOT NULL)
        + (json_array_length(facts.body, '$.outputs') > 0)
        + (json_extract(facts.body, '$.fees[0].law') IS NOT NULL)
        + (json_extract(words.body, '$.sections."channels.counter"') IS NOT NULL
           AND json_extract(words.body, '$.sections."channels.web"') IS NOT NULL)
      ) / 5
      + 20.0 * ((SELECT count(DISTINCT json_extract(value, '$.kind')) FROM json_each(facts.body, '$.channels')
                 WHERE json_extract(value, '$.kind') IN ('online', 'office')) / 2.0)
      + 15.0 * (json_extract(facts.body, '$.times') IS NOT NULL)
      + 10.0 * (SELECT count(DISTINCT json_extract(value, '$.kind')) FROM json_each(facts.body, '$.channels')) / 3
      + 15.0 * (json_extract(facts.body, '$.checked') IS NOT NULL)
             * (CASE WHEN json_extract(facts.body, '$.review') IS NULL THEN 0.5 ELSE 1 END)
    FROM objects
    JOIN editions facts ON facts.object_id = objects.id AND facts.part = 'facts' AND facts.state = 'published'
    JOIN editions words ON words.object_id = objects.id AND words.part = 'en' AND words.state = 'published'
    WHERE objects.kind = 'service' AND objects.key = 'register-birth'
"""


def index_of(catalogue, **asked):
    with catalogue.reading("en") as reading:
        return get_service_index(reading, **asked)


def test_points_equal_sql_written_by_hand(catalogue):
    [service] = index_of(catalogue).services
    points = {name: earned for name, earned, _ in service.parts}
    if catalogue.engine.dialect.name == "sqlite":
        with catalogue.engine.connect() as connection:
            by_hand = connection.execute(text(COUNTED_BY_HAND)).scalar_one()
        assert abs(service.tenths / 10 - by_hand - points["languages"] / 10) <= 0.15
    assert (service.rank, service.organisation) == (1, "registry")


def test_the_same_data_have_the_same_index_and_are_measured_once(catalogue, count_queries):
    first = index_of(catalogue)
    with count_queries(catalogue.engine) as queries:
        assert index_of(catalogue) == first
    assert queries.count <= 3


def test_what_people_experienced_joins_as_numbers(catalogue):
    plain = index_of(catalogue)
    content = index_of(catalogue, experiences={"register-birth": Experience(Fraction(1), Fraction(1, 2))})
    assert content.services[0].tenths > plain.services[0].tenths
    assert content.services[0].parts[-2:] == (("feedback", 200, 20), ("answers", 50, 10))


def test_what_was_told_up_to_yesterday_counts_by_itself(catalogue, clock):
    rate(catalogue, 9, 3)
    assert index_of(catalogue).services[0].parts[-1][0] == "checks"
    clock.move(days=1)
    assert index_of(catalogue).services[0].parts[-1] == ("feedback", 150, 20)
