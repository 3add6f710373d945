"""``fengqiao types``: dispute-type files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from fengqiao.intake.types import check_file


@click.group()
def command() -> None:
    """Check dispute-type files: questions, elements, remedies, arithmetic."""


@command.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check FILES and name every fault with its line. Exit 1 when there is one."""
    broken = False
    for path in files:
        faults = check_file(path)
        broken = broken or bool(faults)
        for fault in faults:
            click.echo(f"{path}:{fault.line}: {fault.text}")
        if not faults:
            click.echo(f"{path}: ok")
    sys.exit(1 if broken else 0)
