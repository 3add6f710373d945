"""Proposed amounts: small formulas over a person's answers, shown with their arithmetic."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
LARGEST = Decimal(10) ** 10
"""Yuan. Above ten thousand million nobody mediates by a form."""

_SIGNS = {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷"}
_RANK = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.Div: 2}
_ACTS: dict[type, Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: lambda left, right: left / right,
}


class BadFormula(ValueError):
    """The formula uses something else than names, whole numbers, + - * / and max(…, …)."""


@dataclass(frozen=True, slots=True)
class Formula:
    """Such as ``paid * (total - used) / total``; names are ids of questions."""

    text: str
    tree: ast.expr

    @property
    def names(self) -> frozenset[str]:
        """Return the questions whose answers are needed."""
        calls = {id(node.func) for node in ast.walk(self.tree) if isinstance(node, ast.Call)}
        return frozenset(
            node.id for node in ast.walk(self.tree) if isinstance(node, ast.Name) and id(node) not in calls
        )

    def value(self, answers: Mapping[str, Decimal]) -> Decimal | None:
        """Return the amount in yuan, rounded half up once; None when an answer is missing or nothing sensible comes."""
        if not self.names <= answers.keys():
            return None
        try:
            amount = _value(self.tree, answers).quantize(CENT, ROUND_HALF_UP)
        except ArithmeticError:
            return None
        return amount if 0 < amount <= LARGEST else None

    def shown(self, answers: Mapping[str, Decimal]) -> str:
        """Return the arithmetic with the answers put in: ``4,980 × (60 − 12) ÷ 60``."""
        return _shown(self.tree, answers)


def formula(text: str) -> Formula:
    """Parse a formula; BadFormula for anything that is not plain arithmetic."""
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError):
        raise BadFormula(text) from None
    _check(tree)
    return Formula(text.strip(), tree)


def plain_number(value: Decimal) -> str:
    """Return a number as people write it: ``3,984`` or ``3,984.50``."""
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"


def _check(node: ast.expr) -> None:
    if isinstance(node, ast.BinOp) and type(node.op) in _SIGNS:
        _check(node.left)
        _check(node.right)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "max":
        if len(node.args) != 2 or node.keywords:
            raise BadFormula("max takes two values")
        for part in node.args:
            _check(part)
    elif not isinstance(node, ast.Name) and not (isinstance(node, ast.Constant) and type(node.value) is int):
        raise BadFormula(ast.unparse(node))


def _value(node: ast.expr, answers: Mapping[str, Decimal]) -> Decimal:
    if isinstance(node, ast.BinOp):
        return _ACTS[type(node.op)](_value(node.left, answers), _value(node.right, answers))
    if isinstance(node, ast.Call):
        return max(_value(part, answers) for part in node.args)
    return answers[node.id] if isinstance(node, ast.Name) else Decimal(ast.literal_eval(node))


def _shown(node: ast.expr, answers: Mapping[str, Decimal]) -> str:
    if isinstance(node, ast.BinOp):
        left, right = _inner(node.left, node.op, answers), _inner(node.right, node.op, answers, right=True)
        return f"{left} {_SIGNS[type(node.op)]} {right}"
    if isinstance(node, ast.Call):
        # The larger of two parts is what counts, so that one is shown.
        return _shown(max(node.args, key=lambda part: _value(part, answers)), answers)
    return plain_number(_value(node, answers))


def _inner(node: ast.expr, outer: ast.operator, answers: Mapping[str, Decimal], *, right: bool = False) -> str:
    text = _shown(node, answers)
    if isinstance(node, ast.BinOp):
        lower = _RANK[type(node.op)] < _RANK[type(outer)]
        level = right and _RANK[type(node.op)] == _RANK[type(outer)] and isinstance(outer, (ast.Sub, ast.Div))
        return f"({text})" if lower or level else text
    return text
