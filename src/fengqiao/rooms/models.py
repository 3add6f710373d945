"""Rooms of a mediation: what was said, who is here, what each has read, and the mediator's own notes."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.models import Case
from fengqiao.files.models import Blob
from fengqiao.people.fields import EncryptedTextField


class Room(models.Model):
    """One of the three rooms of a mediation. Who may enter is said in ``rooms.access`` and nowhere else."""

    class Kind(models.TextChoices):
        JOINT = "joint", _("joint talk")
        CAUCUS_A = "caucus_a", _("private talk with the applicant's side")
        CAUCUS_B = "caucus_b", _("private talk with the other side")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="rooms")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    last = models.PositiveIntegerField(default=0, help_text="Number of the newest event")
    pulse = models.PositiveIntegerField(default=0, help_text="Grows when presence or signalling changed")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["case", "kind"]
        constraints = [models.UniqueConstraint(fields=["case", "kind"], name="rooms_room_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def side(self) -> str:
        """Return the side that a caucus belongs to; nothing for the joint room."""
        return {"caucus_a": "a", "caucus_b": "b"}.get(self.kind, "")


class RoomEvent(models.Model):
    """One thing that happened in a room. Append-only; numbers are contiguous per room.

    Events have no ledger leaf of their own: chat is not evidence (Mediation Rules 2021). The mediation record
    that the parties confirm gets one leaf, and so does every act on an offer.
    """

    room = models.ForeignKey(Room, models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    payload = models.JSONField(default=dict)
    file = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=30, blank=True)
    side = models.CharField(max_length=1, blank=True)
    client_id = models.CharField(max_length=40, blank=True, help_text="Given by the page; makes a retry harmless")
    at = models.DateTimeField()

    class Meta:
        ordering = ["room", "number"]
        constraints = [
            models.UniqueConstraint(fields=["room", "number"], name="rooms_event_one_number"),
            models.UniqueConstraint(
                fields=["room", "by", "client_id"], condition=~Q(client_id=""), name="rooms_event_once_per_client_id"
            ),
        ]
        indexes = [models.Index(fields=["by", "at"])]

    def __str__(self) -> str:
        return f"{self.kind} #{self.number}"


class ReadMark(models.Model):
    """The newest event that a person has seen in a room."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    room = models.ForeignKey(Room, models.CASCADE, related_name="read_marks")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "room"], name="rooms_read_mark_once")]

    def __str__(self) -> str:
        return f"{self.person_id} read {self.number}"


class Presence(models.Model):
    """A page of a room that is open on one device, and what it sends."""

    class Media(models.TextChoices):
        NONE = "none", _("text")
        AUDIO = "audio", _("audio")
        VIDEO = "video", _("video")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    room = models.ForeignKey(Room, models.CASCADE, related_name="presences")
    device = models.CharField(max_length=40)
    role = models.CharField(max_length=30)
    side = models.CharField(max_length=1, blank=True)
    media = models.CharField(max_length=5, choices=Media.choices, default=Media.NONE)
    here = models.BooleanField(default=True, help_text="False from the moment the page closes until it is cleared")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "person", "device"], name="rooms_presence_once")]
        indexes = [models.Index(fields=["seen_at"])]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.room_id}"


class Signal(models.Model):
    """One WebRTC message on its way from one device to another in the same room. Lives a minute, is no record."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sender = models.CharField(max_length=40)
    receiver = models.CharField(max_length=40)
    data = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["room", "receiver", "id"]), models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"{self.sender} to {self.receiver}"


class PrivateNote(models.Model):
    """What a mediator notes for himself about a case: no other person reads it and no file receives it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    text = EncryptedTextField(blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "case"], name="rooms_note_once")]

    def __str__(self) -> str:
        return f"note {self.pk}"
