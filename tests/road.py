"""A mediation told by the names of its steps."""

from __future__ import annotations

from datetime import date

from cast import START
from story import Story

from fengqiao.cases.steps import PROCEDURES, Step
from fengqiao.law.mediation import sham_questions
from fengqiao.mediation.actions import confirm_record, screen_for_sham, write_record
from fengqiao.mediation.signatures import paper_of
from fengqiao.negotiation.agreements import AgreementDraft, TermDraft
from fengqiao.negotiation.agreements import draw_up as draft_text
from fengqiao.signing.actions import text_digest
from fengqiao.signing.queries import request_for


class Road(Story):
    """A mediation told step by step by the names of its steps."""

    def step(self, name: str) -> Step:
        """Return the step with this name."""
        return PROCEDURES["mediation"].steps[name]

    def take(self, who: str, name: str, **data: object) -> Road:
        """Take the step with this name."""
        return self.then(who, self.step(name), **data)

    def not_yet(self, who: str, name: str, because: str = "", **data: object) -> Road:
        """Show that the step with this name is refused."""
        return self.refused(who, self.step(name), because, **data)

    def recorded(self) -> Road:
        """Write the mediation record and let both sides confirm it."""
        record = write_record(self.case, self.actor("chen"), "双方到场，核对身份。", at=self.now)
        for who in ("ali", "bowen"):
            record = confirm_record(record, self.actor(who), at=self.now)
        return self

    def drafted(self) -> Road:
        """Draft an agreement on one payment that has no fault."""
        pay = TermDraft(
            act="pay", debtor="b", amount=self.case.dispute.amount, due=date(2026, 12, 5), place="原路退回付款账户",
            default="未按时足额支付的，权利人可以就未付款项主张权利。",
        )  # fmt: skip
        draft_text(self.case, AgreementDraft("九月报课，交了 4980 元。", [pay]), self.actor("chen"), at=self.now)
        return self

    def out(self) -> Road:
        """Bring the agreement out for signature."""
        self.opened("accept")
        self.recorded().drafted()
        return self.take("chen", "draw_up")

    def signs(self, who: str, name: str = "sign") -> Road:
        """Read the text that is out and sign it by code, as the signing page does."""
        document = paper_of(self.case)
        request = request_for(document, getattr(self.cast, who))
        return self.take(who, name, request=request, shown=text_digest(document), method="code")

    def signed(self) -> Road:
        """Let both sides sign, and the mediator answer the questions against sham mediation."""
        self.out().signs("ali").signs("bowen")
        screen_for_sham(self.case, self.actor("chen"), ALL_WELL, at=self.now)
        return self


ALL_WELL = {question.code: True for question in sham_questions(START.date())}
