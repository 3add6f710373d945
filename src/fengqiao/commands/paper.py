"""``fengqiao paper``: set a paper from data, without a case."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone

from fengqiao.documents.papers import Sheet, papers, render
from fengqiao.documents.papers import paper as paper_of
from fengqiao.documents.typesetting import PaperError


@click.group()
def command() -> None:
    """Set papers from data."""


@command.command("list")
def list_papers() -> None:
    """List the kinds of papers."""
    for declared in sorted(papers(), key=lambda paper: paper.kind):
        click.echo(f"{declared.kind:28}{declared.title}")


@command.command("render")
@click.argument("kind")
@click.argument("data", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="PDF to write.")
@click.option("--case-code", default="", help="Case code for the foot of the page.")
@click.option("--at", type=click.DateTime(), help="Time in the file; the same data and time give the same bytes.")
def render_paper(kind: str, data: Path, output: Path, case_code: str, at: datetime | None) -> None:
    """Set the paper KIND from the fields in DATA (JSON). Exit 1 when a field is missing or cannot be printed."""
    try:
        fields = json.loads(data.read_text("utf-8"))
        moment = timezone.make_aware(at) if at else timezone.now()
        printed = render(paper_of(kind), fields, Sheet(case_code=case_code, demo=settings.DEMO), at=moment)
    except (PaperError, ValueError) as error:
        click.echo(f"{data.name}: {error}", err=True)
        sys.exit(1)
    output.write_bytes(printed.pdf)
    click.echo(f"{output}: {len(printed.pdf)} bytes")
