"""The JSON API does what its OpenAPI description says, and no more."""

from collections.abc import Iterator

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import load_all_checks
from served import serving

from explorer.openapi import openapi
from graph import LocalMap, plan_path
from graph.exchange.plan_json import plan_json

schema = schemathesis.openapi.from_dict(openapi("http://127.0.0.1"))
load_all_checks()


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.fixture(scope="module")
def http(served: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served, timeout=60) as client:
        yield client


@schema.parametrize()
@settings(
    max_examples=30, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_every_request_is_answered_as_described(case: schemathesis.Case, served: str) -> None:
    case.call_and_validate(base_url=served)


def test_the_description_is_served_under_the_address_asked(http: httpx.Client, served: str) -> None:
    described = http.get("/api/openapi.json").json()
    assert described == openapi(served)


def test_a_path_is_the_plan_of_the_library(http: httpx.Client, bundled: LocalMap) -> None:
    answer = http.get(
        "/api/path", params={"target": "svm", "know": ["scalars-and-vectors", "derivatives"], "hours_per_week": 5}
    )
    plan = plan_path(bundled, "svm", known=["scalars-and-vectors", "derivatives"], hours_per_week=5)
    assert answer.json() == plan_json(plan)


def test_next_steps_are_all_learnable_now(http: httpx.Client, bundled: LocalMap) -> None:
    answer = http.get("/api/next", params={"target": "softmax", "limit": 3}).json()
    assert len(answer["next"]) == min(3, answer["total"])
    for step in answer["next"]:
        assert [e for e in bundled.prerequisites([step["id"]]) if e.strength == "required" and not e.choice] == []


def test_a_node_goes_by_any_name_and_has_its_reasons(http: httpx.Client) -> None:
    node = http.get("/api/node/ソフトマックス関数").json()
    assert (node["id"], node["iri"]) == ("softmax", "https://w3id.org/learning-map/id/softmax")
    assert all(edge["because"]["ja"] for edge in node["prerequisites"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/path", 400),
        ("/api/path?target=no-such-thing-at-all", 404),
        ("/api/path?target=softmax&hours_per_week=0", 400),
        ("/api/path?target=softmax&hours_per_week=nan", 400),
        ("/api/path?" + "&".join(["target=softmax"] * 201), 400),
        ("/api/search", 400),
        ("/api/search?q=x&lang=fr", 400),
        ("/api/search?q=x&limit=0", 400),
        ("/api/search?q=x&limit=1e1", 400),
        ("/api/search?q=x&q=y", 400),
        ("/api/next?limit=99999", 400),
        ("/api/node/no-such-thing-at-all", 404),
    ],
)
def test_errors_are_json_in_both_languages(http: httpx.Client, path: str, status: int) -> None:
    answer = http.get(path)
    assert answer.status_code == status
    said = answer.json()["error"]
    assert said["ja"] != said["en"]


def test_answers_have_tags(http: httpx.Client) -> None:
    tag = http.get("/api/node/softmax").headers["etag"]
    assert http.get("/api/node/softmax", headers={"if-none-match": tag}).status_code == 304
