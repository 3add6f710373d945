"""Separate consents of the platform: what a person is asked, what follows, how to withdraw.

Each is asked for on its own and never pre-ticked. A record keeps ``code`` and ``version``, so that it can be shown
later which words the person saw.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fengqiao.law.table import Entry, Table, load, names


@dataclass(frozen=True, slots=True)
class Choice:
    """One part of a consent's scope that a person may tick."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class ConsentText:
    """Words of one consent in one version. ``basis`` are codes for :func:`fengqiao.law.citations.citation`."""

    code: str
    version: date
    title_zh: str
    title_en: str
    what_zh: str
    what_en: str
    consequence_zh: str
    consequence_en: str
    withdraw_zh: str
    withdraw_en: str
    basis: tuple[str, ...]
    scope: tuple[Choice, ...]
    entry: Entry


def codes() -> tuple[str, ...]:
    """Codes of all consents: online_mediation, electronic_delivery, online_confirmation, sensitive_data."""
    return names("consents")


def consent_text(code: str, on: date) -> ConsentText:
    """The text in force on a day; LookupError for an unknown code or a day before its law."""
    table = load(f"consents/{code}")
    return _text(code, table, table.on(on))


def consent_version(code: str, version: date) -> ConsentText:
    """The very text that a record with this version date refers to; LookupError when there is none."""
    table = load(f"consents/{code}")
    for entry in table.entries:
        if entry.since == version:
            return _text(code, table, entry)
    known = ", ".join(str(entry.since) for entry in table.entries)
    raise LookupError(f"{code}: no text of version {version}. Versions: {known}.")


def _text(code: str, table: Table, entry: Entry) -> ConsentText:
    words = {key: text for key, text in entry.value.items() if key != "scope"}
    scope = tuple(Choice(**row) for row in entry.value.get("scope", ()))
    return ConsentText(
        code=code, version=entry.since, title_zh=table.about["zh"], title_en=table.about["en"],
        basis=tuple(table.about["basis"]), scope=scope, entry=entry, **words,
    )  # fmt: skip
