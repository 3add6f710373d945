"""The second half of a course: signing, concluding, and the court's confirmation. Each word returns an act."""

from __future__ import annotations

from datetime import timedelta

from fengqiao.confirmation.actions import Found, find
from fengqiao.confirmation.clock import close_windows
from fengqiao.demo.plot import Act
from fengqiao.demo.tale import SHANGHAI, Telling
from fengqiao.law.confirmation import not_accepted_grounds, review_points
from fengqiao.law.mediation import sham_questions
from fengqiao.mediation.actions import screen_for_sham
from fengqiao.mediation.signatures import paper_of
from fengqiao.signing.actions import text_digest
from fengqiao.signing.queries import request_for


def sent_out() -> Act:
    """The mediator sends the text out for signature."""
    return lambda telling: telling.take("mediator", "mediation.draw_up")


def signed(*who: str) -> Act:
    """Sides read the text and sign with a code, hours apart."""

    def act(telling: Telling) -> None:
        for each in who:
            telling.pass_time(hours=3)
            _sign(telling, each, "mediation.sign")

    return act


def concluded() -> Act:
    """The mediator answers the questions against sham mediation, signs and concludes; the court's part opens."""

    def act(telling: Telling) -> None:
        answers = {question.code: True for question in sham_questions(telling.now.date())}
        screen_for_sham(telling.case, telling.actor("mediator"), answers, at=telling.pass_time(hours=2))
        _sign(telling, "mediator", "mediation.conclude")
        telling.case = telling.case.children.get(procedure="confirmation")

    return act


def _sign(telling: Telling, who: str, code: str) -> None:
    document, person = paper_of(telling.case), telling.actor(who).person
    if document is None or person is None:
        raise LookupError(f"{telling.tale.key}: nothing is out for signature")
    request = request_for(document, person)
    telling.take(who, code, request=request, shown=text_digest(document), method="code")


def settled(*, apart_days: int = 1) -> tuple[Act, ...]:
    """A drafted agreement goes out, both sides sign, the mediator concludes."""
    wait: Act = lambda telling: telling.pass_time(days=apart_days)  # noqa: E731  a word of the course
    return (sent_out(), signed("respondent"), wait, signed("applicant"), concluded())


def applied(*who: str) -> Act:
    """Sides apply for confirmation with one tap each."""

    def act(telling: Telling) -> None:
        for each in who:
            telling.pass_time(hours=9)
            telling.take(each, "confirmation.apply", online_confirmation=True, electronic_delivery=True)

    return act


def received(judge: str = "ding.ruochuan", clerk: str = "gao.min") -> Act:
    """The judge's clerk accepts the application and gives it to a judge."""

    def act(telling: Telling) -> None:
        telling.pass_time(days=1)
        checked = [ground.code for ground in not_accepted_grounds(telling.now.date())]
        telling.take(clerk, "confirmation.accept", judge=telling.people[judge], checked=checked)

    return act


def questioned(text: str, to: str = "both", judge: str = "ding.ruochuan") -> Act:
    """The judge asks; three days to answer."""

    def act(telling: Telling) -> None:
        telling.pass_time(hours=5)
        last = telling.now.astimezone(SHANGHAI).date() + timedelta(days=3)
        telling.take(judge, "confirmation.ask", to=to, text=text, days=3, answer_by=last)

    return act


def replied(who: str, text: str, number: int = 1) -> Act:
    """A side answers the judge."""
    return lambda telling: telling.take(who, "confirmation.answer_question", number=number, text=text)


def found(judge: str = "ding.ruochuan", *, wanting: str = "", note: str = "", upto: int = 99) -> Act:
    """The judge looks at the points of review, one of which may be wanting; ``upto`` leaves the later ones open."""

    def act(telling: Telling) -> None:
        telling.pass_time(hours=4)
        points = [point.code for point in review_points(telling.now.date())][:upto]
        said = {code: Found(code != wanting, True, note if code == wanting else "") for code in points}
        find(telling.case, telling.actor(judge), said, at=telling.now)

    return act


def ruled(step: str, judge: str = "ding.ruochuan", **data: object) -> Act:
    """The judge decides: ``confirm``, ``dismiss`` or ``not_accept``."""

    def act(telling: Telling) -> None:
        telling.pass_time(hours=6)
        telling.take(judge, f"confirmation.{step}", **data)

    return act


def window_over() -> Act:
    """Nobody applied; the platform closes the window once its last day is over."""

    def act(telling: Telling) -> None:
        while telling.case.closed_at is None:
            if telling.now >= telling.end - timedelta(hours=1):
                raise LookupError(f"{telling.tale.key}: the window is still open")
            close_windows(telling.pass_time(days=1))
            telling.case.refresh_from_db()

    return act
