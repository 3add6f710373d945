"""``fengqiao law``: ask the tables of law, and list them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import click

from fengqiao.law.register import Listed, register
from fengqiao.law.rows import TABLES, answered
from fengqiao.law.table import Entry

_WIDTH = 100
_written = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=str).encode


@click.group()
def command() -> None:
    """Ask the tables of law, and list them with dates and sources."""


@command.command("eval")
@click.argument("table")
def evaluate(table: str) -> None:
    """Answer questions to TABLE: JSON lines in, JSON lines out, in the same order.

    A line is {"id": …, "row": {…}}; its answer has value, steps and source, or error. Exit 2 for an unknown TABLE.
    """
    if table not in TABLES:
        raise click.UsageError(f"There is no table {table!r} to ask. Use one of: {', '.join(TABLES)}.")
    answer = TABLES[table]
    out = sys.stdout.buffer
    for number, line in enumerate(sys.stdin.buffer):
        found = answered(answer, line.removeprefix(b"\xef\xbb\xbf") if number == 0 else line)
        # A lone surrogate that came in as \udXXX goes out as it came: the replacement is the escape of JSON.
        out.write(_written(found).encode("utf-8", "backslashreplace") + b"\n")
        out.flush()


@command.command("tables")
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of text.")
@click.option("--unverified", is_flag=True, help="Only the entries that are 待核.")
def tables(as_json: bool, unverified: bool) -> None:
    """List every table of law with its entries: since when, what, on which source, and whether it is 待核."""
    listed = list(register())
    if unverified:
        listed = [table for table in map(_doubtful, listed) if table.entries]
    if as_json:
        click.echo(json.dumps([_as_json(table) for table in listed], ensure_ascii=False, indent=1, default=str))
        return
    for table in listed:
        click.echo("\n".join(_as_text(table)))


def _doubtful(table: Listed) -> Listed:
    return replace(table, entries=tuple(entry for entry in table.entries if not entry.verified))


def _as_json(table: Listed) -> dict[str, Any]:
    return {"table": table.name, "zh": table.zh, "en": table.en, "entries": [_entry(entry) for entry in table.entries]}


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "since": entry.since,
        "value": entry.value,
        "source": entry.source,
        "source_en": entry.source_en,
        "unverified": not entry.verified,
    }


def _as_text(table: Listed) -> Iterator[str]:
    yield f"{table.name}  {table.zh}" + (f"  {table.en}" if table.en != table.zh else "")
    for entry in table.entries:
        value = json.dumps(entry.value, ensure_ascii=False, default=str)
        yield f"  {entry.since}  {entry.shown_source}"
        yield f"              {value if len(value) <= _WIDTH else value[: _WIDTH - 1] + '…'}"
