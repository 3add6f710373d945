"""What is said in a room: in order, once, kept, passed on only with leave."""

from __future__ import annotations

import io
import threading
from datetime import timedelta
from typing import Any

import pytest
from cast import Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import close_old_connections, connection
from hall import Hall
from PIL import Image

from fengqiao.files.refused import FileRefused
from fengqiao.rooms import actions, presence
from fengqiao.rooms.models import Room, RoomEvent
from fengqiao.rooms.queries import events_for, latest_events, note_of, open_permissions, unread
from fengqiao.rooms.refusals import NoEntry, RoomRefused, TooFast
from fengqiao.rooms.signalling import send_signal, signals_for


def picture() -> bytes:
    """Return a small PNG."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "PNG")
    return out.getvalue()


def test_events_are_numbered_without_a_gap(hall: Hall) -> None:
    for word in ("一", "二", "三"):
        hall.says("ali", word)
    assert [event.number for event in events_for(hall.room("joint"), hall.actor("bowen"))] == [1, 2, 3]


def test_a_retry_with_the_same_client_id_says_it_once(hall: Hall) -> None:
    first = hall.says("ali", "你好", client_id="c1")
    assert hall.says("ali", "你好", client_id="c1").pk == first.pk
    assert events_for(hall.room("joint"), hall.actor("ali")).count() == 1


def test_the_same_client_id_of_another_person_is_another_word(hall: Hall) -> None:
    hall.says("ali", "你好", client_id="c1")
    hall.says("bowen", "您好", client_id="c1")
    assert events_for(hall.room("joint"), hall.actor("ali")).count() == 2


@pytest.mark.parametrize("text", ["", "   \n", "\u202e\u200b"])
def test_nothing_is_not_sent(hall: Hall, text: str) -> None:
    with pytest.raises(RoomRefused):
        hall.says("ali", text)


def test_a_too_long_text_is_refused_with_its_length(hall: Hall) -> None:
    with pytest.raises(RoomRefused, match="2001"):
        hall.says("ali", "长" * 2001)


def test_direction_tricks_are_taken_out_and_code_stays_text(hall: Hall) -> None:
    event = hall.says("ali", '\u202e#read("x") {{ 7 }} <b>\x00')
    assert event.payload["text"] == '#read("x") {{ 7 }} <b>'


def test_after_the_case_is_over_nothing_can_be_added(hall: Hall) -> None:
    hall.over()
    with pytest.raises(RoomRefused):
        hall.says("ali", "还有一句")


def test_who_writes_too_much_in_a_minute_waits(hall: Hall) -> None:
    for number in range(actions.EVENTS_A_MINUTE):
        actions.say(hall.room("joint"), hall.actor("ali"), str(number), at=hall.now)
    with pytest.raises(TooFast):
        actions.say(hall.room("joint"), hall.actor("ali"), "还有", at=hall.now)
    assert hall.wait(minutes=2).says("ali", "好了")


def test_a_photo_is_kept_with_its_digest_and_a_clean_name(hall: Hall) -> None:
    upload = SimpleUploadedFile("截图.png", picture())
    event = actions.send_file(hall.room("joint"), hall.actor("ali"), upload, at=hall.now)
    assert event.file is not None
    assert (event.payload["name"], event.file.media_type) == ("截图.png", "image/png")


@pytest.mark.parametrize("content", [b"", b"MZ\x90", b"<html>", b"x" * 100])
def test_another_kind_of_file_is_refused(hall: Hall, content: bytes) -> None:
    upload = SimpleUploadedFile("a.png", content)
    with pytest.raises(FileRefused):
        actions.send_file(hall.room("joint"), hall.actor("ali"), upload, at=hall.now)


def test_only_the_permitted_sentence_is_passed_on(hall: Hall) -> None:
    hall.says("ali", "三千三以上都行", kind="caucus_a")
    leave = actions.may_tell(hall.room("caucus_a"), hall.actor("ali"), "希望早点有结果", at=hall.now)
    actions.relay(leave, hall.actor("chen"), at=hall.now)
    seen = [event.payload for event in events_for(hall.room("joint"), hall.actor("bowen"))]
    assert seen == [{"text": "希望早点有结果", "side": "a"}]
    assert open_permissions(hall.room("caucus_a"), hall.actor("chen")) == []


def test_a_permitted_sentence_is_passed_on_once(hall: Hall) -> None:
    leave = actions.may_tell(hall.room("caucus_a"), hall.actor("ali"), "希望早点有结果", at=hall.now)
    actions.relay(leave, hall.actor("chen"), at=hall.now)
    with pytest.raises(RoomRefused):
        actions.relay(leave, hall.actor("chen"), at=hall.now)


def test_a_word_without_leave_cannot_be_passed_on(hall: Hall) -> None:
    word = hall.says("ali", "三千三以上都行", kind="caucus_a")
    with pytest.raises(RoomRefused):
        actions.relay(word, hall.actor("chen"), at=hall.now)


def test_only_the_party_itself_gives_leave(hall: Hall) -> None:
    with pytest.raises(RoomRefused):
        actions.may_tell(hall.room("caucus_a"), hall.actor("chen"), "希望早点有结果", at=hall.now)


def test_the_joint_room_hears_of_a_private_talk_but_not_with_whom(hall: Hall) -> None:
    actions.announce_caucus(hall.room("caucus_a"), hall.actor("chen"), begins=True, at=hall.now)
    event = latest_events(hall.room("joint"), hall.actor("bowen"))[-1]
    assert (event.kind, event.payload, event.side) == ("caucus.opened", {}, "")


def test_a_setting_keeps_the_joint_room_from_hearing_of_it(hall: Hall, settings: Any) -> None:
    settings.CAUCUS_NOTICE = False
    actions.announce_caucus(hall.room("caucus_a"), hall.actor("chen"), begins=True, at=hall.now)
    assert latest_events(hall.room("joint"), hall.actor("bowen")) == []


def test_a_read_mark_moves_forward_only(hall: Hall) -> None:
    for word in ("一", "二"):
        hall.says("ali", word)
    actions.mark_read(hall.room("joint"), hall.actor("bowen"), 2)
    actions.mark_read(hall.room("joint"), hall.actor("bowen"), 1)
    assert unread(hall.actor("bowen"), hall.case.pk)["joint"] == 0


def test_the_mediators_notes_are_his_alone_and_unreadable_at_rest(hall: Hall) -> None:
    actions.write_note(hall.case, hall.actor("chen"), "底价三千三", at=hall.now)
    assert note_of(hall.case, hall.actor("chen"))[0] == "底价三千三"
    assert note_of(hall.case, hall.actor("ali"))[0] == ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM rooms_privatenote")
        assert "底价" not in cursor.fetchone()[0]


def test_presence_shows_who_is_here_and_notes_who_left(hall: Hall) -> None:
    room = hall.room("joint")
    presence.touch(room, hall.actor("ali"), "d1", at=hall.now)
    presence.touch(room, hall.actor("bowen"), "d2", at=hall.now)
    assert [one.name for one in presence.who_is_here(room, hall.actor("chen"), at=hall.now)] == ["阿丽", "博文"]
    hall.wait(seconds=160)
    presence.touch(room, hall.actor("bowen"), "d2", at=hall.now)
    assert [one.name for one in presence.who_is_here(room, hall.actor("chen"), at=hall.now)] == ["博文"]
    assert latest_events(room, hall.actor("chen"))[-1].kind == "left"


def test_a_reload_leaves_no_note(hall: Hall) -> None:
    room = hall.room("joint")
    for device in ("d1", "d2"):
        presence.touch(room, hall.actor("ali"), device, at=hall.now)
        presence.leave(room, hall.actor("ali"), device, at=hall.now)
    assert [event.kind for event in latest_events(room, hall.actor("ali"))] == ["joined"]


def test_presence_in_a_private_talk_is_closed_to_the_other_side(hall: Hall) -> None:
    presence.touch(hall.room("caucus_a"), hall.actor("ali"), "d1", at=hall.now)
    with pytest.raises(NoEntry):
        presence.who_is_here(hall.room("caucus_a"), hall.actor("bowen"), at=hall.now)


def call(hall: Hall, kind: str, **devices: str) -> Room:
    """Let people take part in a room's call, each on a device."""
    room = hall.room(kind)
    for who, device in devices.items():
        presence.set_media(room, hall.actor(who), device, "video", at=hall.now)
    return room


