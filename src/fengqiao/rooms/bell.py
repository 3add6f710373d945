"""Rings the open streams of a room when something new is in it.

The rows are the truth; the bell only shortens the way. Three ways lead to it: the writer in the same process,
a look at the counters of all watched rooms once a second (one query for all streams of the process), and, where
``FENGQIAO_REDIS_URL`` is set, a Redis channel.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from uuid import UUID

import redis
import redis.asyncio
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import Error, connections, transaction

from fengqiao.rooms.models import Room

LOOK_EVERY = 1.0
"""Seconds between two looks at the counters."""
CHANNEL = "fengqiao:rooms"
log = logging.getLogger(__name__)


class Bell:
    """The waiting streams of this process, by room."""

    def __init__(self) -> None:
        self._waiting: dict[UUID, set[asyncio.Event]] = defaultdict(set)
        self._seen: dict[UUID, tuple[int, int]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: list[asyncio.Task[None]] = []

    def listen(self, room_id: UUID, event: asyncio.Event) -> None:
        """Set the event whenever the room may hold something new, until it is given back."""
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            self._loop, self._tasks = loop, []
            self._waiting.clear()
        self._waiting[room_id].add(event)
        if not self._tasks:
            self._tasks = [loop.create_task(self._look())]
            if settings.REDIS_URL:
                self._tasks.append(loop.create_task(self._hear()))

    def leave(self, room_id: UUID, event: asyncio.Event) -> None:
        """Give the event back; the last one stops the looking."""
        self._waiting[room_id].discard(event)
        if not self._waiting[room_id]:
            del self._waiting[room_id]
            self._seen.pop(room_id, None)
        if not self._waiting:
            for task in self._tasks:
                task.cancel()
            self._tasks = []

    def ring(self, room_id: UUID) -> None:
        """Wake the streams of the room, from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake, room_id)

    def _wake(self, room_id: UUID) -> None:
        for event in self._waiting.get(room_id, ()):
            event.set()

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                now = await sync_to_async(_counters, thread_sensitive=False)(list(self._waiting))
            except Error:
                log.exception("room_counters_unreadable")
                continue
            for room_id, counters in now.items():
                if self._seen.get(room_id) != counters:
                    self._seen[room_id] = counters
                    self._wake(room_id)

    async def _hear(self) -> None:
        while True:
            try:
                await self._hear_once()
            except (redis.RedisError, OSError):
                log.warning("room_channel_lost", exc_info=True)
                await asyncio.sleep(5)

    async def _hear_once(self) -> None:
        # redis-py drops an idle socket after its default timeout of five seconds.
        client = redis.asyncio.from_url(settings.REDIS_URL, socket_timeout=None)
        async with client, client.pubsub() as channel:
            await channel.subscribe(CHANNEL)
            async for message in channel.listen():
                if message["type"] == "message":
                    self._wake(UUID(message["data"].decode()))


BELL = Bell()


def _counters(rooms: list[UUID]) -> dict[UUID, tuple[int, int]]:
    try:
        rows = Room.objects.filter(pk__in=rooms).values_list("pk", "last", "pulse")
        return {pk: (last, pulse) for pk, last, pulse in rows}
    finally:
        connections.close_all()


def ring_after_commit(room_id: UUID) -> None:
    """Wake the streams of this and, with Redis, of every other process once the transaction is through."""
    transaction.on_commit(lambda: _ring(room_id))


def _ring(room_id: UUID) -> None:
    BELL.ring(room_id)
    if settings.REDIS_URL:
        try:
            _redis().publish(CHANNEL, str(room_id))
        except redis.RedisError:
            log.warning("room_channel_lost", exc_info=True)


def _redis() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)
