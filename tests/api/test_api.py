"""The API takes the same steps as the pages, through the same gates."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cast import Cast
from django.test import Client
from story import Story

from fengqiao.api.models import Token
from fengqiao.cases.models import Record


class Caller:
    """A client with a key."""

    def __init__(self, person: Any, *scopes: str) -> None:
        key = Token.new_key()
        Token.objects.create(
            person=person, name="t", digest=Token.digest_of(key), scopes=list(scopes), created_at="2026-11-09T00:00Z"
        )
        self.client = Client(headers={"authorization": f"Bearer {key}"})

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/v1{path}")

    def post(self, path: str, body: dict[str, Any], **headers: str) -> Any:
        return self.client.post(f"/api/v1{path}", json.dumps(body), content_type="application/json", headers=headers)


@pytest.fixture
def story(cast: Cast) -> Story:
    return Story(cast)


def test_a_clerk_takes_a_step_by_key(cast: Cast, story: Story) -> None:
    caller = Caller(cast.luo, "cases:read", "cases:act")
    seen = caller.get(f"/cases/{story.case.pk}").json()
    assert [step["name"] for step in seen["steps"] if not step["why_not"]][:1] == ["accept"]
    answer = caller.post(f"/cases/{story.case.pk}/steps/accept", {"revision": seen["revision"]})
    assert (answer.status_code, answer.json()["state"]) == (200, "accepted")


def test_an_old_revision_is_answered_409_and_nothing_is_done(cast: Cast, story: Story) -> None:
    answer = Caller(cast.luo, "cases:act").post(f"/cases/{story.case.pk}/steps/accept", {"revision": 0})
    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert Record.objects.count() == 1


def test_the_same_idempotency_key_acts_once(cast: Cast, story: Story) -> None:
    caller = Caller(cast.luo, "cases:act")
    body, key = {"revision": story.case.revision}, {"Idempotency-Key": "k1"}
    first = caller.post(f"/cases/{story.case.pk}/steps/accept", body, **key)
    again = caller.post(f"/cases/{story.case.pk}/steps/accept", body, **key)
    assert (first.json(), again.status_code) == (again.json(), 200)
    assert caller.post(f"/cases/{story.case.pk}/steps/accept", {"revision": 9}, **key).status_code == 422


def test_a_stranger_and_a_wrong_id_get_the_same_404(cast: Cast, story: Story) -> None:
    caller = Caller(cast.stranger, "cases:read")
    foreign = caller.get(f"/cases/{story.case.pk}")
    unknown = caller.get("/cases/00000000-0000-4000-8000-000000000000")
    assert (foreign.status_code, foreign.content) == (404, unknown.content)
    assert caller.get("/cases").json() == {"items": [], "next": None}


def test_a_key_acts_within_its_scopes_only(cast: Cast, story: Story) -> None:
    caller = Caller(cast.luo, "cases:read")
    assert caller.post(f"/cases/{story.case.pk}/steps/accept", {"revision": 1}).status_code == 401
    assert Client().get("/api/v1/cases").status_code == 401


def test_the_schema_is_readable_without_login(client: Client) -> None:
    schema = client.get("/api/v1/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    assert "/api/v1/cases/{case_id}/steps/{name}" in schema["paths"]
