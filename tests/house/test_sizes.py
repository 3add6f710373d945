"""Functions and files stay small enough to be read in one go. There is no list of exceptions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

LONGEST_FUNCTION, LONGEST_FILE = 60, 400


def sources(root: Path) -> Iterator[Path]:
    for folder in ("src", "tests", "tools"):
        yield from (path for path in (root / folder).rglob("*.py") if "migrations" not in path.parts)


def long_functions(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{path.name}:{node.lineno} {node.name} has {lines} lines"


def test_no_function_is_longer_than_sixty_lines(root: Path) -> None:
    assert [line for path in sources(root) for line in long_functions(path)] == []


def test_no_file_is_longer_than_four_hundred_lines(root: Path) -> None:
    counted = {path: path.read_text("utf-8").count("\n") for path in sources(root)}
    assert [f"{path.name}: {lines}" for path, lines in counted.items() if lines > LONGEST_FILE] == []


def test_every_package_has_its_place_and_no_catch_all_module(root: Path) -> None:
    banned = {"utils.py", "helpers.py", "services.py", "signals.py", "admin.py"}
    assert [path.name for path in (root / "src").rglob("*.py") if path.name in banned] == []
