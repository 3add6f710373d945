"""Entry point of the command line; one module a command, read when the command is asked for."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click
import django
from django.core.exceptions import ImproperlyConfigured

COMMANDS = {
    "bench": "bench",
    "demo": "demo",
    "doctor": "doctor",
    "fsck": "fsck",
    "law": "law",
    "migrate": "migrate",
    "paper": "paper",
    "pdf": "pdf",
    "serve": "serve",
    "similar": "similar",
    "types": "dispute_types",
    "worker": "worker",
}
"""Name of each command and the module that holds it as ``command``."""

PURE = frozenset({"law", "similar"})
"""Commands that read neither settings nor database, so they start at once and need no installation."""


class Commands(click.Group):
    """Reads settings and the module of a command only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the help page."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command with this name; exit 2 when the settings cannot be understood."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in PURE:
            _read_settings()
        command = import_module(f"fengqiao.commands.{COMMANDS[cmd_name]}").command
        assert isinstance(command, click.Command)
        return command


def _read_settings() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fengqiao.config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        click.echo(str(error), err=True)
        sys.exit(2)


@click.group(cls=Commands)
@click.version_option(package_name="fengqiao")
def main() -> None:
    """Fengqiao 网上枫桥: online dispute resolution and online court."""
