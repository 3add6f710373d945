"""The outside world: who takes text messages and e-mail, and who knows whether a name and a number belong together.

Each kind has a real adapter and a ``demo`` twin that works offline; ``FENGQIAO_<KIND>_GATEWAY`` chooses.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string

from fengqiao.gateways.results import IdentityGateway, MailGateway, Result, SmsGateway, State

__all__ = ["ADAPTERS", "IdentityGateway", "MailGateway", "Result", "SmsGateway", "State", "identity", "mail", "sms"]

ADAPTERS: dict[str, dict[str, str]] = {
    "sms": {"demo": "fengqiao.gateways.demo.DemoSms", "http": "fengqiao.gateways.http.HttpSms"},
    "mail": {"demo": "fengqiao.gateways.demo.DemoMail", "smtp": "fengqiao.gateways.smtp.SmtpMail"},
    "identity": {"demo": "fengqiao.gateways.demo.DemoIdentity", "http": "fengqiao.gateways.http.HttpIdentity"},
}
"""Kind → name in the settings → class."""


def chosen(kind: str) -> str:
    """Return the name of the adapter that the settings choose for a kind."""
    return str(getattr(settings, f"{kind.upper()}_GATEWAY"))


def sms() -> SmsGateway:
    """Return the configured text message adapter."""
    return import_string(ADAPTERS["sms"][chosen("sms")])()  # type: ignore[no-any-return]


def mail() -> MailGateway:
    """Return the configured e-mail adapter."""
    return import_string(ADAPTERS["mail"][chosen("mail")])()  # type: ignore[no-any-return]


def identity() -> IdentityGateway:
    """Return the configured identity adapter."""
    return import_string(ADAPTERS["identity"][chosen("identity")])()  # type: ignore[no-any-return]
