"""Settings from the environment: ``FENGQIAO_*``, misspelt values fail loudly."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from fengqiao.law.local import LocalLaw
from fengqiao.law.local import local_law as read_local_law


class BadSetting(ImproperlyConfigured):
    """A ``FENGQIAO_*`` value cannot be understood; the text says which and what to write."""


KNOWN: dict[str, str] = {}
"""Every setting that was asked for, with its one-line meaning; ``fengqiao doctor`` and the docs read it."""


def text(name: str, default: str, meaning: str) -> str:
    """Return the text of ``FENGQIAO_<name>`` or the default."""
    key = f"FENGQIAO_{name}"
    KNOWN[key] = meaning
    return os.environ.get(key, default)


def flag(name: str, default: bool, meaning: str) -> bool:
    """Return a yes/no setting; anything but 1/0, true/false, yes/no, on/off is refused."""
    raw = text(name, "1" if default else "0", meaning).strip().lower()
    if raw in {"1", "true", "yes", "on"}:
        return True
    if raw in {"", "0", "false", "no", "off"}:
        return False
    raise BadSetting(f"FENGQIAO_{name}={raw!r} is neither yes nor no. Write 1 or 0.")


def number(name: str, default: int, meaning: str) -> int:
    """Return a whole number."""
    raw = text(name, str(default), meaning)
    try:
        return int(raw)
    except ValueError:
        raise BadSetting(f"FENGQIAO_{name}={raw!r} is not a whole number.") from None


def words(name: str, default: str, meaning: str) -> list[str]:
    """Return a list separated by commas."""
    return [word.strip() for word in text(name, default, meaning).split(",") if word.strip()]


def json_list(name: str, default: str, meaning: str) -> list[Any]:
    """Return a setting written as a JSON list."""
    raw = text(name, default, meaning)
    try:
        value = json.loads(raw)
    except ValueError:
        value = None
    if not isinstance(value, list):
        raise BadSetting(f"FENGQIAO_{name} is not a JSON list. Write one like {default}.")
    return value


def local_law(name: str, meaning: str) -> LocalLaw:
    """Return the figures of the file that ``FENGQIAO_<name>`` names; none is set without it."""
    path = text(name, "", meaning)
    try:
        return read_local_law(tomllib.loads(Path(path).read_text("utf-8")) if path else {})
    except (OSError, ValueError) as error:
        raise BadSetting(f"FENGQIAO_{name}={path!r}: {error}") from None


def secret(name: str, default: str, meaning: str) -> str:
    """Return a secret from ``FENGQIAO_<name>`` or from the file that ``FENGQIAO_<name>_FILE`` names."""
    file = text(f"{name}_FILE", "", f"File that holds FENGQIAO_{name}")
    if file:
        return Path(file).read_text("utf-8").strip()
    return text(name, default, meaning)


def refuse_unknown() -> None:
    """Raise on a ``FENGQIAO_`` variable that no setting reads: most are spelling mistakes."""
    unknown = sorted(key for key in os.environ if key.startswith("FENGQIAO_") and key not in KNOWN)
    if unknown:
        raise BadSetting(f"Unknown setting {', '.join(unknown)}. Known ones: {', '.join(sorted(KNOWN))}.")
