"""The ways out of a dispute that a guide compares, in words (``ways.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from fengqiao.intake.nodes import Words

FILE = Path(__file__).with_name("ways.yaml")


@dataclass(frozen=True, slots=True)
class Way:
    """One way: what speaks for it, what to keep in mind, cost and time."""

    code: str
    title: Words
    good: Words
    mind: Words
    cost: Words
    time: Words


@cache
def ways() -> Mapping[str, Way]:
    """Return every way by its code, in the order of the file."""
    rows = yaml.safe_load(FILE.read_text("utf-8"))
    keys = ("title", "good", "mind", "cost", "time")
    return {code: Way(code, *(Words(row[key]["zh"], row[key]["en"]) for key in keys)) for code, row in rows.items()}
