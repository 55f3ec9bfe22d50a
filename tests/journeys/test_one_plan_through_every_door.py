"""Journey: the plan of each oracle person is the same through the command, the address, the page and the calendar."""

from __future__ import annotations

import json
from datetime import date
from urllib.parse import urlencode

import pytest
import time_machine
from bs4 import BeautifulSoup
from click.testing import CliRunner
from icalendar import Calendar
from oracle_people import names_of_people, oracle_people
from shipped import TODAY

from catalogue.cli import main
from catalogue.languages import formats
from catalogue.settings import PROJECT
from portal import create_app
from portal.settings import Settings
from portal.translations import compile_all

ADDRESS = "https://services.example.org"


@pytest.fixture(scope="module")
def client(shipped, tmp_path_factory):
    compile_all(PROJECT / "translations")
    environment = {"ONEDOOR_HOME": str(tmp_path_factory.mktemp("home")), "ONEDOOR_PUBLIC_ADDRESS": ADDRESS}
    return create_app(Settings.from_environment(environment), shipped).test_client()


def parameters(situation: dict) -> str:
    given = {
        "place": situation.get("place"),
        "event-date": situation.get("event_date"),
        "as-of": situation["as_of"],
        **situation.get("answers", {}),
        **{f"channel.{step}": channel for step, channel in situation.get("channels", {}).items()},
    }
    return urlencode({name: value for name, value in given.items() if value})


def by_command(shipped, life_event: str, situation: dict) -> dict:
    arguments = ["plan", life_event, "--language", "en", "--as-of", situation["as_of"], "--json"]
    if situation.get("place"):
        arguments += ["--place", situation["place"]]
    if situation.get("event_date"):
        arguments += ["--event-date", situation["event_date"]]
    for question, option in situation.get("answers", {}).items():
        arguments += ["--answer", f"{question}={option}"]
    for step, channel in situation.get("channels", {}).items():
        arguments += ["--channel", f"{step}={channel}"]
    environment = {
        "ONEDOOR_HOME": str(shipped.settings.home),
        "ONEDOOR_DATABASE_URL": shipped.settings.database_url,
        "ONEDOOR_PUBLIC_ADDRESS": ADDRESS,
    }
    with time_machine.travel(TODAY):
        run = CliRunner().invoke(main, arguments, env=environment, catch_exceptions=False)
    assert run.exit_code == 0, run.output
    return json.loads(run.stdout)


@pytest.mark.long
@pytest.mark.parametrize(("life_event", "person"), oracle_people(), ids=names_of_people())
def test_one_plan_through_every_door(shipped, client, life_event, person):
    situation = person["situation"]
    path = f"/en/life-events/{life_event}/plan"
    query = parameters(situation)
    told = client.get(f"{path}.json?{query}").get_json()
    assert told == by_command(shipped, life_event, situation)

    page = BeautifulSoup(client.get(f"{path}?{query}").get_data(as_text=True), "html5lib")
    shown = [step["id"].removeprefix("step-") for step in page.select("[id^=step-]") if "title" not in step["id"]]
    assert [step["id"] for step in told["steps"]] == [one for one in shown if one in {s["id"] for s in told["steps"]}]
    for step in told["steps"]:
        text = page.select_one(f"#step-{step['id']}").get_text(" ", strip=True)
        assert step["title"] in text
        if step["due"] and step["due"]["date"]:
            assert formats.long_date(date.fromisoformat(step["due"]["date"]), "en") in text
    listed = {link["href"].split("?")[0].rpartition("/")[2] for link in page.select(".bring .checklist .paper-title a")}
    assert listed == {item["document"] for item in told["bring"]}

    answer = client.get(f"{path}.ics?{query}")
    if answer.status_code == 200:
        calendar = Calendar.from_ical(answer.get_data())
        days = sorted(event.decoded("dtstart") for event in calendar.walk("VEVENT"))
        dated = [step["due"]["date"] for step in told["steps"] if step["due"] and step["due"]["date"]]
        assert {date.fromisoformat(day) for day in dated} <= set(days)
