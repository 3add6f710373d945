"""Refuses bodies that are larger than any form of ours, before a byte of them is written to disk."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
ANSWER = "传的内容太大，请分几次传。\nThis is too much at once. Please send it in parts.\n".encode()


def limit_bodies(app: App, most: int) -> App:
    """Answer 413 when the declared length is over ``most`` bytes; a longer stream without a length is cut off.

    Django's ASGI handler spools the whole body before a view can look at it, so the limit stands in front of it.
    """

    async def limited(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _declared(scope) > most:
            headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
            await send({"type": "http.response.start", "status": 413, "headers": headers})
            await send({"type": "http.response.body", "body": ANSWER})
            return
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            return message if taken <= most else {"type": "http.disconnect"}

        await app(scope, counted, send)

    return limited


def _declared(scope: Scope) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0
