"""The ways to go on, side by side: what each costs, how long it may take, what one has in hand at its end."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fengqiao.insight.costs import court_fee, length
from fengqiao.insight.report import Basis, Line, Matter, Option, basis_of
from fengqiao.law import fees
from fengqiao.law.fees import Fee
from fengqiao.law.money import Sentence, plain
from fengqiao.law.simple_procedures import small_claims
from fengqiao.law.table import Entry, load

COST, TIME, FORCE = ("花费", "Cost"), ("时间", "Time"), ("拿到什么", "What you have then")
FREE: Sentence = ("不收费", "free")
CONFIRMED = Basis(("民事诉讼法（2023修正）第205条、第206条", "Civil Procedure Law (2023), Arts. 205 and 206"))
LIMITATION = Basis(("民法典第188条、第192条", "Civil Code, Arts. 188 and 192"))
ENDS = {
    "mandatory": ("适用小额诉讼，一审终审", "small claims apply; no appeal"),
    "by_agreement": ("双方约定的可以适用小额诉讼，一审终审", "small claims if both agree; no appeal"),
    "no": ("这个金额不适用小额诉讼", "not for this amount"),
    "not_set": (
        "本院没有公布本省平均工资，不能判断",
        "the province's average wage is not set here, so it cannot be said",
    ),
}


def options(matter: Matter, on: date) -> tuple[Option, ...]:
    """All six ways, always in the same order."""
    return (
        _nothing(),
        _talk(on),
        _mediation(on),
        _confirmed(on),
        _small(matter, on),
        _suit(matter.amount, on),
    )


def _nothing() -> Option:
    return Option(
        "nothing",
        ("先不做什么", "Nothing for now"),
        Line(COST, FREE),
        Line(TIME, ("诉讼时效继续计算，见第2部分", "limitation runs on, see part 2"), basis=(LIMITATION,)),
        Line(FORCE, ("没有", "nothing")),
    )


def _talk(on: date) -> Option:
    demand = Basis(("民法典第195条1项", "Civil Code, Art. 195(1)"))
    return Option(
        "talk",
        ("和对方或者平台客服协商", "Talk to the other side or the platform"),
        Line(COST, FREE),
        Line(
            TIME,
            ("没有法定期限；书面要求使时效重新计算", "no legal limit; a demand makes limitation run anew"),
            basis=(demand,),
        ),
        Line(FORCE, ("自愿履行；书面约定有合同效力", "voluntary; what is agreed in writing binds as a contract")),
    )


def _mediation(on: date) -> Option:
    agreed = load("agreements/court_platform").on(on)
    return Option(
        "mediation",
        ("在这里调解", "Mediation here"),
        Line(COST, FREE, basis=basis_of([load("fees/peoples_mediation").on(on)])),
        _within("mediation_pre_filing", on),
        Line(
            FORCE,
            (
                "签字生效的调解协议；对方不履行时还要起诉或者申请司法确认",
                "a signed agreement; if it is not kept, a suit or confirmation is still needed",
            ),
            basis=basis_of([agreed]),
        ),
    )


def _confirmed(on: date) -> Option:
    mediate, decide = (
        load(f"deadlines/{rule}").on(on) for rule in ("mediation_pre_filing", "judicial_confirmation_decide")
    )
    (zh, en), (zh2, en2) = length(mediate.value), length(decide.value)
    return Option(
        "confirmed",
        ("调解加司法确认", "Mediation and judicial confirmation"),
        Line(COST, FREE, basis=basis_of([load("confirmation/free").on(on)])),
        Line(
            TIME,
            (f"调解{zh}，受理确认后{zh2}", f"{en} of mediation, {en2} from accepting the confirmation"),
            basis=basis_of([mediate, decide]),
        ),
        Line(FORCE, ("可以申请强制执行的裁定", "a ruling that can be enforced"), basis=(CONFIRMED,)),
    )


def _small(matter: Matter, on: date) -> Option:
    says, basis = ENDS["no"], basis_of([])
    steps: tuple[Sentence, ...] = (("小额诉讼只用于金钱给付。", "Small claims are for money only."),)
    if matter.amount:
        found = small_claims(matter.amount, matter.wage, False, frozenset(), on)
        says, steps, basis = ENDS[found.applies], found.steps, basis_of([found.entry])
    return Option(
        "small",
        ("小额诉讼", "Small claims"),
        _cost(matter.amount, on, half=True),
        _within("trial_small_claims", on),
        Line(FORCE, says, steps, basis),
    )


def _suit(amount: Decimal | None, on: date) -> Option:
    summary, ordinary, appeal = (
        load(f"deadlines/{rule}").on(on) for rule in ("trial_summary", "trial_ordinary", "appeal_judgment")
    )
    zh, en = zip(*(length(entry.value) for entry in (summary, ordinary, appeal)), strict=True)
    return Option(
        "suit",
        ("普通诉讼", "Lawsuit"),
        _cost(amount, on),
        Line(
            TIME,
            (
                f"一审：简易{zh[0]}，普通{zh[1]}；可以上诉（{zh[2]}内）",
                f"first instance {en[0]} (summary) or {en[1]}; appeal within {en[2]}",
            ),
            basis=basis_of([summary, ordinary, appeal]),
        ),
        Line(FORCE, ("生效判决，可以申请强制执行", "a judgment that can be enforced once final")),
    )


def _cost(amount: Decimal | None, on: date, half: bool = False) -> Line:
    if amount is None:
        return Line(COST, ("没有写金额，算不出来", "no amount is given"))
    fee: Fee = court_fee(amount, on, half)
    least, _most, steps = fees.settled(fee)
    return Line(COST, (f"受理费 {plain(least)} 元", f"court fee CNY {plain(least)}"), steps, basis_of(fee.entries))


def _within(rule: str, on: date) -> Line:
    entry: Entry = load(f"deadlines/{rule}").on(on)
    zh, en = length(entry.value)
    return Line(TIME, (f"{zh}以内", f"within {en}"), basis=basis_of([entry]))
