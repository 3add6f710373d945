"""Entry point of the command line; one module a command."""

from __future__ import annotations

import os

import click


@click.group()
@click.version_option(package_name="fengqiao")
def main() -> None:
    """Fengqiao 网上枫桥: online dispute resolution and online court."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fengqiao.config.settings")
