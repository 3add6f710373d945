"""Demo twins: nothing leaves the house, everything is kept as a ``DemoMessage`` and shown on a demo page."""

from __future__ import annotations

import secrets
from datetime import datetime

from fengqiao.gateways.models import DemoMessage
from fengqiao.gateways.results import Result, State

DEMO_MISMATCH = "110101199003070003"
"""The demo registry answers that this number belongs to another name."""
DEMO_UNREACHABLE = "110101199003070011"
"""The demo registry does not answer for this number."""
DEMO_DEAD_PHONE = "13800000000"
"""The demo network does not take messages for this number."""

REGIONS = ("510104", "510106", "510107", "330681", "110105", "310106", "440305", "320505")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


class DemoSms:
    """Keeps text messages."""

    name = "demo"

    def send(self, to: str, text: str, *, at: datetime) -> Result:
        """Keep the message; the one documented dead number fails."""
        if to == DEMO_DEAD_PHONE:
            return Result(State.FAILED, "unreachable")
        row = DemoMessage.objects.create(channel="sms", to=to, text=text, at=at)
        return Result(State.ACCEPTED, reference=f"demo-{row.pk}")


class DemoMail:
    """Keeps e-mail."""

    name = "demo"

    def send(self, to: str, subject: str, text: str, *, at: datetime) -> Result:
        """Keep the message."""
        row = DemoMessage.objects.create(channel="mail", to=to, subject=subject, text=text, at=at)
        return Result(State.ACCEPTED, reference=f"demo-{row.pk}")


class DemoIdentity:
    """Says yes to every name with a well-formed number, except the two documented ones."""

    name = "demo"

    def check(self, name: str, id_number: str, *, at: datetime) -> Result:
        """Answer and keep what was asked, masked."""
        result = _answer(id_number)
        masked = f"{id_number[:3]}{'*' * 11}{id_number[14:]}"
        text = f"{name[:1]}{'*' * (len(name) - 1)} {masked}: {result.state} {result.reason}".strip()
        DemoMessage.objects.create(channel="identity", to=masked, text=text, at=at)
        return result


def _answer(id_number: str) -> Result:
    if id_number == DEMO_MISMATCH:
        return Result(State.REFUSED, "mismatch")
    if id_number == DEMO_UNREACHABLE:
        return Result(State.FAILED, "unreachable")
    return Result(State.ACCEPTED)


def sample_id_number() -> str:
    """Return an invented adult's identity number with a right check digit, for people who try the demo."""
    day = f"{1960 + secrets.randbelow(40)}{1 + secrets.randbelow(12):02d}{1 + secrets.randbelow(28):02d}"
    body = f"{secrets.choice(REGIONS)}{day}{100 + secrets.randbelow(900)}"
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]
