"""Every address and API operation, asked by everybody, about own and foreign things. ``table`` decides."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from django.urls import reverse

from access.browsers import OF_THE_VISIT, Answer, Browsers, ask
from access.table import DOORS, LEAVES_A_TRACE, NOBODY, STEP, Door
from access.things import Scenes, addresses, things
from access.town import Scene, Thing, unknown
from fengqiao.api.urls import api
from fengqiao.demo.state import fingerprint
from fengqiao.web.rooms import stream

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NAMES = sorted(dict(addresses()))
ARGUMENTS = dict(addresses())
LET_IN = {200, 202, 301, 302, 303, 400, 409, 410, 422, 429}
"""What somebody gets who may come: a page, a way on, or what is wrong with the form."""
REFUSED = {400, 403, 404, 409, 422}
"""What somebody gets who is in the case but may not do this."""
TWINS = {"visitor", "stranger", "other_party", "other_mediator", "judge"}
"""Outsiders whose answer is compared with the answer about a thing that does not exist."""
CELLS: Counter[str] = Counter()


def test_every_address_is_declared() -> None:
    assert sorted(set(NAMES) ^ set(DOORS)) == []


def test_every_operation_of_the_api_is_declared() -> None:
    paths = api.get_openapi_schema()["paths"]
    operations = {(method, operation["operationId"]) for rows in paths.values() for method, operation in rows.items()}
    declared = {name.partition(":")[2]: door for name, door in DOORS.items() if name.startswith("api:")}
    for method, operation in operations:
        found = [door for name, door in declared.items() if operation.endswith(f"_{name}")]
        assert len(found) == 1, operation
        assert getattr(found[0], method, None) is not None, f"{method} {operation} is not declared"


@pytest.fixture(autouse=True)
def _streams_read_in_this_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream reads in threads with connections of their own, which do not see an open transaction."""

    async def here(read: Any) -> Any:
        return await stream.sync_to_async(read)()

    monkeypatch.setattr(stream, "in_thread", here)


@pytest.mark.parametrize("name", NAMES)
def test_who_may_look_and_who_may_act(name: str, scenes: Scenes, browsers: Browsers) -> None:
    faults = [fault for found in things(name, ARGUMENTS[name], scenes) for fault in _row(name, *found, browsers)]
    assert not faults, "\n".join(["", *faults])


@pytest.mark.parametrize("name", [name for name in NAMES if DOORS.get(name, Door(None, None)).post is not None])
def test_no_act_without_the_token_of_the_page(name: str, scenes: Scenes, browsers: Browsers) -> None:
    for scene, thing in things(name, ARGUMENTS[name], scenes):
        path = reverse(name, kwargs=dict(thing.kwargs))
        for role in ("visitor", *sorted(thing.people & set(browsers.principals(scene)))[:1]):
            answer = ask(browsers.client(scene, role, enforce_csrf_checks=True), "post", path, {"x": "1"})
            CELLS["csrf"] += 1
            at_the_door = role == "visitor" and (answer.status == 401 or "/login/?next=" in _to(answer))
            assert answer.status == 403 or at_the_door, f"{role} POST {path}: {answer.status}"
            assert not answer.written - OF_THE_VISIT


def test_looking_at_everything_changes_nothing(scenes: Scenes, browsers: Browsers) -> None:
    """``_row`` watches each statement; here the whole of the data is compared before and after a walk."""
    before = fingerprint()
    for name in NAMES:
        for scene, thing in things(name, ARGUMENTS[name], scenes) if DOORS[name].get else ():
            if name not in LEAVES_A_TRACE | {"rooms:stream"}:
                browsers.client(scene, "applicant").get(reverse(name, kwargs=dict(thing.kwargs)))
    assert fingerprint() == before


