"""Three-valued logic (Kleene): true, false, unknown. What is not known stays unknown unless it cannot matter."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

Truth = bool | None
"""``None`` is "unknown"."""
Value = bool | int | Decimal | str | None
LONGEST = 500

_COMPARE: dict[type, Callable[[Value, Value], bool]] = {
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
    ast.Lt: lambda a, b: a < b,  # type: ignore[operator]
    ast.LtE: lambda a, b: a <= b,  # type: ignore[operator]
    ast.Gt: lambda a, b: a > b,  # type: ignore[operator]
    ast.GtE: lambda a, b: a >= b,  # type: ignore[operator]
}


class BadExpression(ValueError):
    """The expression uses something else than names, numbers, words, comparisons, and, or, not."""


@dataclass(frozen=True, slots=True)
class Expression:
    """Such as ``not expired and days_left >= 90``."""

    text: str
    tree: ast.expr

    @property
    def names(self) -> frozenset[str]:
        """The facts that it asks for."""
        return frozenset(node.id for node in ast.walk(self.tree) if isinstance(node, ast.Name))

    def value(self, facts: Mapping[str, Value]) -> Truth:
        """True, false, or None when the facts do not settle it. A fact that is not given is unknown."""
        return _truth(self.tree, facts)


def conj(values: Iterable[Truth]) -> Truth:
    """And: false as soon as one is false, else unknown as soon as one is."""
    found = list(values)
    return False if False in found else None if None in found else True


def disj(values: Iterable[Truth]) -> Truth:
    """Or: true as soon as one is true, else unknown as soon as one is."""
    found = list(values)
    return True if True in found else None if None in found else False


def neg(value: Truth) -> Truth:
    """Not: unknown stays unknown."""
    return None if value is None else not value


def expression(text: str) -> Expression:
    """Parse an expression; BadExpression for anything that is not plain logic."""
    try:
        tree = ast.parse(text.strip(), mode="eval").body if len(text) <= LONGEST else None
    except (SyntaxError, ValueError, RecursionError):
        tree = None
    if tree is None or not _plain(tree):
        raise BadExpression(text)
    return Expression(text.strip(), tree)


def _plain(node: ast.expr) -> bool:
    match node:
        case ast.BoolOp(values=values):
            return all(_plain(each) for each in values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return _plain(operand)
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return type(op) in _COMPARE and _leaf(left) and _leaf(right)
        case ast.Name() | ast.Constant(value=True | False):
            return True
    return False


def _leaf(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) or (isinstance(node, ast.Constant) and type(node.value) in (int, str))


def _truth(node: ast.expr, facts: Mapping[str, Value]) -> Truth:
    match node:
        case ast.BoolOp(op=op, values=values):
            return (conj if isinstance(op, ast.And) else disj)(_truth(each, facts) for each in values)
        case ast.UnaryOp(operand=operand):
            return neg(_truth(operand, facts))
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            one, other = _value(left, facts), _value(right, facts)
            return None if one is None or other is None else _COMPARE[type(op)](one, other)
    found = _value(node, facts)
    return None if found is None else bool(found)


def _value(node: ast.expr, facts: Mapping[str, Value]) -> Value:
    return facts.get(node.id) if isinstance(node, ast.Name) else ast.literal_eval(node)
