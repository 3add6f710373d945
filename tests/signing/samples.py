"""Signed papers to check, made with the demo authority."""

import json
import tempfile
from functools import lru_cache
from pathlib import Path

from documents import samples

from fengqiao.documents.blocks import plain_text
from fengqiao.documents.papers import Printed
from fengqiao.signing.authority import Authority
from fengqiao.signing.handwriting import handwriting
from fengqiao.signing.pades import Field, Mark, prepare, seal, sign

AT = samples.AT
BODY = samples.BODY
CROSS = json.dumps(
    {"size": 300, "squares": [[[[40, 150], [150, 148], [260, 152]], [[150, 40], [151, 150], [150, 260]]]]}
)
NAMES = {"applicant-1": "林丽", "respondent-1": "周博文（代）", "mediator-1": "陈秋平"}


@lru_cache
def authority() -> Authority:
    return Authority(Path(tempfile.mkdtemp()), demo=True)


@lru_cache
def agreement() -> Printed:
    return samples.printed(samples.agreement())


@lru_cache
def prepared() -> bytes:
    printed = agreement()
    return prepare(printed.pdf, [Field(a.field, a, NAMES.get(a.field, BODY)) for a in printed.anchors])


def signed_by(field: str, pdf: bytes) -> bytes:
    """The file with the signature of the person whose field it is."""
    mark = Mark(NAMES[field], "2026-11-25 19:52 手写签名", svg=handwriting(CROSS).svg)
    return sign(pdf, field, authority().issue(NAMES[field], "当事人", AT), mark, at=AT, demo=True)


def sealed(pdf: bytes) -> bytes:
    return seal(pdf, "body", authority().seal(BODY), purpose="调解专用章", at=AT, demo=True)


@lru_cache
def signed_agreement() -> bytes:
    """The agreement with all four signatures."""
    pdf = prepared()
    for field in NAMES:
        pdf = signed_by(field, pdf)
    return sealed(pdf)


def text() -> str:
    """The words that the parties confirmed."""
    return plain_text(agreement().blocks)
