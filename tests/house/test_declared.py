"""What the code declares is named in the documentation and in both languages."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings

from fengqiao.commands.main import COMMANDS, main
from fengqiao.commands.reference import TABLES, own_procedures, pages
from fengqiao.documents.papers import papers

SETTING = re.compile(r"FENGQIAO_[A-Z][A-Z_]*[A-Z]")


@pytest.fixture(scope="module")
def reference(root: Path) -> str:
    return "\n".join(path.read_text("utf-8") for path in (root / "docs/reference").glob("*.md"))


def test_the_reference_is_up_to_date(root: Path) -> None:
    stale = [
        name
        for name, text in pages().items()
        if not (root / "docs/reference" / name).exists() or (root / "docs/reference" / name).read_text("utf-8") != text
    ]
    assert stale == [], "run: make docs"


def test_every_step_is_named(reference: str) -> None:
    steps = [step.code for procedure in own_procedures().values() for step in procedure.steps.values()]
    assert [code for code in steps if f"`{code}`" not in reference] == []


def test_every_paper_and_table_and_setting_is_named(reference: str) -> None:
    names = [
        *(paper.kind for paper in papers()),
        *(path.stem for path in TABLES.glob("*.toml")),
        *settings.KNOWN_SETTINGS,
    ]
    assert [name for name in names if f"`{name}`" not in reference] == []


def test_every_setting_that_a_text_mentions_exists(tracked: list[Path]) -> None:
    known = {*settings.KNOWN_SETTINGS, *(f"{name}_FILE" for name in settings.KNOWN_SETTINGS)}
    texts = [path for path in tracked if path.suffix in {".md", ".py", ""} and "reference" not in path.parts]
    named = {name for path in texts for name in SETTING.findall(path.read_text("utf-8", errors="ignore"))}
    assert {name for name in named - known if not any(each.startswith(f"{name}_") for each in known)} == set()


def test_every_command_says_what_it_does(root: Path) -> None:
    for name in COMMANDS:
        done = CliRunner().invoke(main, [name, "--help"])
        assert (done.exit_code, len(done.output.split()) > 6) == (0, True), name


def test_every_word_is_translated(root: Path) -> None:
    done = subprocess.run([sys.executable, "tools/messages.py", "check"], cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
