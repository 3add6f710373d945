"""What every gateway answers, and what each kind can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class State(StrEnum):
    """Outcome of one call."""

    ACCEPTED = "accepted"
    """Taken over (a message), or yes, they belong together (an identity)."""
    REFUSED = "refused"
    """The other house answered no: asking again with the same data changes nothing."""
    FAILED = "failed"
    """No usable answer: unreachable, too slow, broken. May be tried again."""


@dataclass(frozen=True, slots=True)
class Result:
    """Outcome of one call. ``reason`` is a short code for operators (never personal data), empty when accepted."""

    state: State
    reason: str = ""
    reference: str = ""

    @property
    def ok(self) -> bool:
        """Return whether the other house said yes."""
        return self.state is State.ACCEPTED


class SmsGateway(Protocol):
    """Sends text messages to mobile numbers."""

    name: str

    def send(self, to: str, text: str, *, at: datetime) -> Result:
        """Hand over one message; the result says what became of it."""
        ...


class MailGateway(Protocol):
    """Sends e-mail."""

    name: str

    def send(self, to: str, subject: str, text: str, *, at: datetime) -> Result:
        """Hand over one message; the result says what became of it."""
        ...


class IdentityGateway(Protocol):
    """Knows whether a name and an identity number belong together."""

    name: str

    def check(self, name: str, id_number: str, *, at: datetime) -> Result:
        """Ask; refused means that they do not belong together, failed that nobody could say."""
        ...
