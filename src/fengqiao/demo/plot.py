"""What a tale of the demo is made of: its two sides and its course."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fengqiao.cases.models import Representation

HEAD = Representation.Kind.LEGAL_REPRESENTATIVE
AGENT = Representation.Kind.AGENT
GUARDIAN = Representation.Kind.GUARDIAN


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a tale. ``login`` is whoever acts; ``company`` or ``stands_for`` names the side if it is another.

    ``stands_for`` is a log-in name, or the plain name of somebody who never comes, ``born`` on that day. ``paper``:
    a legal representative whom nobody knows yet as such, so that the paper waits for its check.
    """

    login: str
    company: str = ""
    stands_for: str = ""
    kind: str = ""
    special: bool = False
    born: str = ""
    paper: bool = False


Act = Callable[[Any], object]
Picture = tuple[str, Sequence[str], str]
"""A piece of evidence: title, the lines of the picture, and what it shows."""


@dataclass(frozen=True, slots=True)
class Tale:
    """One dispute: who, what happened, what is asked, how many days ago it began, how it went on, what was shown."""

    key: str
    applicant: Party
    respondent: Party
    kind: str
    amount: str
    story: str
    request: str
    days_ago: int
    course: Sequence[Act] = ()
    seat: str = "consumer"
    answers: Mapping[str, str] = field(default_factory=dict)
    evidence: Sequence[Picture] = ()