def test_there_are_enough_cells(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{sum(CELLS.values())} cells: {dict(CELLS)}\n")
    assert sum(CELLS.values()) >= 1500 or not CELLS


def _row(name: str, scene: Scene, thing: Thing, browsers: Browsers) -> Iterator[str]:
    """Ask everybody; yield every cell that is not as the table says."""
    path, other = (reverse(name, kwargs=kwargs) for kwargs in (dict(thing.kwargs), unknown(thing.kwargs)))
    for role in browsers.principals(scene):
        for method in _methods(name, role, thing):
            CELLS[method] += 1
            client = browsers.client(scene, role)
            answer = ask(client, method, path, **_sent(name, method, scene))
            faults = [*_always(answer), *_as_declared(name, method, role, thing, answer)]
            if (
                role not in thing.people
                and role in TWINS
                and getattr(DOORS[name], method) is not None
                and other != path
            ):
                twin = ask(browsers.client(scene, role), method, other, **_sent(name, method, scene))
                faults += _told_apart(answer, twin, path, other)
            for fault in faults:
                yield f"{scene.name} {role} {method.upper()} {path}: {answer.status} {fault}"


def _methods(name: str, role: str, thing: Thing) -> list[str]:
    """Return the methods to try: all for whoever matters, a method that no door has for two only."""
    if thing.again and role not in thing.people:
        return []
    door = DOORS[name]
    return [
        method for method in ("get", "post") if getattr(door, method) is not None or role in {"visitor", "applicant"}
    ]


def _sent(name: str, method: str, scene: Scene) -> dict[str, Any]:
    if method == "get":
        return {}
    if name == "api:take_step":
        return {"data": {"revision": scene.case.revision, "data": {}}, "content_type": "application/json"}
    return {"data": {"revision": str(scene.case.revision), "device": "a-device"}}


def _as_declared(name: str, method: str, role: str, thing: Thing, answer: Answer) -> Iterator[str]:
    door = DOORS[name]
    wanted = getattr(door, method)
    wanted = thing.may if wanted is STEP else wanted
    if wanted is not None and door.only is not None and thing.tag not in door.only:
        wanted = NOBODY
    if wanted is None:
        if answer.status not in {405, 404, 302, 303, 403, 401}:
            yield f"{method} is not declared for {name}"
    elif role not in thing.people or (role not in wanted and role == "visitor"):
        if not _turned_away(answer, role):
            yield "should have been turned away"
    elif role not in wanted:
        if answer.status not in REFUSED and not _leads_on(answer):
            yield "should have been refused"
    elif answer.status not in LET_IN:
        yield "should have been let in"
    if (wanted is None or role not in wanted or role not in thing.people) and answer.written - OF_THE_VISIT:
        yield f"wrote to {sorted(answer.written - OF_THE_VISIT)} although refused"
    if method == "get" and name not in LEAVES_A_TRACE and answer.written - {"django_session"}:
        yield f"a look wrote to {sorted(answer.written)}"


def _turned_away(answer: Answer, role: str) -> bool:
    """Nothing here, or log in first, or begin an application: never a word about what is behind the door."""
    if answer.status in {404, 401}:
        return True
    to = _to(answer)
    doors = ("/login/?next=", "/staff/login/?next=") if role in {"visitor", "invited"} else ()
    return answer.status in {302, 303} and (to.startswith(doors) or to.startswith(reverse("intake:tell")))


def _leads_on(answer: Answer) -> bool:
    """Whoever is in the case but not asked is led to a page, which the matrix asks too."""
    return answer.status in {302, 303}


def _to(answer: Answer) -> str:
    return str(answer.response.get("Location", ""))


def _told_apart(answer: Answer, twin: Answer, path: str, other: str) -> Iterator[str]:
    """A foreign thing and a thing that does not exist look the same, byte for byte."""
    if answer.status != twin.status or _same(answer, path) != _same(twin, other):
        yield f"a foreign thing ({answer.status}) can be told from one that does not exist ({twin.status})"


def _same(answer: Answer, path: str) -> str:
    text = answer.body + _to(answer)
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", unquote(text)).replace(path, "PATH")


def _always(answer: Answer) -> Iterator[str]:
    headers = answer.response.headers
    policy = headers.get("Content-Security-Policy", "")
    if answer.status >= 500:
        yield f"a fault of ours: {answer.body[:300]}"
    if "unsafe-inline" in policy or "frame-ancestors 'none'" not in policy or "default-src 'none'" not in policy:
        yield f"content security policy is {policy!r}"
    if headers.get("X-Content-Type-Options") != "nosniff":
        yield "nosniff is missing"
    if "no-store" not in headers.get("Cache-Control", ""):
        yield f"may be kept: Cache-Control {headers.get('Cache-Control')!r}"
