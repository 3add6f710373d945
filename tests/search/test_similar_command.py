"""``fengqiao similar``: a collection in, questions in, answers out; what is wrong is said with its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from fengqiao.commands.main import main
from fengqiao.law.summaries import summaries

ROWS = [{"id": one.name, "text": one.zh, "extra": [1]} for one in summaries()[:60]]


def run(*words: object, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["similar", *map(str, words)], input=given)


def lines(*rows: Any) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def put(folder: Path, content: bytes, name: str = "rows.jsonl") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.fixture
def built(tmp_path: Path) -> Path:
    done = run("index", put(tmp_path, lines(*ROWS), "corpus.jsonl"), "--out", tmp_path / "index")
    assert (done.exit_code, done.stdout) == (0, ""), done.output
    assert "60 articles" in done.stderr
    return tmp_path / "index"


def asked(index: Path, folder: Path, content: bytes, *words: object) -> list[dict[str, Any]]:
    done = run("query", index, put(folder, content, "queries.jsonl"), *words)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_question_is_answered_in_its_order(built: Path, tmp_path: Path) -> None:
    questions = lines({"id": 7, "text": "网购退货"}, {"id": "b", "text": ""}, {"id": "a", "text": "定金", "more": None})
    found = asked(built, tmp_path, b"\xef\xbb\xbf" + questions.replace(b"\n", b"\n\n  \n"), "--top", 5)
    assert [one["id"] for one in found] == [7, "b", "a"]
    assert found[1]["hits"] == []
    hits = found[0]["hits"]
    assert 0 < len(hits) <= 5
    assert {*hits[0]} == {"id", "score", "why"}
    assert all(isinstance(word, str) for word in hits[0]["why"])
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)


def test_the_same_collection_and_questions_give_the_same_answer(built: Path, tmp_path: Path) -> None:
    question = lines({"id": 1, "text": "健身房办的卡能退吗"})
    first = asked(built, tmp_path, question)
    corpus = tmp_path / "corpus.jsonl"
    assert run("index", corpus, "--out", tmp_path / "second").exit_code == 0
    assert asked(tmp_path / "second", tmp_path, question) == first
    digests = [json.loads((tmp_path / name / "manifest.json").read_text())["digest"] for name in ("index", "second")]
    assert digests[0] == digests[1]


def test_a_new_import_takes_the_place_of_the_old_one(built: Path, tmp_path: Path) -> None:
    new = put(tmp_path, lines({"id": "only", "text": "网购退货"}), "new.jsonl")
    assert run("index", new, "--out", built).exit_code == 0
    assert [hit["id"] for hit in asked(built, tmp_path, lines({"id": 1, "text": "网购退货"}))[0]["hits"]] == ["only"]
    assert len(list(built.glob("data-*"))) == 1


GOOD = lines({"id": 1, "text": "一"})


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (GOOD + b"{", 2, "not JSON"),
        (GOOD + b"\n\n[1]\n", 4, "not a JSON object"),
        (GOOD + lines({"text": "x"}), 2, "no id"),
        (GOOD + lines({"id": None, "text": "x"}), 2, "no id"),
        (GOOD + lines({"id": True, "text": "x"}), 2, "no id"),
        (GOOD + lines({"id": "", "text": "x"}), 2, "no id"),
        (GOOD + lines({"id": 2}), 2, "no text"),
        (GOOD + lines({"id": 2, "text": 5}), 2, "no text"),
        (GOOD + lines({"id": 2, "text": "x"}, {"id": 1, "text": "y"}), 3, "already used in line 1"),
        (GOOD + '{"id": 2, "text": "条"}'.encode("gb18030"), 2, "not UTF-8"),
        (GOOD + b"[" * 100_000, 2, "not JSON"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(built: Path, tmp_path: Path, content: bytes, line: int, says: str) -> None:
    bad = put(tmp_path, content, "bad.jsonl")
    for done in (run("index", bad, "--out", tmp_path / "new"), run("query", built, bad)):
        assert (done.exit_code, done.stdout) == (1, "")
        assert f"line {line}: " in done.stderr
        assert says in done.stderr
    assert not (tmp_path / "new" / "manifest.json").exists()


def test_a_collection_without_articles_is_refused(tmp_path: Path) -> None:
    done = run("index", put(tmp_path, b"\n \n"), "--out", tmp_path / "new")
    assert (done.exit_code, "holds no article" in done.stderr) == (1, True)


@pytest.mark.parametrize("top", ["0", "-1", "x", "1.5"])
def test_a_number_of_hits_that_cannot_be_meant_is_refused(built: Path, tmp_path: Path, top: str) -> None:
    assert run("query", built, put(tmp_path, GOOD), "--top", top).exit_code == 2


def test_missing_files_and_words_are_usage_errors(built: Path, tmp_path: Path) -> None:
    assert run("index", tmp_path / "none.jsonl", "--out", tmp_path / "x").exit_code == 2
    assert run("index", put(tmp_path, GOOD)).exit_code == 2
    assert run("query", tmp_path / "none", put(tmp_path, GOOD)).exit_code == 2
    assert run("query", built, tmp_path / "none.jsonl").exit_code == 2


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    corpus = put(tmp_path, GOOD)
    done = run("index", corpus, "--out", tmp_path)
    assert (done.exit_code, "holds no index" in done.stderr) == (1, True)
    assert corpus.read_bytes() == GOOD
    assert run("index", corpus, "--out", corpus).exit_code == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"format": 99}, "format 99"),
        ({"kind": "other"}, "not the manifest of an index"),
        ({"byte_order": "middle"}, "another kind of machine"),
        ({"data": "data-gone"}, "is missing"),
        ({"data": "../../index"}, "is missing"),
        ({"data": None}, "damaged"),
        ({"sizes": {}}, "damaged"),
    ],
)
def test_an_index_that_this_version_cannot_read_is_refused(
    built: Path, tmp_path: Path, change: dict[str, Any], says: str
) -> None:
    manifest = built / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), **change}))
    done = run("query", built, put(tmp_path, GOOD))
    assert (done.exit_code, done.stdout) == (1, "")
    assert says in done.stderr


def test_a_damaged_index_is_refused(built: Path, tmp_path: Path) -> None:
    part = next(built.glob("data-*/docs.bin"))
    part.write_bytes(part.read_bytes()[:-4])
    assert "bytes instead of" in run("query", built, put(tmp_path, GOOD)).stderr
    (built / "manifest.json").write_text("{")
    assert run("query", built, put(tmp_path, GOOD)).exit_code == 1


def test_questions_may_come_from_standard_input(built: Path) -> None:
    done = run("query", built, "-", given=lines({"id": 1, "text": "定金"}))
    assert (done.exit_code, json.loads(done.stdout)["id"]) == (0, 1)
