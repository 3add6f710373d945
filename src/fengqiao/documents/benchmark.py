"""Measure how fast papers are set, beside docxtpl with LibreOffice where both are installed."""

from __future__ import annotations

import importlib
import importlib.util
import io
import os
import random
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx

from fengqiao.documents.blocks import plain_text
from fengqiao.documents.papers import Sheet, paper, render

KIND = "mediation_agreement"
AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
SHEET = Sheet(case_code="7K3M-92", check_url="https://odr.example.cn/v/7K3M92", demo=True)
SEED = 20261125
BATCH = 46
OFFICE_SECONDS = 300
WORDS = "双方确认合同已经解除被告退还课时费用分期支付逾期未付款项一并到期权利人可以主张全部金额调解员主持协商自愿达成"


@dataclass(frozen=True)
class Row:
    """One measured figure. ``budget`` is the most (with ``least`` the least) that it may be; None without one."""

    name: str
    value: float
    unit: str
    budget: float | None = None
    least: bool = False

    @property
    def kept(self) -> bool:
        """Whether the budget is kept."""
        if self.budget is None:
            return True
        return self.value >= self.budget if self.least else self.value <= self.budget


def paper_rows(sample: Mapping[str, Any], *, count: int = BATCH) -> list[Row]:
    """Set ``count`` agreements, each with words of its own, from ``sample`` (the form of `as_data`)."""
    variants = varied(sample, count)
    _set(variants[0])
    began, wall = time.process_time(), time.perf_counter()
    for variant in variants:
        _set(variant)
    each = (time.process_time() - began) * 1000 / count
    rows = [
        Row("agreement PDF, every paragraph different, CPU each", each, "ms", 50),
        Row(f"{count} agreement PDFs, wall time", time.perf_counter() - wall, "s", 3),
    ]
    return rows + office_rows(variants, each)


def _each(texts: Sequence[Sequence[str]]) -> None:
    for lines in texts:
        _convert([_filled(lines)])


def office_there() -> bool:
    """Whether LibreOffice and docxtpl are installed here."""
    return shutil.which("soffice") is not None and importlib.util.find_spec("docxtpl") is not None


def office_rows(variants: Sequence[Mapping[str, Any]], ours: float) -> list[Row]:
    """The same words through docxtpl and LibreOffice, one process for each and one for all; empty without them."""
    if not office_there():
        return []
    texts = [plain_text(render(paper(KIND), entry, SHEET, at=AT).blocks).splitlines() for entry in variants[:20]]
    single, batch = texts[:3], texts
    one = _cpu(lambda: _each(single)) / len(single)
    together = _cpu(lambda: _convert([_filled(lines) for lines in batch])) / len(batch)
    return [
        Row("docxtpl + LibreOffice, one process each, CPU each", one, "ms"),
        Row(f"docxtpl + LibreOffice, one process for {len(batch)}, CPU each", together, "ms"),
        Row("ratio to one LibreOffice each", one / ours, "x", 40, least=True),
        Row("ratio to one batched LibreOffice", together / ours, "x"),
    ]


def varied(sample: Mapping[str, Any], count: int) -> list[dict[str, Any]]:
    """Copies of the sample in which the facts and every term are other words, so that nothing is set from memory."""
    chance = random.Random(SEED)  # noqa: S311  (words for a measurement)

    def words(length: int) -> str:
        return "".join(chance.choices(WORDS, k=length)) + "。"

    return [
        {
            **sample,
            "number": f"（2026）枫消调字第{number}号",
            "facts": [words(len(text)) for text in sample["facts"]],
            "undisputed": [words(len(text)) for text in sample["undisputed"]],
            "terms": [{**term, "text": words(len(term["text"]))} for term in sample["terms"]],
            "effect": words(len(sample["effect"])),
        }
        for number in range(1, count + 1)
    ]


def _set(data: Mapping[str, Any]) -> None:
    render(paper(KIND), data, SHEET, at=AT)


def _filled(lines: Sequence[str]) -> bytes:
    """A Word file with these paragraphs, made by docxtpl."""
    template = docx.Document()
    for index in range(len(lines)):
        template.add_paragraph(f"{{{{ line_{index} }}}}")
    blank, out = io.BytesIO(), io.BytesIO()
    template.save(blank)
    # docxtpl is needed by nothing else, so it is looked up where it may be missing.
    filled = importlib.import_module("docxtpl").DocxTemplate(blank)
    filled.render({f"line_{index}": line for index, line in enumerate(lines)})
    filled.save(out)
    return out.getvalue()


def _convert(files: Sequence[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{index}.docx" for index in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, *map(str, paths)]
        subprocess.run(  # noqa: S603
            command, check=True, capture_output=True, timeout=OFFICE_SECONDS, env={**os.environ, "HOME": folder}
        )


def _cpu(work: Callable[[], object]) -> float:
    """CPU time of this process and its children while it works, in ms."""
    before = _used()
    work()
    return (_used() - before) * 1000


def _used() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)
