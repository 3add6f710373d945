"""Start-up checks of what only a running platform needs, and the refusal to start when any check fails."""

from __future__ import annotations

import sys

import click
from django.conf import settings
from django.core.checks import ERROR, CheckMessage, Error, register, run_checks


@register()
def production_is_public(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Report, outside demo mode, an address without https and a ledger that still bears the demo's name."""
    if settings.DEMO:
        return []
    found: list[CheckMessage] = []
    if not settings.HTTPS:
        found.append(
            Error(
                "FENGQIAO_BASE_URL does not begin with https://, but FENGQIAO_DEMO=0.",
                hint="Set it to the public https address.",
                id="fengqiao.E020",
            )
        )
    if settings.LEDGER_ORIGIN.startswith("fengqiao.demo/"):
        found.append(
            Error(
                "FENGQIAO_LEDGER_ORIGIN is the demo's log, but FENGQIAO_DEMO=0.",
                hint="Give the log a name that never changes, such as odr.example.gov.cn/ledger.",
                id="fengqiao.E021",
            )
        )
    return found


def faults() -> list[CheckMessage]:
    """Return every start-up check that failed."""
    return [message for message in run_checks() if message.level >= ERROR and not message.is_silenced()]


def refuse_to_start_with_faults() -> None:
    """Exit 2 with every failed start-up check: demo keys in production, unsound procedures, unknown gateways."""
    if found := faults():
        lines = [f"- {message.msg}{' ' + str(message.hint) if message.hint else ''}" for message in found]
        click.echo("Fengqiao does not start:\n" + "\n".join(lines), err=True)
        sys.exit(2)
