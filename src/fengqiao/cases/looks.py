"""One look at a case: reads that several parts of a page ask for are made once, and never outlive the page."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")
_found: ContextVar[dict[Hashable, Any] | None] = ContextVar("found", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """Answer every repeated read inside from what it found first. Only for pages that change nothing."""
    token = _found.set({})
    try:
        yield
    finally:
        _found.reset(token)


def once(read: Callable[P, R]) -> Callable[P, R]:
    """Make a read once in a look for the same arguments; outside of a look, as in a step, it always asks again."""

    @wraps(read)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        found = _found.get()
        if found is None:
            return read(*args, **kwargs)
        key = (read, args, tuple(sorted(kwargs.items())))
        if key not in found:
            found[key] = read(*args, **kwargs)
        return cast(R, found[key])

    return asked
