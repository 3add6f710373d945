"""Writing into a room. Every write asks ``access`` first; numbers are given under the room's row lock."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from fengqiao.cases.actors import SYSTEM, Actor
from fengqiao.cases.models import Case, Record
from fengqiao.files.refused import FileRefused
from fengqiao.files.store import store
from fengqiao.people.models import Person
from fengqiao.rooms.access import check, sides_of
from fengqiao.rooms.bell import ring_after_commit
from fengqiao.rooms.models import PrivateNote, ReadMark, Room, RoomEvent
from fengqiao.rooms.refusals import RoomRefused, TooFast

LONGEST_TEXT = 2000
LONGEST_NOTE = 20_000
EVENTS_A_MINUTE = 60
"""How many events one person may write into all rooms in a minute."""
MEDIA = frozenset({"video", "audio", "text", "failed"})
"""How somebody takes part; ``failed`` is a connection that did not come about."""


def open_rooms(case: Case, *, at: datetime) -> dict[str, Room]:
    """Return the three rooms of a case by kind, made if missing."""
    for kind in Room.Kind.values:
        Room.objects.get_or_create(case=case, kind=kind, defaults={"opened_at": at})
    return {room.kind: room for room in Room.objects.filter(case=case).select_related("case")}


def post_event(
    room: Room,
    kind: str,
    payload: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
    client_id: str = "",
    file: Any = None,
) -> RoomEvent:
    """Append an event and return it; with a ``client_id`` that this person used before, return that one.

    ``by`` is ``SYSTEM`` for what the platform notes itself; everybody else must be allowed in (``NoEntry``).
    """
    if by is not SYSTEM:
        check(room, by)
    try:
        with transaction.atomic():
            return _append(room, kind, payload, by=by, at=at, client_id=client_id, file=file)
    except IntegrityError:
        if found := same_event(room, by.person, client_id):
            return found
        raise


def same_event(room: Room, person: Person | None, client_id: str) -> RoomEvent | None:
    """Return the event that this person already wrote with this client id."""
    if not client_id:
        return None
    return RoomEvent.objects.filter(room=room, by=person, client_id=client_id).first()


def _append(room: Room, kind: str, payload: Mapping[str, Any], *, by: Actor, **more: Any) -> RoomEvent:
    # The update locks the room's row until commit, so numbers are contiguous and become visible in order.
    Room.objects.filter(pk=room.pk).update(last=F("last") + 1)
    number = Room.objects.values_list("last", flat=True).get(pk=room.pk)
    ring_after_commit(room.pk)
    return RoomEvent.objects.create(
        room=room,
        number=number,
        kind=kind,
        payload=dict(payload),
        by=by.person,
        role=role_of(by),
        side=side_of(by),
        **more,
    )


def role_of(actor: Actor) -> str:
    """Return the role under which the room shows the actor."""
    return next((role for role in ("applicant", "respondent", "mediator") if role in actor.roles), "")


def side_of(actor: Actor) -> str:
    """Return the bank that the actor stands on; nothing for the mediator."""
    return min(sides_of(actor), default="")


def say(room: Room, actor: Actor, text: str, *, at: datetime, client_id: str = "") -> RoomEvent:
    """Write a text into the room; ``RoomRefused`` when it is empty, too long, too fast or the case is over."""
    check(room, actor)
    if found := same_event(room, actor.person, client_id):
        return found
    words = plain(text)
    if not words:
        raise RoomRefused(_("There is nothing to send. Write a sentence first."))
    if len(words) > LONGEST_TEXT:
        raise RoomRefused(
            _("The text has %(n)d characters, at most %(max)d can be sent at once. Send it in two parts.")
            % {"n": len(words), "max": LONGEST_TEXT}
        )
    ready(room, actor, at=at)
    return post_event(room, "text", {"text": words}, by=actor, at=at, client_id=client_id)


def send_file(room: Room, actor: Actor, upload: UploadedFile | None, *, at: datetime, client_id: str = "") -> RoomEvent:
    """Store a file and show it in the room; ``FileRefused`` when it is none that we take."""
    check(room, actor)
    if found := same_event(room, actor.person, client_id):
        return found
    ready(room, actor, at=at)
    if upload is None:
        raise FileRefused("empty")
    blob = store(upload.name or "", upload, at=at)
    payload = {"name": blob.name, "size": blob.size, "type": blob.media_type}
    return post_event(room, "file", payload, by=actor, at=at, client_id=client_id, file=blob)


def may_tell(room: Room, actor: Actor, sentence: str, *, at: datetime, client_id: str = "") -> RoomEvent:
    """In a caucus, a party permits exactly this sentence to be passed on to the other side."""
    check(room, actor)
    if found := same_event(room, actor.person, client_id):
        return found
    if not room.side or actor.side != room.side:
        raise RoomRefused(_("Only the party itself can permit a sentence to be passed on, in the private talk."))
    words = plain(sentence)
    if not words or len(words) > 200:
        raise RoomRefused(_("Write the one sentence that may be passed on, at most 200 characters."))
    ready(room, actor, at=at)
    return post_event(room, "may_tell", {"text": words}, by=actor, at=at, client_id=client_id)


def relay(permission: RoomEvent, actor: Actor, *, at: datetime) -> RoomEvent:
    """Post the permitted sentence in the joint room, once; it carries nothing else of the caucus."""
    caucus = permission.room
    check(caucus, actor)
    if permission.kind != "may_tell" or "mediator" not in actor.roles:
        raise RoomRefused(_("Only the mediator passes on a sentence, and only one that the party permitted."))
    ready(caucus, actor, at=at)
    with transaction.atomic():
        # The lock lets two clicks in the same moment pass on one sentence, not two.
        Room.objects.select_for_update().get(pk=caucus.pk)
        if was_told(permission):
            raise RoomRefused(_("This sentence has been passed on already."))
        joint = open_rooms(caucus.case, at=at)["joint"]
        post_event(caucus, "told", {"number": permission.number}, by=actor, at=at)
        return post_event(joint, "relay", {"text": permission.payload["text"], "side": caucus.side}, by=actor, at=at)


def was_told(permission: RoomEvent) -> bool:
    """Return whether the permitted sentence was passed on."""
    return RoomEvent.objects.filter(room=permission.room_id, kind="told", payload__number=permission.number).exists()


def announce_caucus(room: Room, actor: Actor, *, begins: bool, at: datetime) -> RoomEvent:
    """Note in the caucus that the talk begins or ends, and in the joint room only that there is a private talk.

    ``FENGQIAO_CAUCUS_NOTICE=0`` leaves the joint room without a notice. With whom is never said.
    """
    check(room, actor)
    if not room.side or "mediator" not in actor.roles:
        raise RoomRefused(_("Only the mediator begins or ends a private talk."))
    ready(room, actor, at=at)
    kind = "caucus.opened" if begins else "caucus.closed"
    with transaction.atomic():
        if settings.CAUCUS_NOTICE:
            post_event(open_rooms(room.case, at=at)["joint"], kind, {}, by=actor, at=at)
        return post_event(room, kind, {}, by=actor, at=at)


def note_media(room: Room, actor: Actor, what: str, *, at: datetime, client_id: str = "") -> RoomEvent:
    """Note in the room how the person takes part: video, audio, text, or that the connection failed."""
    check(room, actor)
    if what not in MEDIA:
        raise RoomRefused(_("The page sent something that the room does not understand. Reload the page."))
    ready(room, actor, at=at)
    ready(room, actor, at=at)
    return post_event(room, "media", {"what": what}, by=actor, at=at, client_id=client_id)


def note_step(record: Record) -> RoomEvent | None:
    """Show in the joint room that the case moved; nothing before the rooms were opened, and never in a caucus."""
    joint = Room.objects.filter(case=record.case, kind=Room.Kind.JOINT).first()
    if joint is None:
        return None
    name = record.actor.name if record.actor else ""
    states = {"from": record.from_state, "to": record.to_state}
    return post_event(joint, "step", {"step": record.step, "name": name, **states}, by=SYSTEM, at=record.at)


def mark_read(room: Room, actor: Actor, number: int) -> None:
    """Move the person's read mark forward, never back and never past the newest event."""
    check(room, actor)
    number = min(number, Room.objects.values_list("last", flat=True).get(pk=room.pk))
    mark, made = ReadMark.objects.get_or_create(person=actor.person, room=room, defaults={"number": number})
    if not made and mark.number < number:
        ReadMark.objects.filter(pk=mark.pk, number__lt=number).update(number=number)


