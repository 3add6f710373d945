"""A secret in every private place, and then every byte that anybody else receives is searched for it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from access.browsers import Browsers
from access.crawl import received, steady
from access.town import NOW, Scene, picture
from fengqiao.cases.models import Record
from fengqiao.documents.models import Document
from fengqiao.gateways.models import DemoMessage
from fengqiao.ledger.models import Leaf
from fengqiao.notices.actions import send_pending
from fengqiao.notices.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Scenes = dict[str, Scene]


@dataclass(frozen=True)
class Canary:
    """A secret, and the roles of its scene that may receive it."""

    word: str
    scene: str
    knows: frozenset[str]


def _canaries() -> tuple[Canary, ...]:
    course = [
        (f"CANARY{letter}{kind}", frozenset({who, "mediator"}))
        for letter, who in (("A", "applicant"), ("B", "respondent"))
        for kind in ("WORDS", "NAME", "BYTES", "TELL", "ANSWERED", "27182.81")
    ]
    course += [("CANARYMNOTE", frozenset({"mediator"})), ("CANARYDRAFT", frozenset({"applicant"}))]
    course += [("CANARYRISK", frozenset({"applicant"})), ("CANARYDRISK", frozenset({"applicant"}))]
    ruling = [
        ("CANARYJASKS", frozenset({"applicant", "judge", "judges_clerk"})),
        ("CANARYAREPLIES", frozenset({"applicant", "judge", "judges_clerk"})),
    ]
    return (
        *(Canary(word, "course", knows) for word, knows in course),
        *(Canary(word, "ruling", knows) for word, knows in ruling),
        Canary("CANARYMEND", "gifts", frozenset()),
    )


CANARIES = _canaries()
FILLED = {
    "questions": {"paid": "120", "received": "yes", "problem": "faulty"},
    "ask": {"name": "水壶店", "contact": "13800000077", "wish": "refund", "amount": "120"},
}
"""What is missing in the draft of the applicant."""
WHO = {
    "course": ("visitor", "applicant", "respondent", "mediator", "filing_clerk", "judge", "judges_clerk", "president",
               "administrator", "other_mediator", "other_party", "stranger"),
    "ruling": ("applicant", "respondent", "mediator"),
    "gifts": ("applicant", "respondent"),
}  # fmt: skip


@pytest.fixture(scope="module")
def told(scenes: Scenes, browsers: Browsers, django_db_blocker: Any) -> Iterator[list[str]]:
    """Say every secret through the pages; return every line that was logged meanwhile and afterwards."""
    lines = _Lines()
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(lines)
    root.setLevel(logging.DEBUG)
    with django_db_blocker.unblock(), transaction.atomic():
        _talk_apart(scenes["course"], browsers)
        _write_for_oneself(scenes, browsers)
        _ask_one_side(scenes["ruling"], browsers)
        send_pending(NOW)
        yield lines.lines
        transaction.set_rollback(True)
    root.setLevel(level)
    root.removeHandler(lines)


@pytest.mark.parametrize(("name", "role"), [(name, role) for name, roles in WHO.items() for role in roles])
def test_nobody_receives_a_secret_of_others(
    name: str, role: str, scenes: Scenes, browsers: Browsers, told: list[str]
) -> None:
    scene = scenes[name]
    person = None if role == "visitor" else scene.person(role)
    found = received(browsers.client(scene, role), person, scenes)
    known = {canary.word for canary in CANARIES if person and _knows(person.login, canary, scenes)}
    seen = {canary.word: [path for path, body in found.items() if canary.word.encode() in body] for canary in CANARIES}
    assert {word: paths for word, paths in seen.items() if paths and word not in known} == {}
    assert {word for word in known if not seen[word]} == set(), "the walk did not reach what this person may see"


def test_no_message_carries_a_secret(told: list[str]) -> None:
    texts = [*DemoMessage.objects.values_list("text", flat=True), *Message.objects.values_list("text", "summary")]
    assert not _in(texts)


def test_no_line_of_the_log_carries_a_secret(told: list[str]) -> None:
    assert told
    assert not _in(told)


def test_ledger_records_and_papers_carry_no_secret(told: list[str]) -> None:
    leaves = [bytes(data) for data in Leaf.objects.values_list("data", flat=True)]
    assert not _in([*leaves, *Record.objects.values_list("data", flat=True)])
    assert not _in(Document.objects.values_list("fields", "blocks"))


@pytest.mark.parametrize(("role", "kind", "talker"), [("respondent", "caucus_a", "applicant"),
                                                      ("applicant", "caucus_b", "respondent")])  # fmt: skip
def test_a_private_talk_cannot_be_noticed_from_outside(
    role: str, kind: str, talker: str, scenes: Scenes, browsers: Browsers
) -> None:
    """Same pages, same counts, same times, same streams, before and after the other side's talk."""
    scene = scenes["course"]
    before = steady(received(browsers.client(scene, role), scene.person(role), scenes))
    room = scene.room(kind)
    client = browsers.client(scene, talker)
    for act, data in (
        ("say", {"text": "只有您知道", "client_id": "x1"}),
        ("seen", {"number": "99", "device": "phone-of-the-talker"}),
        ("media", {"what": "audio", "device": "phone-of-the-talker"}),
        ("may_tell", {"sentence": "可以再加二百"}),
        ("send_file", {"file": _file("私下.png")}),
    ):
        assert client.post(reverse(f"rooms:{act}", args=[room.pk]), data).status_code == 302, act
    say = {"text": "我知道了", "client_id": "x2"}
    assert browsers.client(scene, "mediator").post(reverse("rooms:say", args=[room.pk]), say).status_code == 302
    after = steady(received(browsers.client(scene, role), scene.person(role), scenes))
    assert {path for path in before | after if before.get(path) != after.get(path)} == set()