def test_a_signal_reaches_a_device_in_the_same_room_only(hall: Hall) -> None:
    call(hall, "caucus_a", ali="a1")
    joint = call(hall, "joint", bowen="b1", chen="m1")
    with pytest.raises(RoomRefused):
        send_signal(joint, hall.actor("bowen"), "{}", sender="b1", receiver="a1", at=hall.now)
    send_signal(joint, hall.actor("bowen"), "{}", sender="b1", receiver="m1", at=hall.now)
    assert [signal.sender for signal in signals_for(joint, hall.actor("chen"), "m1", 0)] == ["b1"]
    assert signals_for(joint, hall.actor("ali"), "m1", 0) == []


def test_nobody_signals_in_anothers_name(hall: Hall) -> None:
    joint = call(hall, "joint", bowen="b1", chen="m1")
    with pytest.raises(RoomRefused):
        send_signal(joint, hall.actor("bowen"), "{}", sender="m1", receiver="m1", at=hall.now)


def test_a_device_that_does_not_take_part_in_the_call_gets_no_signal(hall: Hall) -> None:
    joint = call(hall, "joint", bowen="b1")
    presence.touch(joint, hall.actor("chen"), "m1", at=hall.now)
    with pytest.raises(RoomRefused):
        send_signal(joint, hall.actor("bowen"), "{}", sender="b1", receiver="m1", at=hall.now)


def test_who_opens_a_private_talk_is_no_longer_in_the_joint_call(hall: Hall) -> None:
    joint = call(hall, "joint", ali="a1", bowen="b1", chen="m1")
    presence.touch(hall.room("caucus_a"), hall.actor("chen"), "m2", at=hall.now)
    media = {one.name: one.media for one in presence.who_is_here(joint, hall.actor("ali"), at=hall.now)}
    assert media == {"阿丽": "video", "博文": "video", "陈调": "none"}


def test_signals_live_a_minute(hall: Hall) -> None:
    joint = call(hall, "joint", bowen="b1", chen="m1")
    send_signal(joint, hall.actor("bowen"), "old", sender="b1", receiver="m1", at=hall.now)
    hall.now += timedelta(seconds=35)
    call(hall, "joint", bowen="b1", chen="m1")
    hall.now += timedelta(seconds=35)
    send_signal(joint, hall.actor("bowen"), "new", sender="b1", receiver="m1", at=hall.now)
    assert [signal.data for signal in signals_for(joint, hall.actor("chen"), "m1", 0)] == ["new"]


@pytest.mark.django_db(transaction=True)
def test_eight_people_talking_at_once_lose_nothing() -> None:
    hall, gate = Hall(Cast()), threading.Barrier(8)
    room, actor = hall.room("joint"), hall.actor("ali")

    def speak(number: int) -> None:
        close_old_connections()
        gate.wait()
        actions.say(room, actor, f"第{number}句", at=hall.now, client_id=f"c{number // 2}")
        connection.close()

    threads = [threading.Thread(target=speak, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(RoomEvent.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
