"""An invented docket: causes, evidence levels and outcomes whose true chances are known."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from fengqiao.insight.logistic import sigmoid

CAUSES = tuple(f"cause {letter}" for letter in "abcdefgh")
LEVELS = (0, 1, 2, 3)


@dataclass(frozen=True)
class Row:
    """One closed case of the invented docket; ``chance`` is what nobody knows outside of here."""

    cause: str
    level: int
    chance: float
    met: bool
    ratio: float


class World:
    """Chances by cause and evidence level: nearly, but not quite, additive on the log-odds scale."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.cause = {cause: self.random.gauss(0, 0.6) for cause in CAUSES}
        self.level = dict(zip(LEVELS, (-1.4, -0.3, 0.6, 1.5), strict=True))
        self.own = {(cause, level): self.random.gauss(0, 0.1) for cause in CAUSES for level in LEVELS}
        self.weights = [2 ** -(place / 2) for place in range(len(CAUSES))]

    def chance(self, cause: str, level: int) -> float:
        """The true chance of a cell."""
        return sigmoid(self.cause[cause] + self.level[level] + self.own[cause, level])

    def rows(self, n: int) -> list[Row]:
        """Draw cases."""
        return [self.row() for _case in range(n)]

    def row(self) -> Row:
        """Draw one case; the share awarded grows with the evidence and scatters more where it is weak."""
        cause = self.random.choices(CAUSES, self.weights)[0]
        level = self.random.choice(LEVELS)
        chance = self.chance(cause, level)
        ratio = min(1.0, max(0.0, 0.35 + 0.15 * level + self.random.gauss(0, 0.25 - 0.05 * level)))
        return Row(cause, level, chance, self.random.random() < chance, ratio)


def features(row: Row) -> list[float]:
    """One column per cause and level but the first ones."""
    return [float(row.cause == cause) for cause in CAUSES[1:]] + [float(row.level == level) for level in LEVELS[1:]]