def _talk_apart(scene: Scene, browsers: Browsers) -> None:
    """Each side tells the mediator something, sends a file, permits a sentence; the mediator answers."""
    for letter, kind, who in (("A", "caucus_a", "applicant"), ("B", "caucus_b", "respondent")):
        room = scene.room(kind)
        client, mediator = browsers.client(scene, who), browsers.client(scene, "mediator")
        _post(client, "rooms:say", room.pk, {"text": f"CANARY{letter}WORDS，最低 CANARY{letter}27182.81 元"})
        _post(client, "rooms:send_file", room.pk, {"file": _file(f"CANARY{letter}NAME.png", f"CANARY{letter}BYTES")})
        _post(client, "rooms:may_tell", room.pk, {"sentence": f"CANARY{letter}TELL"})
        _post(client, "rooms:seen", room.pk, {"number": "99", "device": f"device-{letter}"})
        _post(mediator, "rooms:say", room.pk, {"text": f"CANARY{letter}ANSWERED"})


def _write_for_oneself(scenes: Scenes, browsers: Browsers) -> None:
    """The mediator's note, the reason in the body's file for the end of another case, a draft of an application."""
    course, gifts = scenes["course"], scenes["gifts"]
    mediator = browsers.client(course, "mediator")
    _post(mediator, "rooms:note", course.room("joint").pk, {"text": "CANARYMNOTE"})
    end = {"revision": gifts.case.revision, "ground": "too_far_apart", "note": "CANARYMEND"}
    path = reverse("cases:step", args=[gifts.case.pk, "end"])
    assert mediator.post(path, end).status_code == 303
    draft = {"story": "CANARYDRAFT 网上买的水壶漏水，店家不退钱。", "draft": str(course.kept["draft"])}
    applicant = browsers.client(course, "applicant")
    assert applicant.post(reverse("intake:tell"), draft).status_code == 303
    _ask_for_oneself(course, applicant)


def _ask_for_oneself(course: Scene, applicant: Client) -> None:
    """The applicant asks about the own risk, in the case and in the draft."""
    for page, data in FILLED.items():
        assert applicant.post(reverse(f"intake:{page}"), data).status_code == 303, page
    for path, word in ((reverse("risk:case", args=[course.case.pk]), "CANARYRISK"),
                       (reverse("risk_draft:ask"), "CANARYDRISK")):  # fmt: skip
        answer = applicant.get(path)
        fields = re.findall(r'name="(held_\w+)"', answer.content.decode())
        assert fields, (path, answer.status_code, answer.get("Location"))
        assert applicant.post(path, dict.fromkeys(fields, word)).status_code == 303


def _ask_one_side(scene: Scene, browsers: Browsers) -> None:
    """The judge asks the applicant alone, who answers to the judge alone."""
    steps = {
        "judge": ("ask", {"to": "a", "text": "CANARYJASKS", "days": "3"}),
        "applicant": ("answer_question", {"number": "1", "text": "CANARYAREPLIES"}),
    }
    for role, (name, data) in steps.items():
        path = reverse("cases:step", args=[scene.case.pk, name])
        scene.case.refresh_from_db()
        answer = browsers.client(scene, role).post(path, {"revision": scene.case.revision, **data})
        assert answer.status_code == 303, answer.content.decode()


def _post(client: Client, name: str, pk: object, data: Mapping[str, Any]) -> None:
    answer = client.post(reverse(name, args=[pk]), data)
    assert answer.status_code == 302, (name, answer.status_code)


def _file(name: str, tail: str = "") -> SimpleUploadedFile:
    """Return a real picture with some bytes after its end, as cameras write them."""
    return SimpleUploadedFile(name, picture(len(name)).getvalue() + tail.encode(), "image/png")


def _in(texts: Any) -> list[str]:
    return [canary.word for canary in CANARIES for text in texts if canary.word in str(text)]


def _knows(login: str | None, canary: Canary, scenes: Scenes) -> bool:
    return login in {scenes[canary.scene].logins[role] for role in canary.knows}


class _Lines(logging.Handler):
    """Keeps every line that is logged."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))
