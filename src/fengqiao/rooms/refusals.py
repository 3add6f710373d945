"""What a room answers instead of doing it."""

from __future__ import annotations


class NoEntry(Exception):
    """The actor may not be in this room."""


class RoomRefused(Exception):
    """The room does not take this; the text says why and what to do, in the person's language."""


class TooFast(RoomRefused):
    """The person writes more in a minute than anybody can read."""
