"""``fengqiao bench``: what the heaviest acts need on this machine, beside their budget, as a table."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

import click

from fengqiao.commands import measures


@dataclass(frozen=True, slots=True)
class Row:
    """One measured act: its figure, the unit, the budget, and whether more is better."""

    name: str
    figure: float
    unit: str
    budget: float
    more_is_better: bool = False

    @property
    def kept(self) -> bool:
        """Return whether the budget is kept."""
        return self.figure >= self.budget if self.more_is_better else self.figure <= self.budget

    @property
    def ratio(self) -> float:
        """Return how many times better than the budget."""
        return self.figure / self.budget if self.more_is_better else self.budget / max(self.figure, 1e-9)


@click.command()
@click.option("--long", "long_run", is_flag=True, help="A million ledger entries instead of twenty thousand.")
@click.option("--inside", is_flag=True, hidden=True)
def command(long_run: bool, inside: bool) -> None:
    """Measure papers, signatures, ledger and case page. Exit 1 when a budget is not kept."""
    if not inside:
        sys.exit(in_a_folder_of_its_own(["--long"] if long_run else []))
    rows = list(measured(1_000_000 if long_run else 20_000))
    click.echo(f"{'act':44}{'measured':>12}{'budget':>12}   ratio")
    for row in rows:
        sign = ">=" if row.more_is_better else "<="
        click.echo(
            f"{row.name:44}{row.figure:>9.1f} {row.unit:3}{sign:>3}{row.budget:>7.0f} {row.unit:3}"
            f"{row.ratio:>6.1f}x {'' if row.kept else ' NOT KEPT'}"
        )
    sys.exit(0 if all(row.kept for row in rows) else 1)


def in_a_folder_of_its_own(options: list[str]) -> int:
    """Run the bench with an empty database and fresh keys, so that no real data are touched."""
    with tempfile.TemporaryDirectory(prefix="fengqiao-bench-") as folder:
        settings = os.environ | {"FENGQIAO_VAR": folder, "FENGQIAO_DEMO": "1"}
        settings.pop("FENGQIAO_DATABASE_URL", None)
        words = [sys.executable, "-m", "fengqiao.commands", "bench", "--inside", *options]
        return subprocess.run(words, env=settings, check=False).returncode  # noqa: S603  our own words


def measured(leaves: int) -> Iterator[Row]:
    """Measure one act after the other."""
    scene = measures.Scene()
    yield Row("agreement, set as PDF (CPU)", milliseconds(scene.set_agreement, 40), "ms", 50)
    yield Row("46 agreements", seconds(lambda: [scene.set_agreement() for _copy in range(46)]), "s", 3)
    yield Row("one signature", milliseconds(scene.sign_once, 10), "ms", 120)
    yield Row("check of a file with four signatures", milliseconds(scene.check_four, 5), "ms", 250)
    yield Row("ledger, single durable appends", scene.single_appends(200), "/s", 100, more_is_better=True)
    yield Row(f"ledger, {leaves:,} entries sequenced", scene.sequenced(leaves), "/s", 3000, more_is_better=True)
    yield Row("case page, 30 cases, median", milliseconds(scene.case_page, 30, cpu=False), "ms", 150)


def milliseconds(act: Callable[[], object], times: int, *, cpu: bool = True) -> float:
    """Return the median of several runs in milliseconds of CPU or of the wall clock; the first run warms up."""
    clock = time.process_time if cpu else time.perf_counter
    act()
    spans = []
    for _round in range(times):
        begun = clock()
        act()
        spans.append(clock() - begun)
    return median(spans) * 1000


def seconds(act: Callable[[], object]) -> float:
    """Return one run in seconds of the wall clock."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun
