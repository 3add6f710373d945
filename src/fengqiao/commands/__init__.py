"""The command line ``fengqiao``."""

from __future__ import annotations

from fengqiao.commands.main import main

__all__ = ["main"]
