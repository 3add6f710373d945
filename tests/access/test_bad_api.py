"""Every operation that acts over the API, asked by a client that sends anything: an answer in words, never a fault."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from access.browsers import Browsers, undone
from access.forms import Value, raw
from access.hostile import STORED
from access.journeys import more_steps
from access.things import Scenes
from access.town import KEYS, Scene
from fengqiao.cases.steps import PROCEDURES
from fengqiao.people.models import Person

CHINESE = re.compile(r"[\u4e00-\u9fff]{4}")
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
JSON: dict[str, Any] = {
    "null": None,
    "yes": True,
    "number": 7,
    "fraction": 0.001,
    "negative": -1,
    "power": 10**300,
    "list": ["a", None, {"b": []}],
    "object": {"a": {"b": "c"}},
    "empty list": [],
    "empty object": {},
}
DEEP = "[" * 900 + "]" * 900
BODIES: dict[str, bytes] = {
    "empty": b"",
    "no JSON": b"revision=1",
    "cut off": b'{"revision": 1, "data": {"note": "a',
    "no object": b"[1, 2]",
    "a word": b'"revision"',
    "null": b"null",
    "no letters": b'{"revision": 1, "data": {"note": "\xff\xfe"}}',
    "another encoding": '{"revision": 1, "data": {}}'.encode("utf-16"),
    "lone surrogate": rb'{"revision": 1, "data": {"note": "\ud800"}}',
    "lone surrogate as a name": rb'{"revision": 1, "data": {"\udfff": "x"}}',
    "not a number": b'{"revision": NaN, "data": {"note": NaN}}',
    "infinite": b'{"revision": 1, "data": {"note": Infinity, "other": -Infinity}}',
    "too many digits": b'{"revision": 1' + b"0" * 5000 + b', "data": {}}',
    "many digits": b'{"revision": 99999999999999999999, "data": {}}',
    "deep": f'{{"revision": 1, "data": {{"note": {DEEP}}}}}'.encode(),
    "deeper": b"[" * 200_000,
    "deep objects": b'{"revision": 1, "data": ' + b'{"a":' * 900 + b"1" + b"}" * 901,
    "twice": b'{"revision": 1, "revision": "x", "data": {}, "data": []}',
    "revision is a word": b'{"revision": "one", "data": {}}',
    "revision is a list": b'{"revision": [1], "data": {}}',
    "revision is missing": b'{"data": {}}',
    "data are a list": b'{"revision": 1, "data": ["note"]}',
    "data are a word": b'{"revision": 1, "data": "note"}',
    "too large": b'{"revision": 1, "data": {"note": "' + b"a" * 6_000_000 + b'"}}',
}
NEVER_KEPT = {
    "lone surrogate",
    "lone surrogate as a name",
    "not a number",
    "infinite",
    "deep",
    "deeper",
    "deep objects",
}
"""Refused before anything looks at the case: none of it could be stored or sent."""
KINDS = ("application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "x", "")


@pytest.mark.parametrize("named", BODIES)
def test_a_body_that_cannot_be_read_gets_words(named: str, scenes: Scenes) -> None:
    scene = scenes["course"]
    for kind in KINDS:
        for headers in ({}, {"Idempotency-Key": "a" * 300}):
            answer = _post(Client(), _path(scene, "withdraw"), BODIES[named], kind, {**_key("actor"), **headers})
            assert _fault(answer) == "", f"{named} as {kind!r}: {_fault(answer)}"
            assert answer.status_code in ({400} if named in NEVER_KEPT else {400, 409, 413, 422})


@pytest.mark.parametrize("key", ["", "Bearer", "Bearer ", "Bearer é", "Bearer \x00", "Basic x", "Bearer " + "x" * 9000])
def test_a_key_that_is_none_gets_words(key: str, scenes: Scenes) -> None:
    body = b'{"revision": 1, "data": {}}'
    answer = _post(Client(), _path(scenes["course"], "withdraw"), body, KINDS[0], {"Authorization": key})
    assert answer.status_code == 401
    assert _fault(answer) == ""


def test_no_field_of_a_step_breaks(scenes: Scenes, browsers: Browsers) -> None:
    faults, asked = [], 0
    for scene, thing in more_steps(scenes.values()):
        step = PROCEDURES[scene.case.procedure].steps[thing.kwargs["name"]]
        for role in sorted(thing.may & set(scene.logins))[:1] if step.form else ():
            client = browsers.client(scene, role)
            for label, data in _data(_names(scene, step, role)):
                body = json.dumps({"revision": scene.case.revision, "data": data}).encode()
                answer = _post(client, _path(scene, step.name), body, KINDS[0], {"Idempotency-Key": "one"})
                asked += 1
                if fault := _fault(answer):
                    faults.append(f"{step.code} {label}: {fault}")
    assert not faults, "\n".join(["", *faults])
    assert asked > 200


def _names(scene: Scene, step: Any, role: str) -> list[str]:
    person: Person = scene.person(role)
    assert person
    return list(step.form(None, case=scene.case, actor=scene.actor(role)).fields)


def _data(names: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield data with every value in every field, another in each."""
    words = {label: _text(value) for label, value in STORED.items() if label != "lone surrogate"}
    every = [*JSON.items(), *words.items()]
    for turn in range(len(every)):
        yield f"turn {turn}", {name: every[(turn + 7 * place) % len(every)][1] for place, name in enumerate(names)}


def _text(value: Value) -> str:
    return raw(value).decode("utf-8", "replace")


def _path(scene: Scene, name: str) -> str:
    return f"/api/v1/cases/{scene.case.pk}/steps/{name}"


def _key(name: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {KEYS[name]}"}


def _post(client: Client, path: str, body: bytes, kind: str, headers: dict[str, str]) -> Any:
    client.raise_request_exception = False
    with undone():
        return client.post(path, body, content_type=kind, headers={"accept-language": "zh-CN", **headers})


def _fault(answer: Any) -> str:
    """Return what is wrong with an answer; nothing when it is a problem in words, or the case."""
    if answer.status_code >= 500:
        return f"a fault of ours: {getattr(answer, 'exc_info', [0, answer.content[:200]])[1]!r:.300}"
    if answer.status_code < 300:
        return ""
    if answer.headers["Content-Type"] != "application/problem+json":
        return f"{answer.status_code} is no problem+json: {answer.content[:100]!r}"
    said = answer.json()
    if not CHINESE.search(said["title"]):
        return f"{answer.status_code} without a word"
    silent = [name for name, errors in said.get("errors", {}).items() if not all(CHINESE.search(e) for e in errors)]
    return f"{answer.status_code} speaks no Chinese about {silent}: {said['errors']}" if silent else ""
