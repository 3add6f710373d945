"""Rows of a collection and of questions, read from JSON lines; what cannot be meant is refused with its line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

_SHOWN = 40


class BadRow(ValueError):
    """A line that cannot be read: which, what is wrong, and what to do."""

    def __init__(self, file: str, line: int, wrong: str, remedy: str) -> None:
        super().__init__(f"{file}, line {line}: {wrong} {remedy}")
        self.line = line


def read_rows(file: str, lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """Yield the rows in their order; blank lines are skipped. BadRow for a line that is no row of its own.

    A row is an object with ``id`` (text or whole number, no two alike) and ``text``; further fields are kept.
    """
    seen: dict[tuple[type, Any], int] = {}
    for number, line in enumerate(lines, start=1):
        raw = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not raw.strip():
            continue
        row = _row(file, number, raw)
        key = (type(row["id"]), row["id"])
        if key in seen:
            raise BadRow(
                file,
                number,
                f"the id {_short(row['id'])} was already used in line {seen[key]}.",
                "Give each row an id of its own.",
            )
        seen[key] = number
        yield row


def _row(file: str, number: int, raw: bytes) -> dict[str, Any]:
    try:
        row = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadRow(file, number, f"not UTF-8 at byte {error.start}.", "Save the file as UTF-8.") from None
    except (ValueError, RecursionError):
        wrong = f"not JSON: {_short(raw.decode('utf-8').strip())}."
        raise BadRow(file, number, wrong, 'Write one object a line: {"id": "1", "text": "…"}.') from None
    if not isinstance(row, dict):
        raise BadRow(file, number, "not a JSON object.", 'Write one object a line: {"id": "1", "text": "…"}.')
    if isinstance(row.get("id"), bool) or not isinstance(row.get("id"), str | int) or row["id"] == "":
        raise BadRow(file, number, "no id.", 'Give the row an "id", a text or a whole number.')
    if not isinstance(row.get("text"), str):
        raise BadRow(file, number, "no text.", 'Give the row a "text" in quotation marks; it may be empty.')
    return row


def _short(value: object) -> str:
    text = str(value)
    return json.dumps(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…", ensure_ascii=False)
