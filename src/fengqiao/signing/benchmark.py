"""Measure what a signature costs, and what checking a paper with four of them costs. CPU time."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fengqiao.documents.benchmark import AT, KIND, SHEET, Row
from fengqiao.documents.blocks import plain_text
from fengqiao.documents.papers import paper, render
from fengqiao.signing.authority import Authority
from fengqiao.signing.check import check_pdf
from fengqiao.signing.handwriting import handwriting
from fengqiao.signing.pades import Field, Mark, prepare, seal, sign

STROKES = '{"size": 300, "squares": [[[[40, 150], [150, 148], [260, 152]], [[150, 40], [151, 150], [150, 260]]]]}'
ROUNDS = 5


def signature_rows(sample: Mapping[str, Any]) -> list[Row]:
    """Sign the sample agreement (the form of `as_data`; three persons and a seal) and check the result."""
    printed = render(paper(KIND), sample, SHEET, at=AT)
    blank = prepare(printed.pdf, [Field(anchor.field, anchor, anchor.field) for anchor in printed.anchors])
    fields = [anchor.field for anchor in printed.anchors]
    with tempfile.TemporaryDirectory() as folder:
        authority = Authority(Path(folder), demo=True)
        signed, _warm = _signed(blank, fields, authority)
        costs = [cost for _round in range(ROUNDS) for cost in _signed(blank, fields, authority)[1]]
        checks = [_checked(signed, authority, plain_text(printed.blocks)) for _round in range(ROUNDS)]
    return [
        Row("signature with picture, CPU each", sum(costs) / len(costs), "ms", 120),
        Row(f"{len(fields)} signatures checked, CPU", sum(checks) / len(checks), "ms", 250),
    ]


def _signed(pdf: bytes, fields: list[str], authority: Authority) -> tuple[bytes, list[float]]:
    costs = []
    for field in fields:
        began = time.process_time()
        pdf = _one(pdf, field, authority, last=field == fields[-1])
        costs.append((time.process_time() - began) * 1000)
    return pdf, costs


def _one(pdf: bytes, field: str, authority: Authority, *, last: bool) -> bytes:
    if last:
        return seal(pdf, field, authority.seal("枫溪市消费纠纷调解委员会"), purpose="调解专用章", at=AT, demo=True)
    mark = Mark("林丽", "2026-11-25 20:00 手写签名", svg=handwriting(STROKES).svg)
    return sign(pdf, field, authority.issue("林丽", "当事人", AT), mark, at=AT, demo=True)


def _checked(pdf: bytes, authority: Authority, text: str) -> float:
    began = time.process_time()
    verdict = check_pdf(pdf, trust=[authority.root], expected_text=text, at=AT)
    if not verdict.complete:
        raise AssertionError(f"The measured file is not valid: {verdict.reasons}")
    return (time.process_time() - began) * 1000
