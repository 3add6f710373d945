"""``fengqiao law``: questions in, answers out, and the list of tables."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

import pytest
from click.testing import CliRunner, Result

from fengqiao.commands.law import command
from fengqiao.law.register import register

QUESTION = {"kind": "property", "amount_yuan": "10001", "params_json": "{}"}


def run(*words: str, given: bytes = b"") -> Result:
    return CliRunner().invoke(command, list(words), input=given)


def answers(table: str, given: bytes) -> list[dict[str, Any]]:
    done = run("eval", table, given=given)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout_bytes.decode().split("\n")[:-1]]


def line(identity: object, row: object) -> bytes:
    return json.dumps({"id": identity, "row": row}).encode() + b"\n"


def test_every_line_is_answered_in_its_order() -> None:
    found = answers("fees", line("a", QUESTION) + b"nonsense\n\n" + line("b", {"kind": "?"}) + line(3, QUESTION))
    assert [(one["id"], "error" in one) for one in found] == [
        ("a", False), (None, True), (None, True), ("b", True), (3, False),
    ]  # fmt: skip
    assert found[0]["value"] == {"min": "50.03", "max": "50.03"}
    assert found[0]["source"].startswith("诉讼费用交纳办法")


def test_bytes_that_no_text_can_hold_do_not_stop_the_answers() -> None:
    given = b"\xff\xfe\n" + b'\xef\xbb\xbf{"id": 1}\n' + b'{"id": "\\ud800", "row": {}}\n' + line("last", QUESTION)
    found = answers("fees", given)
    assert [one["id"] for one in found] == [None, None, "\ud800", "last"]


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    given = b"\xef\xbb\xbf" + line("a", QUESTION).replace(b"\n", b"\r\n")
    assert answers("fees", given)[0]["value"]["min"] == "50.03"


def test_no_line_is_no_answer() -> None:
    assert answers("consumer", b"") == []


def test_an_unknown_table_names_the_known_ones() -> None:
    done = run("eval", "horoscope")
    assert done.exit_code == 2
    assert "consumer, " in done.output
    assert "fees" in done.output


def test_the_law_needs_no_settings() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "fengqiao.commands", "law", "eval", "fees"],
        input=line("a", QUESTION),
        capture_output=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "no.such.settings"},
    )
    assert (done.returncode, json.loads(done.stdout)["id"]) == (0, "a")


@pytest.mark.slow
def test_a_hundred_thousand_fees_take_ten_seconds_at_most() -> None:
    given = b"".join(line(n, {**QUESTION, "amount_yuan": str(n * 137 + 1)}) for n in range(100_000))
    before = getrusage(RUSAGE_CHILDREN)
    words = [sys.executable, "-m", "fengqiao.commands", "law", "eval", "fees"]
    done = subprocess.run(words, input=given, capture_output=True, check=True)
    after = getrusage(RUSAGE_CHILDREN)
    assert len(done.stdout.splitlines()) == 100_000
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 10


def test_the_list_has_every_table_with_dates_and_sources() -> None:
    listed = json.loads(run("tables", "--json").stdout)
    entries = {entry["since"]: entry for table in listed if table["table"] == "lpr" for entry in table["entries"]}
    assert {table["table"] for table in listed} >= {
        "fees/property",
        "interest/private_loan_cap",
        "holidays",
        "citations",
    }
    assert entries["2025-05-20"]["value"] == {"one_year": "3.00", "five_years": "3.50"}
    assert (entries["2025-05-20"]["unverified"], entries["2026-06-22"]["unverified"]) == (False, True)
    assert all(entry["source"] for table in listed for entry in table["entries"])


def test_the_text_marks_what_is_to_be_verified() -> None:
    text = run("tables").stdout
    assert "  2007-04-01  诉讼费用交纳办法（国务院令第481号）第13条（一）\n" in text
    assert "  2026-06-22  全国银行间同业拆借中心2026年6月22日公布的贷款市场报价利率（待核）\n" in text


def test_the_list_of_what_is_to_be_verified_holds_nothing_else() -> None:
    listed = json.loads(run("tables", "--json", "--unverified").stdout)
    assert "fees/property" not in {table["table"] for table in listed}
    assert all(entry["unverified"] for table in listed for entry in table["entries"])


def test_the_page_on_the_law_names_every_rule_whose_newest_entry_is_unverified() -> None:
    page = (Path(__file__).parents[2] / "docs/law.md").read_text("utf-8")
    doubtful = {table.name for table in register() if not table.entries[-1].verified}
    assert doubtful - set(re.findall(r"`([\w/]+)`", page)) == set()
