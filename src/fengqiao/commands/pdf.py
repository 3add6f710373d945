"""``fengqiao pdf``: judge a signed file."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from fengqiao.signing.check import check_pdf
from fengqiao.signing.keys import authority


@click.group()
def command() -> None:
    """Judge signed files."""


@command.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--trust",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Certificate to trust (PEM or DER); this installation's own authority when none is given.",
)
@click.option("--at", type=click.DateTime(), help="Time of checking, in the platform's zone; now when not given.")
def check(file: Path, trust: tuple[Path, ...], at: datetime | None) -> None:
    """Say whether FILE is what was signed (JSON on stdout). Exit 1 when it is not, with every reason."""
    trusted = [path.read_bytes() for path in trust] or [authority().root]
    moment = timezone.make_aware(at) if at else timezone.now()
    verdict = check_pdf(file.read_bytes(), trust=trusted, at=moment)
    click.echo(json.dumps(asdict(verdict), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
    sys.exit(0 if verdict.valid else 1)
