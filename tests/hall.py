"""The rooms of one case, told in the words of who says what."""

from __future__ import annotations

from datetime import timedelta

from cast import Cast
from story import Story

from fengqiao.cases.actors import Actor
from fengqiao.cases.steps import PROCEDURES, Effect, Procedure, Turn
from fengqiao.rooms.actions import open_rooms, post_event, say
from fengqiao.rooms.models import Room, RoomEvent

if "talk_run" not in PROCEDURES:
    talks = Procedure(
        "talk_run",
        title="Talks",
        start="talking",
        states={"talking": "talking", "over": "over"},
        final=frozenset({"over"}),
        basis="mediation/online-rules-8",
    )

    @talks.step(
        "stop",
        source="talking",
        target="over",
        by="mediator",
        basis="mediation/online-rules-8",
        label="stop",
        says="ended the talks",
    )
    def stop(turn: Turn) -> Effect:
        """Stop talking."""
        return Effect()


class Hall(Story):
    """A case with 阿丽, 博文 and 陈调 in its three rooms."""

    def __init__(self, cast: Cast) -> None:
        super().__init__(cast, "talk_run")
        self.join("mediator", "", cast.chen)
        self.rooms = open_rooms(self.case, at=self.now)

    def room(self, kind: str) -> Room:
        """Return a room by kind, fresh."""
        return Room.objects.select_related("case__organisation").get(case=self.case, kind=kind)

    def says(self, who: str, text: str, *, kind: str = "joint", client_id: str = "") -> RoomEvent:
        """Say something in a room; a second passes."""
        self.now += timedelta(seconds=1)
        return say(self.room(kind), self.actor(who), text, at=self.now, client_id=client_id)

    def note(self, kind: str, event: str, by: Actor) -> RoomEvent:
        """Post an event of another kind."""
        self.now += timedelta(seconds=1)
        return post_event(self.room(kind), event, {}, by=by, at=self.now)

    def over(self) -> Hall:
        """End the talks."""
        self.then("chen", PROCEDURES["talk_run"].steps["stop"])
        return self
