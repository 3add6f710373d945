"""Every form of every page, filled by somebody who means harm: never a fault of ours, a clear answer, nothing lost."""

from __future__ import annotations

import html
import re
import tracemalloc
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse

from access import journeys
from access.browsers import Browsers, undone
from access.forms import BORDER, PHRASE, SECRET, Control, File, PageForm, Value, forms_in, multipart, raw, urlencoded
from access.hostile import ALONE, CALCULATED, CHOICES, DAYS, FILES, NUMBERS, STORED
from access.table import DOORS, EVERYBODY, STEP
from access.things import Scenes, addresses, things

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ARGUMENTS = dict(addresses())
CHINESE = re.compile(r"[\u4e00-\u9fff]{4}")
SAYS_SO = re.compile(r'role="alert"|class="err|note--lamp')
KEPT = 20_000
"""Signs of one text that a draft keeps."""
OURS = {"csrfmiddlewaretoken"}
AREAS = sorted({name.partition(":")[0] for name, door in DOORS.items() if door.post} - {"api"})


def area_of(name: str) -> str:
    return name.partition(":")[0]


@pytest.mark.parametrize("area", AREAS)
def test_no_form_breaks_or_loses_what_was_typed(area: str, scenes: Scenes, browsers: Browsers) -> None:
    seen: set[tuple[str, tuple[str, ...]]] = set()
    faults: list[str] = []
    for visit in _visits(area, scenes, browsers):
        with undone():
            client, path = visit()
            for form in forms_in(_get(client, path)):
                address = html.unescape(form.action) or path
                name = resolve(address.partition("?")[0]).view_name
                if area_of(name) == area and (name, form.shape) not in seen:
                    seen.add((name, form.shape))
                    faults += _attacked(name, client, address, form)
    assert not faults, "\n".join(["", *dict.fromkeys(faults)])
    asked = {name for name, door in DOORS.items() if area_of(name) == area and door.post is not None}
    assert asked - {name for name, _shape in seen} - BY_SCRIPT - NOT_REACHED == set(), "no page leads there"


BY_SCRIPT = {"rooms:media", "rooms:signal", "shell:healthz", "shell:readyz"}
"""Addresses that a script of ours asks, or a monitor: no page has a form for them."""
NOT_REACHED = {
    "agreement:draw", "answer:represent", "intake:go_on", "intake:parent", "intake:remove", "people:login_who",
    "people:me_end_one", "people:me_end_others", "people:staff_app",
}  # fmt: skip
"""Forms that stand only on pages which no journey leads to yet."""


def _visits(area: str, scenes: Scenes, browsers: Browsers) -> Iterator[Callable[[], tuple[Client, str]]]:
    """Yield ways to every page of an area, as everybody who may look at it."""
    for name in [name for name, door in DOORS.items() if area_of(name) == area and door.get]:
        wanted = DOORS[name].get or frozenset()
        every = scenes.values() if name == "cases:step" else []
        for scene, thing in [*things(name, ARGUMENTS[name], scenes), *journeys.more_steps(every)]:
            may = thing.may if wanted is STEP else wanted
            roles = may & thing.people & set(browsers.principals(scene))
            if may == EVERYBODY:
                roles &= {"visitor", "applicant", "mediator"}
            for role in sorted(roles):
                client = browsers.client(scene, role)
                path = reverse(name, kwargs=dict(thing.kwargs))
                for more in journeys.QUERIES.get(name, [""]):
                    yield partial(_there, client, path + more)
    for journey in journeys.JOURNEYS.get(area, ()):
        yield partial(journey, scenes, browsers)


def _there(client: Client, path: str) -> tuple[Client, str]:
    return client, path


def _get(client: Client, path: str) -> str:
    response = client.get(path)
    return "" if response.streaming else response.content.decode(errors="replace")


