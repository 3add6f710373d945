"""``python -m fengqiao.commands``: the command line without an installed script."""

from __future__ import annotations

from fengqiao.commands.main import main

main(prog_name="fengqiao")
