"""The registry of papers. A paper = a declaration, a frozen dataclass of fields and a Typst template beside the app."""

import dataclasses
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import segno
from django.utils.text import normalize_newlines

from .blocks import Block, blocks_of
from .parties import SignatureBlock
from .typesetting import PaperError, refuse_unsafe, template_digest, typeset

SHANGHAI = ZoneInfo("Asia/Shanghai")
TIGHT = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\d.,]+)|(?<=\d) (?=[\u3400-\u9fff])")


@dataclass(frozen=True)
class Paper:
    """One kind of paper.

    ``issued_by`` is the code of the step that issues it, ``signers`` the groups of roles in signing order (a group
    signs in any order, the next one after it), ``build`` turns a case into ``fields``. ``after_render`` is called
    with the stored document and the time by the render job, in the same transaction as the result. ``open_at_once``:
    the parties may read it as soon as it is issued; a paper that has to be delivered waits for its release.
    ``readers`` are the only roles that may read a paper of confidential talks; empty: whoever may open the case.
    """

    kind: str
    title: str
    template: Path
    fields: type
    issued_by: str
    signers: tuple[tuple[str, ...], ...] = ()
    build: Callable[..., Any] | None = None
    after_render: tuple[Callable[..., None], ...] = ()
    open_at_once: bool = True
    readers: frozenset[str] = frozenset()

    @property
    def digest(self) -> str:
        """Digest of the template with its layout."""
        return template_digest(self.template)


@dataclass(frozen=True)
class Sheet:
    """What stands round the words: the code of the case, the address that its QR opens, the demo mark."""

    case_code: str = ""
    check_url: str = ""
    demo: bool = False
    author: str = ""


@dataclass(frozen=True)
class Anchor:
    """Where a signature belongs: page from 1, points from the upper left corner of the page."""

    field: str
    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Printed:
    """A rendered paper."""

    pdf: bytes
    blocks: tuple[Block, ...]
    anchors: tuple[Anchor, ...]


_papers: dict[str, Paper] = {}


class UnknownPaper(PaperError):
    """No paper of that kind is registered."""


def register(paper: Paper) -> Paper:
    """Add a paper to the registry. Two different papers of one kind are a programming error."""
    known = _papers.get(paper.kind)
    if known is not None and known.template != paper.template:
        raise ValueError(f"Paper {paper.kind!r} is declared twice: {known.template} and {paper.template}.")
    if not dataclasses.is_dataclass(paper.fields) or not paper.template.is_file():
        raise ValueError(f"Paper {paper.kind!r} needs a dataclass of fields and a template file.")
    _papers[paper.kind] = paper
    return paper


def closed_to(roles: frozenset[str]) -> list[str]:
    """The kinds of papers that nobody with these roles may read."""
    return [each.kind for each in _papers.values() if each.readers and not each.readers & roles]


def paper(kind: str) -> Paper:
    """The paper of that kind."""
    try:
        return _papers[kind]
    except KeyError:
        raise UnknownPaper(f"There is no paper of the kind {kind!r}.") from None


def papers() -> tuple[Paper, ...]:
    """All registered papers, by kind."""
    return tuple(_papers[kind] for kind in sorted(_papers))


def add_after_render(kind: str, hook: Callable[..., None]) -> None:
    """Let a higher layer act when a paper of that kind has been rendered."""
    declared = paper(kind)
    if hook not in declared.after_render:
        _papers[kind] = dataclasses.replace(declared, after_render=(*declared.after_render, hook))


def as_data(fields: Any) -> dict[str, Any]:
    """The fields as JSON values, formatted for print: 2026年11月9日, 3,400.00, Shanghai time, nothing for ``None``.

    Raises `UnprintableText` when a text holds control or direction-changing characters.
    """
    data = _printable(fields)
    refuse_unsafe(data)
    return data


def printed_date(day: date) -> str:
    """2026年11月9日."""
    return f"{day.year}年{day.month}月{day.day}日"


def render(declared: Paper, data: Mapping[str, Any], sheet: Sheet, *, at: datetime) -> Printed:
    """Set the paper from fields in the form of `as_data`."""
    setting = typeset(
        declared.template,
        data,
        at=at,
        title=declared.title,
        author=sheet.author,
        case_code=sheet.case_code,
        qr_svg=qr_svg(sheet.check_url) if sheet.check_url else "",
        demo=sheet.demo,
    )
    return Printed(setting.pdf, blocks_of(setting.blocks), tuple(Anchor(**anchor) for anchor in setting.anchors))


@lru_cache(maxsize=256)
def qr_svg(address: str) -> str:
    """A QR code as SVG."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()


def signature_blocks(data: Mapping[str, Any]) -> tuple[SignatureBlock, ...]:
    """The places for signatures that the fields of a paper ask for."""
    return tuple(SignatureBlock(**entry) for entry in data.get("signatures", ()))


def _printable(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _printable(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, datetime):
        local = value.astimezone(SHANGHAI)
        return f"{printed_date(local.date())}{local:%H}时{local:%M}分"
    if isinstance(value, date):
        return printed_date(value)
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    if isinstance(value, Mapping):
        return {key: _printable(entry) for key, entry in value.items()}
    if isinstance(value, tuple | list):
        return [_printable(entry) for entry in value]
    if isinstance(value, str):
        return tightened(normalize_newlines(value))
    return "" if value is None else value


def tightened(text: str) -> str:
    """Text without the spaces between Chinese and figures that pages have and papers do not."""
    return TIGHT.sub("", text)
