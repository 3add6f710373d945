"""Start-up check: outside demo mode nothing of the demo is left."""

from __future__ import annotations

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from fengqiao.gateways import ADAPTERS, chosen

NEEDS = {("sms", "http"): ("SMS_URL", "SMS_SECRET"), ("identity", "http"): ("IDENTITY_URL", "IDENTITY_SECRET")}
"""Settings without which an adapter cannot work; addresses must be https."""


@register()
def gateways_are_real(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Report unknown adapters, adapters without their settings and, outside demo mode, demo adapters and demo keys."""
    found: list[CheckMessage] = []
    for kind, adapters in ADAPTERS.items():
        found += _adapter_faults(kind, chosen(kind), adapters)
    if not settings.DEMO:
        found += _demo_keys()
    return found


def _adapter_faults(kind: str, name: str, adapters: dict[str, str]) -> list[CheckMessage]:
    setting = f"FENGQIAO_{kind.upper()}_GATEWAY"
    real = ", ".join(sorted(set(adapters) - {"demo"}))
    if name not in adapters:
        return [Error(f"{setting}={name!r} is unknown.", hint=f"Write one of: {real}, demo.", id="fengqiao.E010")]
    if name == "demo":
        if settings.DEMO:
            return []
        return [
            Error(
                f"{setting} is the demo twin, but FENGQIAO_DEMO=0.",
                hint=f"Set {setting} to {real}.",
                id="fengqiao.E011",
            )
        ]
    found: list[CheckMessage] = []
    for need in NEEDS.get((kind, name), ()):
        value = str(getattr(settings, need))
        if not value:
            found.append(Error(f"FENGQIAO_{need} is empty.", hint=f"{setting}={name} needs it.", id="fengqiao.E012"))
        elif need.endswith("_URL") and not value.startswith("https://"):
            found.append(Error(f"FENGQIAO_{need} is not https.", hint="Write an https address.", id="fengqiao.E013"))
    if (kind, name) == ("mail", "smtp") and not settings.EMAIL_HOST:
        found.append(Error("FENGQIAO_MAIL_HOST is empty.", hint=f"{setting}=smtp needs it.", id="fengqiao.E012"))
    return found


def _demo_keys() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for name, values in (("SECRET_KEY", [settings.SECRET_KEY]), ("FIELD_KEYS", settings.FIELD_KEYS)):
        if settings.DEMO_KEY in values or not all(len(value) >= 32 for value in values):
            found.append(
                Error(
                    f"FENGQIAO_{name} is the demo key or shorter than 32 characters, but FENGQIAO_DEMO=0.",
                    hint=f"Set FENGQIAO_{name}_FILE to a file with a random key of at least 32 characters.",
                    id="fengqiao.E014",
                )
            )
    return found
