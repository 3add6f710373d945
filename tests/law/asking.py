"""Asking a table of law from a test, and reading the vectors that lie beside the tests."""

import csv
import json
from pathlib import Path
from typing import Any

from fengqiao.law.rows import TABLES, answered

VECTORS = Path(__file__).parent / "vectors"


def vectors(name: str) -> list[dict[str, str]]:
    """The rows of a vector file."""
    with (VECTORS / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def ask(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The answer to one row, as the command writes it."""
    found: dict[str, Any] = json.loads(json.dumps(answered(TABLES[table], json.dumps({"id": "a", "row": row}))))
    return found


def refused(table: str, row: dict[str, Any]) -> str:
    """The message that refuses a row; fails when there is a value."""
    found = ask(table, row)
    assert set(found) == {"id", "error"}, found
    message: str = found["error"]
    return message
