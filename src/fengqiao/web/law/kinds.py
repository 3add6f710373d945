"""The calculators that ask a table of ``fengqiao.law.rows``: their kinds, in plain words, and what each asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from fengqiao.web.law.asks import Ask, Plain, Text

Given = Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of question. ``fixed`` goes into the row as it is; ``span`` turns two days into ``days``."""

    code: str
    label: Text
    asks: tuple[Ask, ...] = ()
    about: Text = ""
    fixed: Given = field(default_factory=dict)
    span: bool = False


@dataclass(frozen=True, slots=True)
class Calculator:
    """One page: a table of rows, its kinds in groups, and how answers become a row."""

    name: str
    title: Text
    lede: Text
    about: Text
    icon: str
    groups: tuple[tuple[Text, tuple[Kind, ...]], ...]
    row: Callable[[Kind, Given], dict[str, Any]]

    def kinds(self) -> Iterator[Kind]:
        """Yield every kind, the usual one first."""
        for _group, kinds in self.groups:
            yield from kinds

    def kind(self, code: str) -> Kind | None:
        """Return the kind of this code, the first one for no code, None for a code that there is not."""
        return next((kind for kind in self.kinds() if code in ("", kind.code)), None)


def with_input(kind: Kind, given: Given) -> dict[str, Any]:
    """Return the row of tables that take ``input_json``."""
    return {"kind": kind.code, "input_json": {**kind.fixed, **given}}


def with_params(kind: Kind, given: Given) -> dict[str, Any]:
    """Return the row of fees: the amount apart, the rest as parameters."""
    params = {key: value for key, value in {**kind.fixed, **given}.items() if key != "amount_yuan"}
    return {"kind": kind.code, "amount_yuan": given.get("amount_yuan", ""), "params_json": params}


FROM = _("First day that counts")
TO = _("Day of payment (not counted)")
