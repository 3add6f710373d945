"""``fengqiao migrate``: bring database and static files to this version."""

from __future__ import annotations

import click
from django.core.management import call_command


@click.command()
def command() -> None:
    """Bring the database and the static files to this version."""
    prepare()
    click.echo("Database and static files are up to date.")


def prepare() -> None:
    """Apply every migration and collect the static files with their digests in the names."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
