"""What a risk review says, part by part. Plain values: no database, no clock, no words of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from fengqiao.insight.cells import Estimate, Tally
from fengqiao.insight.decision import Swing
from fengqiao.insight.gates import Checked, Told
from fengqiao.insight.kleene import Truth
from fengqiao.insight.logistic import disagree
from fengqiao.law.money import Sentence
from fengqiao.law.table import Entry

STRONGEST = 3
"""Strength of proof: 0 nothing, 1 own words, 2 a copy or one-sided record, 3 an original or what both sides wrote."""
BANDS: Mapping[str, tuple[float, float]] = {"unlikely": (0.0, 1 / 3), "open": (1 / 3, 2 / 3), "likely": (2 / 3, 1.0)}
UNKNOWN_BAND = (0.0, 1.0)
"""The person's own guess of a chance; who does not know says nothing, so the whole range stays."""


@dataclass(frozen=True, slots=True)
class Basis:
    """An article in both languages, and whether it was read in its official text."""

    words: Sentence
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what, how much, the way to it, the law that it stands on."""

    label: Sentence
    value: Sentence
    steps: tuple[Sentence, ...] = ()
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """What the person said; ``value`` is None when it was left open."""

    label: Sentence
    value: Sentence | None


@dataclass(frozen=True, slots=True)
class Proof:
    """An element that has to be proven: what is held, how strong that is (None: not known), what to do."""

    element: Sentence
    held: str
    strength: int | None
    advice: Sentence


@dataclass(frozen=True, slots=True)
class Option:
    """A way to go on, with what it costs, how long it takes, and what one has in hand at its end."""

    code: str
    name: Sentence
    cost: Line
    time: Line
    force: Line

    @property
    def lines(self) -> tuple[Line, Line, Line]:
        """Cost, time, force."""
        return self.cost, self.time, self.force


@dataclass(frozen=True, slots=True)
class Docket:
    """Counts of the installation's own closed mediations up to ``until``; never anything about one of them.

    ``own``: same cause and as many pieces of evidence; ``level``: as many pieces, all causes. ``days``: from the
    application to the end of each of ``own``. ``respondents``: distinct other sides in ``own``. ``table``: the tally of
    each cause and level of evidence; ``cell``: the cause and level of ``own``. ``shares``: of each level of this cause,
    the part of the amount asked that was agreed on, oldest first.
    """

    until: date
    own: Tally = field(default_factory=lambda: Tally(0, 0))
    level: Tally = field(default_factory=lambda: Tally(0, 0))
    respondents: int = 0
    days: tuple[int, ...] = ()
    table: Mapping[tuple[str, int], Tally] = field(default_factory=dict)
    cell: tuple[str, int] = ("", 0)
    shares: Mapping[str, Sequence[float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Money:
    """Which part of the amount asked agreements gave, for nine cases of ten, in hundredths, rounded outwards to five.

    ``n``: agreements behind it. The rounding keeps the part of a single case from being read off the ends.
    """

    low: int
    high: int
    n: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How similar mediations ended; ``estimate`` is None with too few of them or of respondents.

    ``regression``: the chance that a regression over ``all`` cases of every cause gives; None with too few cases.
    """

    estimate: Estimate | None
    n: int
    respondents: int
    until: date
    regression: float | None = None
    all: int = 0
    money: Money | None = None

    @property
    def chance(self) -> float | None:
        """The forecast: the regression where there is one, else the mean of the cell."""
        if self.estimate is None:
            return None
        return self.estimate.mean if self.regression is None else self.regression

    @property
    def doubtful(self) -> bool:
        """Whether both methods are so far apart that one of them is wrong."""
        both = self.estimate is not None and self.regression is not None
        return both and disagree(self.estimate.mean, self.regression)  # type: ignore[union-attr, arg-type]


@dataclass(frozen=True, slots=True)
class Spread:
    """Days: the middle and the middle 80 of 100; ``middle`` is None with too few cases."""

    n: int
    middle: int | None = None
    low: int = 0
    high: int = 0


@dataclass(frozen=True, slots=True)
class Matter:
    """What the dispute itself says. ``wage``: the yearly wage that bounds small claims, where the court set it."""

    kind: str
    amount: Decimal | None
    facts: tuple[Fact, ...]
    elements: Mapping[str, Sentence]
    collect: tuple[Sentence, ...] = ()
    wage: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person answered for the review alone. What is not in here is not known."""

    facts: Mapping[str, Truth] = field(default_factory=dict)
    told: Told = field(default_factory=Told)
    held: Mapping[str, str] = field(default_factory=dict)
    strength: Mapping[str, int] = field(default_factory=dict)
    own_cost: Decimal | None = None
    guesses: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Review:
    """The eleven parts in their order; the ninth is empty as long as no published judgments are kept."""

    on: date
    facts: tuple[Fact, ...]
    gates: tuple[Checked, ...]
    evidence: tuple[Proof, ...]
    collect: tuple[Sentence, ...]
    money: tuple[Line, ...]
    time: tuple[Line, ...]
    spread: Spread
    outcome: Outcome
    enforcement: tuple[Line, ...]
    options: tuple[Option, ...]
    nearest: tuple[Line, ...]
    swings: tuple[Swing, ...]
    notice: tuple[Sentence, ...]


def basis_of(entries: Iterable[Entry]) -> tuple[Basis, ...]:
    """The articles of entries, each once."""
    found = {entry.source: entry for entry in entries}
    return tuple(Basis((entry.source, entry.source_en or entry.source), entry.verified) for entry in found.values())