def write_note(case: Case, actor: Actor, text: str, *, at: datetime) -> None:
    """Keep the mediator's private note about the case; nobody else ever reads it."""
    if "mediator" not in actor.roles:
        raise RoomRefused(_("Only the mediator keeps notes here."))
    if len(text) > LONGEST_NOTE:
        raise RoomRefused(_("The note is too long: at most %(n)d characters.") % {"n": LONGEST_NOTE})
    PrivateNote.objects.update_or_create(
        person=actor.person, case=case, defaults={"text": plain(text), "changed_at": at}
    )


def ready(room: Room, actor: Actor, *, at: datetime) -> None:
    """Raise ``RoomRefused`` when the case is over and ``TooFast`` when the person writes too much."""
    if Case.objects.filter(pk=room.case_id, closed_at__isnull=False).exists():
        raise RoomRefused(_("The mediation is over. What was said can still be read; nothing can be added."))
    since = at - timedelta(minutes=1)
    if RoomEvent.objects.filter(by=actor.person, at__gt=since).count() >= EVENTS_A_MINUTE:
        raise TooFast(_("That was too much in one minute. Wait a moment and send it again; nothing is lost."))


def plain(text: str) -> str:
    """Return the text without control characters and direction tricks; line breaks stay."""
    kept = "".join(
        char
        for char in text.replace("\r\n", "\n").replace("\r", "\n")
        if char in "\n\t\u200d" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    return unicodedata.normalize("NFC", kept).strip()
