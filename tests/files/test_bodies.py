"""A body larger than any form is refused before it is read."""

from __future__ import annotations

import asyncio
from typing import Any

from fengqiao.config.bodies import limit_bodies


def answered(headers: list[tuple[bytes, bytes]]) -> tuple[list[Any], int]:
    """Return what was sent, and how many bytes the application got to see."""
    sent: list[Any] = []
    seen = 0

    async def app(scope: Any, receive: Any, send: Any) -> None:
        nonlocal seen
        while (message := await receive())["type"] == "http.request" and seen < 10_000:
            seen += len(message["body"])

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"x" * 100, "more_body": True}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(limit_bodies(app, 1000)({"type": "http", "headers": headers}, receive, send))
    return sent, seen


def test_a_declared_length_over_the_limit_is_refused_unread() -> None:
    sent, seen = answered([(b"content-length", b"10000000000")])
    assert (sent[0]["status"], seen) == (413, 0)


def test_a_stream_without_length_is_cut_off_at_the_limit() -> None:
    assert answered([]) == ([], 1000)
