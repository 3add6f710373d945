"""The measure on public lay questions: how many of the right articles are among the first ten."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from fengqiao.search.index import Index, build
from fengqiao.search.query import search

QUESTIONS = Path(os.environ.get("FENGQIAO_SHARED") or "/nonexistent") / "data" / "stard" / "queries_dev.json"
SEED, HALF = 20261124, 377
pytestmark = pytest.mark.skipif(not QUESTIONS.is_file(), reason="FENGQIAO_SHARED holds no STARD questions")


@pytest.fixture(scope="module")
def questions() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(QUESTIONS.read_text("utf-8"))
    return found


def half_not_tuned_on(questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The half of which no question was looked at while settings and words were chosen."""
    order = list(range(len(questions)))
    random.Random(SEED).shuffle(order)
    return [questions[at] for at in sorted(order[HALF:])]


def collection(questions: list[dict[str, Any]], with_name: str = "") -> Index:
    texts = {name: text for question in questions for name, text in question["相关法规"].items()}
    rows = []
    for number, (name, text) in enumerate(texts.items()):
        named = {"title": name} if with_name == "title" else {}
        rows.append({"id": name, "n": number, "text": f"{name} {text}" if with_name == "text" else text, **named})
    return build(rows)


def recall(index: Index, questions: list[dict[str, Any]]) -> float:
    """Mean share of the right articles among the first ten."""
    shares = []
    for question in questions:
        right = set(question["match_name"])
        shares.append(len(right & {hit.row["id"] for hit in search(index, question["问题"], 10)}) / len(right))
    return sum(shares) / len(shares)


@pytest.mark.parametrize("with_name", ["", "title", "text"])
def test_seven_of_ten_right_articles_are_among_the_first_ten(questions: list[dict[str, Any]], with_name: str) -> None:
    index = collection(questions, with_name)
    assert len(index.rows) > 800
    assert recall(index, questions) >= 0.74
    assert recall(index, half_not_tuned_on(questions)) >= 0.72
