"""The words of a set paper as structured blocks, for the page on the web, the editable copy and the text check."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

KINDS = ("issuer", "title", "number", "head", "subhead", "para", "flat", "item", "row", "signed", "remark", "sign")


@dataclass(frozen=True)
class Block:
    """One piece of a paper in reading order.

    ``number`` is what stands before the text: the mark of an item （一）, the label of a row, the role over a
    signature. ``field`` names the signature field when the block is a place for one.
    """

    kind: str
    text: str
    number: str = ""
    field: str = ""

    @property
    def printed(self) -> str:
        """The characters of this block in the order in which the PDF prints them."""
        return self.number + self.text


@dataclass(frozen=True)
class Group:
    """Neighbouring blocks of one kind (items of a list, rows of a table, places for signatures), else one block."""

    kind: str
    blocks: tuple[Block, ...]

    @property
    def first(self) -> Block:
        return self.blocks[0]


def blocks_of(reported: Iterable[Mapping[str, Any]]) -> tuple[Block, ...]:
    """The blocks from what the template reported (or from the JSON stored with the document)."""
    return tuple(
        Block(entry["kind"], entry["text"], entry.get("number", ""), entry.get("field", "")) for entry in reported
    )


def grouped(blocks: Sequence[Block]) -> tuple[Group, ...]:
    """Blocks put together for templates: one list for following items, one table for following rows."""
    groups: list[list[Block]] = []
    for block in blocks:
        if groups and block.kind in ("item", "row", "sign") and groups[-1][0].kind == block.kind:
            groups[-1].append(block)
        else:
            groups.append([block])
    return tuple(Group(group[0].kind, tuple(group)) for group in groups)


def plain_text(blocks: Iterable[Block]) -> str:
    """The whole paper as text, one block per line: what a person reads and assents to."""
    return "\n".join(block.printed for block in blocks)


def normalised(text: str) -> str:
    """Text without white space and with compatibility forms unified, so that two extractions can be compared."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
