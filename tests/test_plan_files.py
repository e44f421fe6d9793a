"""A plan as files of the path page: the same address, in every form."""

import csv
import io
import json
import zipfile
from datetime import date
from urllib.parse import urlencode

import pytest
from icalendar import Calendar
from starlette.applications import Starlette
from starlette.testclient import TestClient

from explorer import shared
from explorer.address import to_pairs
from explorer.plan_choices import PlanChoices
from explorer.plan_files import FILES, plan_routes
from explorer.state import Selection
from graph import LocalMap, plan_path
from graph.store import Location

CHOSEN = Selection(
    targets=("scaled-dot-product-attention",),
    known=("matrix-multiplication",),
    skipped=("matrix-addition-and-transpose",),
    hours_per_week=5,
    choices=PlanChoices(start=date(2027, 1, 4)),
)


@pytest.fixture(scope="module")
def http() -> TestClient:
    shared.use(Location())
    return TestClient(Starlette(routes=plan_routes()))


def asked(ending: str, selection: Selection = CHOSEN) -> str:
    return f"/api/plan{ending}?{urlencode(to_pairs(selection))}"


@pytest.mark.parametrize("ending", FILES)
def test_every_form_has_its_media_type_and_a_name_with_its_ending(http: TestClient, ending: str) -> None:
    answer = http.get(asked(ending))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == FILES[ending].media_type
    assert answer.headers["content-disposition"].endswith(f"learnmap-scaled-dot-product-attention{ending}")
    assert answer.content


def test_all_forms_hold_the_plan_that_the_address_asks_for(http: TestClient, bundled: LocalMap) -> None:
    plan = plan_path(bundled, CHOSEN.targets, known=CHOSEN.known)
    ids = list(plan.positions)
    assert [step["id"] for step in http.get(asked(".json")).json()["steps"]] == ids
    assert [row["id"] for row in csv.DictReader(io.StringIO(http.get(asked(".csv")).text))] == ids
    assert http.get(asked(".md")).text.count("- [ ]") == len(ids)
    assert zipfile.is_zipfile(io.BytesIO(http.get(asked(".apkg")).content))
    assert all(step.node.label.en in http.get(asked(".html")).text for step in plan.steps)


def test_the_calendar_begins_on_the_chosen_day_and_has_an_event_a_week(http: TestClient) -> None:
    calendar = Calendar.from_ical(http.get(asked(".ics")).content)
    starts = [event["dtstart"].dt for event in calendar.walk("VEVENT")]
    hours = http.get(asked(".json")).json()["hours"]
    assert starts[0] == date(2027, 1, 4)
    assert len(starts) == -(-hours // 5)


def test_a_budget_shortens_the_file_and_an_emphasis_lengthens_it(http: TestClient) -> None:
    def hours(**choices: object) -> float:
        selection = Selection(targets=("deep-residual-learning",), choices=PlanChoices(**choices))  # type: ignore[arg-type]
        return float(json.loads(http.get(asked(".json", selection)).content)["hours"])

    assert hours(budget=20.0) <= 20 < hours() < hours(emphasis="practice")
    # What an emphasis adds is dropped before what is required.
    assert hours(budget=hours() + 0.5, emphasis="practice") == hours()


def test_an_address_without_a_target_is_refused_in_both_languages(http: TestClient) -> None:
    answer = http.get("/api/plan.ics")
    assert answer.status_code == 400
    assert set(answer.json()["error"]) == {"en", "ja"}
