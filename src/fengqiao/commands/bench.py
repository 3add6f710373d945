"""``fengqiao bench``: what the heaviest acts need on this machine, beside their budget, as a table."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click

from fengqiao.commands import measures
from fengqiao.commands.measured_pages import Register, quantile
from fengqiao.commands.measured_search import Shelf
from fengqiao.commands.sustained import A_SECOND, sustained
from fengqiao.documents.benchmark import office_there, paper_rows


@dataclass(frozen=True, slots=True)
class Row:
    """One measured act: its figure, the unit, the budget, and whether more is better.

    A time is broken only when it is a tenth worse than the budget, since other work on the machine costs that much;
    a count of queries has no noise.
    """

    name: str
    figure: float
    unit: str
    budget: float
    more_is_better: bool = False
    noise: float = 0.1

    @property
    def kept(self) -> bool:
        """Return whether the budget is kept, or missed by no more than the noise."""
        return self.ratio >= 1 / (1 + self.noise)

    @property
    def ratio(self) -> float:
        """Return how many times better than the budget."""
        if not self.budget:
            return 0.0 if self.figure else 1.0
        return self.figure / self.budget if self.more_is_better else self.budget / max(self.figure, 1e-9)


@click.command()
@click.option("--long", "long_run", is_flag=True, help="A million ledger entries, and five minutes of requests.")
@click.option("--inside", is_flag=True, hidden=True)
def command(long_run: bool, inside: bool) -> None:
    """Measure papers, signatures, ledger, search and pages. Exit 1 when a budget is missed by more than a tenth."""
    if not inside:
        sys.exit(in_a_folder_of_its_own(["--long"] if long_run else []))
    click.echo(f"{'act':52}{'measured':>12}{'budget':>12}   ratio")
    rows = []
    for row in measured(long_run):
        rows.append(row)
        click.echo(line(row))
    click.echo(beside_libreoffice())
    sys.exit(0 if all(row.kept for row in rows) else 1)


def line(row: Row) -> str:
    """Return the row as a line of the table."""
    sign = ">=" if row.more_is_better else "<="
    return (
        f"{row.name:52}{row.figure:>9.1f} {row.unit:3}{sign:>3}{row.budget:>7.0f} {row.unit:3}"
        f"{row.ratio:>6.1f}x {'' if row.kept else ' NOT KEPT'}"
    ).rstrip()


def beside_libreoffice() -> str:
    """Say in one line why nothing stands beside LibreOffice, or nothing when it does."""
    return "" if office_there() else "No row beside docxtpl and LibreOffice: soffice or docxtpl is not installed here."


def in_a_folder_of_its_own(options: list[str]) -> int:
    """Run the bench with an empty database and fresh keys, so that no real data are touched."""
    with tempfile.TemporaryDirectory(prefix="fengqiao-bench-") as folder:
        settings = os.environ | {"FENGQIAO_VAR": folder, "FENGQIAO_DEMO": "1"}
        settings.pop("FENGQIAO_DATABASE_URL", None)
        words = [sys.executable, "-m", "fengqiao.commands", "bench", "--inside", *options]
        return subprocess.run(words, env=settings, check=False).returncode  # noqa: S603  our own words


def measured(long_run: bool) -> Iterator[Row]:
    """Measure one act after the other."""
    leaves = 1_000_000 if long_run else 20_000
    scene = measures.Scene()
    yield Row("agreement, set as PDF (CPU)", milliseconds(scene.set_agreement, 40), "ms", 50)
    yield Row("46 agreements", seconds(lambda: [scene.set_agreement() for _copy in range(46)]), "s", 3)
    yield Row("one signature", milliseconds(scene.sign_once, 10), "ms", 120)
    yield Row("check of a file with four signatures", milliseconds(scene.check_four, 5), "ms", 250)
    yield Row("ledger, single durable appends", scene.single_appends(200), "/s", 100, more_is_better=True)
    yield Row(f"ledger, {leaves:,} entries sequenced", scene.sequenced(leaves), "/s", 3000, more_is_better=True)
    yield from office(scene)
    yield Row("100,000 court fees on the command line", hundred_thousand_fees(), "s", 10)
    yield from shelves()
    yield from pages(Register(scene.at))
    if long_run:
        yield from load(300)


def office(scene: measures.Scene) -> Iterator[Row]:
    """Set agreements beside docxtpl with one LibreOffice for each and with one for all; nothing without them."""
    if office_there():
        for row in paper_rows(scene.data):
            if row.unit == "x":
                yield Row(row.name, row.value, "x", row.budget or 1, more_is_better=True)


def hundred_thousand_fees() -> float:
    """Return the seconds that ``fengqiao law eval fees`` needs for as many lines, its start included."""
    rows = (
        {"kind": "property", "amount_yuan": str(1 + number * 317), "params_json": "{}"} for number in range(100_000)
    )
    lines = "".join(f"{json.dumps({'id': number, 'row': row})}\n" for number, row in enumerate(rows)).encode()
    words = [sys.executable, "-m", "fengqiao.commands", "law", "eval", "fees"]
    return seconds(lambda: subprocess.run(words, input=lines, stdout=subprocess.DEVNULL, check=True))  # noqa: S603


def shelves() -> Iterator[Row]:
    """Index invented collections of statutes and put questions to them."""
    for count, most_seconds, most_milliseconds in ((1_443, 5, 10), (60_000, 60, 25)):
        shelf = Shelf(count)
        yield Row(f"statutes, {count:,} articles indexed (CPU)", shelf.seconds, "s", most_seconds)
        yield Row(
            f"statutes, {count:,} articles, question, p95 (CPU)",
            quantile(shelf.milliseconds(), 0.95),
            "ms",
            most_milliseconds,
        )


def load(seconds: int) -> Iterator[Row]:
    """Ask a demo of its own thirty times a second."""
    with tempfile.TemporaryDirectory(prefix="fengqiao-load-") as folder:
        found = sustained(Path(folder), seconds)
    rate = (len(found.reads) + len(found.writes)) / seconds
    yield Row(f"requests a second, for {seconds} s", rate, "/s", A_SECOND, more_is_better=True)
    yield Row("reads under load, p95 (wall)", 1000 * quantile(found.reads, 0.95), "ms", 300)
    yield Row("writes under load, p95 (wall)", 1000 * quantile(found.writes, 0.95), "ms", 600)
    yield Row("requests that failed", len(found.errors), "", 0, noise=0)
    yield Row(f"lines lost of {len(found.said):,}", found.lost, "", 0, noise=0)


def pages(register: Register) -> Iterator[Row]:
    """Open pages over the large register: CPU and wall time, and the most queries of one page."""
    yield Row("register of 21,017 cases, built and sequenced (CPU)", register.seconds, "s", 60)
    for name, found in (
        ("case page", register.case_pages(120)),
        ("board", register.board(40)),
        ("queue", register.queue(40)),
    ):
        yield Row(f"{name}, median (CPU)", quantile(found.cpu, 0.5), "ms", 150)
        yield Row(f"{name}, p95 (CPU)", quantile(found.cpu, 0.95), "ms", 150)
        yield Row(f"{name}, p95 (wall)", quantile(found.wall, 0.95), "ms", 150)
        yield Row(f"{name}, most queries", found.queries, "", 15, noise=0)


def milliseconds(act: Callable[[], object], times: int) -> float:
    """Return the median of several runs in milliseconds of CPU; the first run warms up."""
    act()
    spans = []
    for _round in range(times):
        begun = time.process_time()
        act()
        spans.append(time.process_time() - begun)
    return median(spans) * 1000


def seconds(act: Callable[[], object]) -> float:
    """Return one run in seconds of the wall clock."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun
