"""How parties and places of signature stand in a paper. Plain values: identity numbers arrive masked."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class Agent:
    """A representative as printed: 委托代理人 / 法定代理人, name, position, scope of authority."""

    name: str
    label: str = "委托代理人"
    position: str = ""
    authority: str = ""


@dataclass(frozen=True)
class Party:
    """One party as printed. ``id_masked`` is the identity number or the unified social credit code."""

    role: str
    name: str
    company: bool = False
    sex: str = ""
    born: date | None = None
    ethnicity: str = ""
    address: str = ""
    id_masked: str = ""
    representative: str = ""
    representative_title: str = ""
    agents: tuple[Agent, ...] = ()


@dataclass(frozen=True)
class SignatureBlock:
    """A place for a signature. ``group`` gives the order: all of a lower group sign before any of a higher one."""

    field: str
    label: str
    name: str
    group: int = 1
    kind: Literal["person", "seal"] = "person"
