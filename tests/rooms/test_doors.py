"""Every address of the rooms, asked by everybody, and a secret word that no one outside may ever receive."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hall import Hall

from fengqiao.rooms import actions, presence
from fengqiao.web.rooms.stream import Listener
from fengqiao.web.rooms.urls import urlpatterns

NOBODY = uuid.UUID(int=0)
GETS = {"room", "side", "file", "stream"}
MORE: dict[str, tuple[object, ...]] = {"file": (1,), "relay": (1,), "accept": (NOBODY,), "reject": (NOBODY,)}
MORE |= {"withdraw": (NOBODY,), "tick": (NOBODY,)}
NAMES = sorted({pattern.name for pattern in urlpatterns} - {"case", "stream"})
WHO = ("ali", "bowen", "chen", "ding", "gao", "luo", "stranger")
MAY = {("ali", "joint"), ("ali", "caucus_a"), ("bowen", "joint"), ("bowen", "caucus_b")}
MAY |= {("chen", kind) for kind in ("joint", "caucus_a", "caucus_b")}


def browser(hall: Hall, who: str) -> Client:
    client = Client(headers={"Accept-Language": "zh-hans"})
    client.force_login(getattr(hall.cast, who), backend="fengqiao.people.backends.StaffBackend")
    return client


def ask(client: Client, hall: Hall, name: str, kind: str) -> Any:
    address = reverse(f"rooms:{name}", args=[hall.room(kind).pk, *MORE.get(name, ())])
    return client.get(address) if name in GETS else client.post(address, {"text": "x", "device": "d"})


@pytest.mark.parametrize("kind", ["joint", "caucus_a", "caucus_b"])
@pytest.mark.parametrize("who", WHO)
def test_whoever_may_not_enter_meets_404_at_every_address(hall: Hall, who: str, kind: str) -> None:
    if (who, kind) in MAY:
        assert ask(browser(hall, who), hall, "room", kind).status_code == 200
        return
    client = browser(hall, who)
    assert {name: ask(client, hall, name, kind).status_code for name in NAMES} == dict.fromkeys(NAMES, 404)
    assert actions.RoomEvent.objects.count() == 0


def test_without_login_there_is_no_room(hall: Hall) -> None:
    assert {ask(Client(), hall, name, "joint").status_code for name in NAMES} == {404}


@pytest.mark.parametrize("name", [name for name in NAMES if name not in GETS])
def test_an_act_is_never_done_by_reading(hall: Hall, name: str) -> None:
    address = reverse(f"rooms:{name}", args=[hall.room("joint").pk, *MORE.get(name, ())])
    assert browser(hall, "ali").get(address).status_code == 405


@pytest.fixture
def canary(hall: Hall) -> str:
    """A word, a sentence, a file and an open page in the private talk of the applicant's side."""
    room, ali, chen = hall.room("caucus_a"), hall.actor("ali"), hall.actor("chen")
    actions.announce_caucus(room, chen, begins=True, at=hall.now)
    hall.says("ali", "CANARY-A 底价", kind="caucus_a")
    actions.may_tell(room, ali, "CANARY-A 可以转告的", at=hall.now)
    upload = SimpleUploadedFile(
        "CANARY-A.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )
    try:
        actions.send_file(room, ali, upload, at=hall.now)
    except actions.FileRefused:
        hall.note("caucus_a", "file", chen)
    actions.write_note(hall.case, chen, "CANARY-A 笔记", at=hall.now)
    presence.touch(room, ali, "d", at=hall.now)
    return "CANARY-A"


@pytest.mark.parametrize("who", ["bowen", "ding", "gao", "luo", "stranger"])
def test_a_private_word_reaches_nobody_outside(hall: Hall, canary: str, who: str) -> None:
    client = browser(hall, who)
    answers = [ask(client, hall, name, kind) for name in NAMES for kind in ("joint", "caucus_a", "caucus_b")]
    answers.append(client.get(reverse("rooms:case", args=[hall.case.pk])))
    for answer in answers:
        assert canary not in answer.content.decode(errors="replace")
    assert str(hall.room("caucus_a").pk) not in ask(client, hall, "room", "joint").content.decode()


def test_the_stream_of_the_other_side_carries_nothing_of_it(hall: Hall, canary: str) -> None:
    client = browser(hall, "bowen")
    listener = Listener(
        hall.cast.bowen, hall.room("joint").pk, client.session.session_key or "", "zh-hans", device="x", after=0
    )
    rooms = listener.enter()
    assert hall.room("caucus_a").pk not in rooms
    text = listener.look() or ""
    actions.say(hall.room("caucus_a"), hall.actor("ali"), "CANARY-A 还有", at=timezone.now())
    text += listener.look() or ""
    assert "room" in text
    assert canary not in text
    assert str(hall.room("caucus_a").pk) not in text


def test_logs_hold_no_private_word(hall: Hall, canary: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", logger="fengqiao")
    ask(browser(hall, "bowen"), hall, "room", "caucus_a")
    ask(browser(hall, "ali"), hall, "say", "caucus_a")
    assert canary not in caplog.text
