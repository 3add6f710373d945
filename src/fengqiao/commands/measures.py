"""The scene of the bench: a seeded demo in an empty folder, and acts on it that can be timed."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from fengqiao.commands.migrate import prepare
from fengqiao.demo.seeds import seed
from fengqiao.documents.papers import Printed, Sheet, as_data, paper, render
from fengqiao.ledger.actions import commit
from fengqiao.ledger.merkle import leaf_hash
from fengqiao.ledger.models import Leaf
from fengqiao.ledger.sequencer import sequence
from fengqiao.negotiation.fields import agreement_fields
from fengqiao.negotiation.models import Agreement
from fengqiao.signing.authority import Authority
from fengqiao.signing.check import check_pdf
from fengqiao.signing.pades import Field, Mark, sign
from fengqiao.signing.pades import prepare as with_fields

SHEET = Sheet(case_code="7K3M-92", check_url="https://odr.example.cn/v/7K3M92", demo=True, author="枫桥")


class Scene:
    """A demo with one agreement ready to be set and signed."""

    def __init__(self) -> None:
        prepare()
        self.at: datetime = timezone.now()
        seed(self.at)
        agreement = Agreement.objects.order_by("pk").select_related("case__dispute", "case__organisation").first()
        if agreement is None:
            raise LookupError("the seeded demo holds no agreement")
        mediator = agreement.drawn_up_by
        self.paper = paper("mediation_agreement")
        self.data = as_data(agreement_fields(agreement, mediator, mode="视频", at=self.at))
        self.authority = Authority(Path(settings.KEYS_ROOT) / "bench", demo=True)
        self.printed: Printed = self.set_agreement()
        self.prepared = with_fields(self.printed.pdf, [Field(a.field, a, a.field) for a in self.printed.anchors])
        self.signed = self._signed_by_all()

    def set_agreement(self) -> Printed:
        """Set the agreement."""
        return render(self.paper, self.data, SHEET, at=self.at)

    def sign_once(self) -> bytes:
        """Put the first signature into the prepared file."""
        return self._sign(self.prepared, self.printed.anchors[0].field)

    def check_four(self) -> None:
        """Check a file in which every place is signed."""
        verdict = check_pdf(self.signed, trust=[self.authority.root])
        if not verdict.valid:
            raise RuntimeError(f"the bench's own file is refused: {[reason.code for reason in verdict.reasons]}")

    def single_appends(self, count: int) -> float:
        """Return how many leaves a second can be written, each in a transaction of its own."""
        begun = time.perf_counter()
        for number in range(count):
            commit("bench", str(number).encode(), at=self.at)
        return count / (time.perf_counter() - begun)

    def sequenced(self, count: int) -> float:
        """Return how many waiting leaves a second get their place in the signed tree."""
        while sequence(self.at):
            continue
        for start in range(0, count, 5_000):
            Leaf.objects.bulk_create(self._leaf(number) for number in range(start, min(start + 5_000, count)))
        begun = time.perf_counter()
        while sequence(self.at):
            continue
        return count / (time.perf_counter() - begun)

    def _leaf(self, number: int) -> Leaf:
        data = f'{{"bench":{number}}}'.encode()
        return Leaf(shard=self.at.year, kind="bench", data=data, hash=leaf_hash(data), created_at=self.at)

    def _sign(self, pdf: bytes, field: str) -> bytes:
        credential = self.authority.issue("林丽", "当事人", self.at)
        return sign(pdf, field, credential, Mark("林丽", "手写签名"), at=self.at, demo=True)

    def _signed_by_all(self) -> bytes:
        pdf = self.prepared
        for anchor in self.printed.anchors:
            pdf = self._sign(pdf, anchor.field)
        return pdf
