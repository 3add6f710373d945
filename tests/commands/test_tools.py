"""What an operator finds out from the command line."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection
from documents import samples as paper_samples
from pytest_django import Settings
from signing import samples as signed_samples

from commands.processes import Platform
from fengqiao.commands import doctor, fsck
from fengqiao.commands.dispute_types import command as types
from fengqiao.commands.paper import command as paper
from fengqiao.commands.pdf import command as pdf
from fengqiao.documents.papers import as_data
from fengqiao.ledger import guards
from fengqiao.ledger.actions import commit
from fengqiao.ledger.models import Leaf
from fengqiao.ledger.sequencer import sequence

AT = ("--at", "2026-11-26T09:00:00")
NOW = datetime(2026, 11, 9, 12, 47, tzinfo=UTC)


@pytest.fixture
def ledger(db: None, settings: Settings, tmp_path: Path) -> None:
    """Three leaves in a signed tree."""
    settings.KEYS_ROOT = settings.FILES_ROOT = tmp_path
    for number in range(3):
        commit("step", str(number).encode(), at=NOW)
    sequence(NOW)


def test_fsck_finds_nothing_in_a_sound_ledger(ledger: None) -> None:
    assert CliRunner().invoke(fsck.command).exit_code == 0


def test_fsck_finds_a_changed_leaf_and_the_missing_trigger(ledger: None) -> None:
    guards.remove(connection, guards.LEAVES)
    Leaf.objects.filter(index=1).update(data=b"{}")
    done = CliRunner().invoke(fsck.command)
    assert done.exit_code == 1
    assert "not that of the stored bytes" in done.output
    assert "not the root of its leaves" in done.output
    assert "ledger_leaf_no_update is missing" in done.output


def test_the_doctor_is_content_with_the_test_database(ledger: None) -> None:
    lines = [line for check in (doctor.database, doctor.clock, doctor.fonts) for line in check()]
    assert [sentence for mark, sentence in lines if mark == "fault"] == []


def test_production_with_demo_keys_is_refused(platform: Platform) -> None:
    done = platform.run("serve", FENGQIAO_DEMO="0")
    assert done.returncode == 2
    assert "FENGQIAO_SECRET_KEY" in done.stderr


def test_a_misspelt_setting_stops_the_start(platform: Platform) -> None:
    misspelt = "FENGQIAO_" + "BASEURL"
    done = platform.run("doctor", **{misspelt: "https://odr.example.cn"})
    assert (done.returncode, misspelt in done.stderr) == (2, True)


def test_a_paper_is_set_from_data_the_same_twice(tmp_path: Path) -> None:
    data = tmp_path / "data.json"
    data.write_text(json.dumps(as_data(paper_samples.agreement()), ensure_ascii=False))
    made = []
    for name in ("one.pdf", "two.pdf"):
        words = ["render", "mediation_agreement", str(data), "-o", str(tmp_path / name), "--at", "2026-11-25T19:52:00"]
        assert CliRunner().invoke(paper, words).exit_code == 0
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]


def test_a_signed_file_is_judged_with_reasons(tmp_path: Path) -> None:
    good, bad, root = tmp_path / "good.pdf", tmp_path / "bad.pdf", tmp_path / "root.cer"
    root.write_bytes(signed_samples.authority().root)
    good.write_bytes(signed_samples.signed_agreement())
    bad.write_bytes(signed_samples.signed_agreement().replace(b"%%EOF", b"%%EOX", 1))
    assert CliRunner().invoke(pdf, ["check", str(good), "--trust", str(root), *AT]).exit_code == 0
    refused = CliRunner().invoke(pdf, ["check", str(bad), "--trust", str(root), *AT])
    assert refused.exit_code == 1
    assert json.loads(refused.output)["reasons"]


def test_a_faulty_dispute_type_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("code: x\n")
    done = CliRunner().invoke(types, ["check", str(tmp_path / "bad.yaml")])
    assert (done.exit_code, "bad.yaml:1:" in done.output) == (1, True)
