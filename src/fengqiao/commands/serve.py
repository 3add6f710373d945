"""``fengqiao serve``: the web process."""

from __future__ import annotations

import os
from pathlib import Path

import click
import uvicorn

from fengqiao.commands.checks import refuse_to_start_with_faults

GRACE = 2
"""Seconds that open requests and event streams have to end."""


@click.command()
@click.option("--host", default=lambda: setting("HOST", "127.0.0.1"), help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=lambda: setting("PORT", "8000"), help="Port.")
@click.option("--certificate", type=click.Path(exists=True, path_type=Path), help="Certificate (PEM): serve https.")
@click.option("--key", type=click.Path(exists=True, path_type=Path), help="Private key of the certificate (PEM).")
def command(host: str, port: int, certificate: Path | None, key: Path | None) -> None:
    """Answer requests until asked to end."""
    refuse_to_start_with_faults()
    config = uvicorn.Config(
        "fengqiao.config.asgi:application",
        host=host,
        port=port,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )
    uvicorn.Server(config).run()


def setting(name: str, default: str) -> str:
    """Return ``FENGQIAO_<name>``, or ``<name>`` as hosting platforms set it, or the default."""
    return os.environ.get(f"FENGQIAO_{name}") or os.environ.get(name) or default