def _attacked(name: str, client: Client, address: str, form: PageForm) -> Iterator[str]:
    cookies = {key: morsel.value for key, morsel in client.cookies.items()}
    for press in form.presses():
        for label, data, files in _rounds(form):
            client.cookies.clear()
            client.cookies.load(cookies)
            sent = {**data, **press}
            for fault in _judged(client, address, form, sent, files):
                yield f"{name} {press} {label}: {fault}"


Data = dict[str, list[Value]]
Round = tuple[str, dict[str, list[Value]], dict[str, list[File]]]


def _rounds(form: PageForm) -> Iterator[Round]:
    """Yield what to send: bad words everywhere, then bad things in single fields among good ones."""
    fits = form.fitting()
    files = {name: [FILES["up and away"]] for name, control in form.controls.items() if control.kind == "file"}
    fields = [field for name, field in form.controls.items() if field.kind != "file" and name not in OURS]
    free, chosen = [field for field in fields if field.is_free], [field for field in fields if not field.is_free]
    counts = [field for field in free if _counts(field)]
    yield "as it should be", fits, files
    yield "nothing", {}, {}
    for label, value in STORED.items() if free else ():
        yield f"{label} everywhere", fits | {field.name: [value] for field in free}, files
    yield from _each(fits, free if len(free) > 1 else [], ALONE, turns=2)
    yield from _each(fits, counts, DAYS | NUMBERS, turns=max(1, 20 // max(1, len(counts))))
    yield from _each(fits, chosen[:: 1 + len(chosen) // 12], CHOICES, turns=2)
    pairs = list(zip(fields, fields[1:] + fields[:1], strict=True))
    for place, (gone, double) in enumerate(pairs[:: 1 + len(pairs) // 12]):
        data = {name: values for name, values in fits.items() if name != gone.name}
        yield (
            f"{place} {gone.name} missing, {double.name} twice",
            data | {double.name: ["x", *fits[double.name], "x"]},
            {},
        )
    for name in files:
        for label, file in FILES.items():
            yield f"{name} {label}", fits, {name: [file]}


def _each(fits: Data, fields: Sequence[Control], values: Mapping[str, Value], *, turns: int) -> Iterator[Round]:
    """Put a value into one field at a time, another in each; with enough turns each field gets every value."""
    every = list(values.items())
    for turn in range(min(turns, len(every))):
        for place, field in enumerate(fields):
            label, value = every[(place + turn) % len(every)]
            yield f"{field.name} {label}", fits | {field.name: [value]}, {}


def _counts(field: Control) -> bool:
    return (
        field.numeric or field.kind == "date" or bool(re.search(r"due$|day|date|amount|part|instalments", field.name))
    )


def _judged(
    client: Client, address: str, form: PageForm, data: dict[str, list[Value]], files: dict[str, list[File]]
) -> Iterator[str]:
    kind, sent = "application/x-www-form-urlencoded", urlencoded(data)
    if form.multipart:
        kind, sent = f"multipart/form-data; boundary={BORDER.decode()}", multipart(data, files)
    with undone():
        response: Any = client.post(address, sent, content_type=kind)
        body = "" if response.streaming else response.content.decode(errors="replace")
        status, kind = response.status_code, response.headers.get("Content-Type", "")
        if status in {302, 303} and response["Location"].startswith("/"):
            after = client.get(response["Location"])
            if after.status_code >= 500:
                yield f"a fault of ours after it: {getattr(after, 'exc_info', None)}"
            body = "" if after.streaming else after.content.decode(errors="replace")
    yield from _wrong_with(response, status, kind, body)
    # Nobody who types can change what is hidden; who does so otherwise may lose what was typed.
    hidden = [field for field in form.controls.values() if field.kind == "hidden"]
    if status == 422 and all(data.get(field.name) == field.values for field in hidden):
        yield from _lost(body, form, data)


def _wrong_with(response: Any, status: int, kind: str, body: str) -> Iterator[str]:
    if status >= 500:
        yield f"a fault of ours: {getattr(response, 'exc_info', None)!r:.300}"
    if "html" in kind and ("<script>alert(1)" in body or CALCULATED in body):
        yield "ran or showed raw what was typed"
    if status == 200 and 'aria-invalid="true"' in body:
        yield "a refusal says 200"
    if status in {400, 409, 410, 413, 422, 429} and not CHINESE.search(body):
        yield f"{status} without a word"
    if status == 422 and not SAYS_SO.search(body) and "problem" not in body:
        yield "422 that does not say what is wrong"


def _lost(body: str, form: PageForm, data: Mapping[str, Sequence[Value]]) -> Iterator[str]:
    typed = {
        name: _plain(values[-1])
        for name, values in data.items()
        if len(values) == 1
        and name in form.controls
        and form.controls[name].is_free
        and name not in SECRET
        and form.controls[name].kind != "password"
        and _plain(values[-1])
    }
    if not typed:
        return
    again = [found for found in forms_in(body) if set(typed) & set(found.controls)]
    for name, text in typed.items():
        shown = [_plain(value) for found in again if name in found.controls for value in found.controls[name].values]
        if text not in shown and text[:KEPT] not in shown:
            yield f"{name} is lost: {text[:20]!r} became {[one[:20] for one in shown]}"


def _plain(value: Value) -> str:
    return re.sub(r"\r\n?", "\n", raw(value).decode("utf-8", "replace")).strip()


def test_a_reason_of_two_lines_is_printed(scenes: Scenes, browsers: Browsers) -> None:
    scene = scenes["ruling"]
    client, path = browsers.client(scene, "judge"), reverse("confirm:decide", args=[scene.case.pk])
    form = next(form for form in forms_in(_get(client, f"{path}?decision=dismiss")) if "reason" in form.controls)
    with undone():
        data = form.fitting() | {"reason": ["先看第一条。\r\n再看第二条。"]}
        answer = client.post(path, urlencoded(data), content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert "再看第二条" in answer.content.decode()


def test_a_step_sent_twice_is_taken_once(scenes: Scenes, browsers: Browsers) -> None:
    scene = scenes["gym"]
    client, path = browsers.client(scene, "mediator"), reverse("cases:step", args=[scene.case.pk, "reopen"])
    with undone():
        before = scene.case.records.count()
        first, second = (client.post(path, {"revision": scene.case.revision, "reason": PHRASE}) for _press in "12")
        taken = scene.case.records.count() - before
    assert (first.status_code, second.status_code, taken) == (303, 409, 1)
    assert "现在" in second.content.decode()


class _Endless:
    """A body that is made while it is read."""

    def __init__(self, head: bytes, size: int, tail: bytes) -> None:
        self.parts = iter([head, *[b"\0" * 65_536] * (size // 65_536), tail])
        self.left = b""

    def readline(self, wanted: int = -1) -> bytes:
        """Return the next piece: zeros have no line ends."""
        return self.read(65_536 if wanted < 0 else wanted)

    def read(self, wanted: int = -1) -> bytes:
        while len(self.left) < wanted and (part := next(self.parts, b"")):
            self.left += part
        given, self.left = self.left[:wanted], self.left[wanted:]
        return given


def test_fifty_megabytes_are_refused_in_words_and_not_held(scenes: Scenes, browsers: Browsers) -> None:
    scene, size = scenes["course"], 50 * 1024 * 1024
    client, path = browsers.client(scene, "applicant"), reverse("evidence:case", args=[scene.case.pk])
    head, tail = multipart({"proves": [PHRASE]}, {"files": [("a.png", b"|")]}).split(b"|")
    length = str(len(head) + size + len(tail))
    kind = f"multipart/form-data; boundary={BORDER.decode()}"
    body = _Endless(head, size, tail)
    more: dict[str, Any] = {"wsgi.input": body, "CONTENT_LENGTH": length, "CONTENT_TYPE": kind}
    tracemalloc.start()
    with undone():
        answer = client.generic("POST", path, **more)
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer.status_code == 422
    assert "20" in answer.content.decode()
    assert PHRASE in answer.content.decode()
    assert held < 20 * 1024 * 1024
