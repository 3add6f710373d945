"""Money and time of a claim, and whether what was won is paid: each line with its sum and its article."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fengqiao.insight.kleene import Truth
from fengqiao.insight.report import Answers, Basis, Line, Matter, Spread, basis_of
from fengqiao.law import fees, periods
from fengqiao.law.calendar import date_en, date_zh
from fengqiao.law.fees import Fee
from fengqiao.law.money import Sentence, plain, rounded
from fengqiao.law.table import load

LOSER_PAYS = Basis(
    ("诉讼费用交纳办法（国务院令第481号）第29条", "Measures on Payment of Litigation Costs, Art. 29"), verified=False
)
ADVANCE = Basis(("诉讼费用交纳办法（国务院令第481号）第20条", "Measures on Payment of Litigation Costs, Art. 20"))
PRESERVATION = Basis(("民事诉讼法（2023修正）第103条、第104条", "Civil Procedure Law (2023), Arts. 103 and 104"))
DELAY = Basis(("民事诉讼法（2023修正）第264条", "Civil Procedure Law (2023), Art. 264"))
UNITS = {
    "day": ("日", "days"),
    "month": ("个月", "months"),
    "year": ("年", "years"),
    "workday": ("个工作日", "working days"),
}
LIMITS = (
    "mediation_pre_filing",
    "judicial_confirmation_decide",
    "trial_small_claims",
    "trial_summary",
    "trial_ordinary",
)


def court_fee(amount: Decimal, on: date, half: bool = False) -> Fee:
    """The fee of a suit over an amount; half in summary and small-claims procedure."""
    full = fees.by_amount("property", amount, on)
    return fees.halved(full, ("summary",), on) if half else full


def money_lines(matter: Matter, answers: Answers, on: date) -> tuple[Line, ...]:
    """What it costs, who bears it, and what is left in the best and the worst case."""
    free = Line(
        ("在这里调解", "Mediation here"),
        ("不收费。", "Free of charge."),
        basis=basis_of([load("fees/peoples_mediation").on(on)]),
    )
    if matter.amount is None:
        return (free, _no_amount(), *_own_cost(answers))
    fee, half = court_fee(matter.amount, on), court_fee(matter.amount, on, half=True)
    hold = fees.by_amount("preservation", matter.amount, on)
    return (
        free,
        _fee_line(("法院受理费（普通程序）", "Court fee, ordinary procedure"), fee),
        _fee_line(("法院受理费（简易、小额程序减半）", "Court fee, summary or small claims: half"), half),
        _fee_line(("财产保全申请费（按保全全部金额）", "Preservation of assets, on the whole amount"), hold),
        _bearer(),
        *_own_cost(answers),
        *_net(matter.amount, fee, answers.own_cost),
    )


def time_lines(on: date, spread: Spread) -> tuple[Line, ...]:
    """The legal limits, as if each began today, and what the installation's own cases took."""
    return (*(_limit(rule, on) for rule in LIMITS), _seen(spread))


def enforcement_lines(facts: dict[str, Truth], on: date) -> tuple[Line, ...]:
    """Whether there is something to enforce on, and until when to ask for it."""
    entry = load("deadlines/apply_enforcement").on(on)
    return (
        _by_fact(facts.get("assets_known"), ("能执行的财产", "Assets to enforce on"), _ASSETS, PRESERVATION),
        _by_fact(facts.get("moving_assets"), ("转移财产的迹象", "Signs that assets are moved"), _MOVING, PRESERVATION),
        _by_fact(facts.get("other_debts"), ("对方的其他债务", "Other debts of the other side"), _DEBTS),
        Line(
            ("申请执行的期限", "Time to ask for enforcement"),
            (
                f"履行期限最后一天起 {length(entry.value)[0]}。",
                f"{length(entry.value)[1]} from the last day to perform.",
            ),
            basis=basis_of([entry]),
        ),
        Line(
            ("到期不付", "Late payment of a judgment"),
            ("加倍支付迟延履行期间的债务利息。", "Doubled interest for the time of delay."),
            basis=(DELAY,),
        ),
    )


def length(value: dict[str, object]) -> Sentence:
    """A period in words: (``2个月``, ``2 months``)."""
    zh, en = UNITS[str(value["unit"])]
    return f"{value['n']}{zh}", f"{value['n']} {en}"


def _fee_line(label: Sentence, fee: Fee) -> Line:
    least, _most, steps = fees.settled(fee)
    return Line(label, (f"{plain(least)} 元", f"CNY {plain(least)}"), steps, basis_of(fee.entries))


def _no_amount() -> Line:
    return Line(
        ("法院受理费", "Court fee"),
        ("没有写金额，算不出来。", "No amount is given, so it cannot be computed."),
    )


def _bearer() -> Line:
    return Line(
        ("谁来承担", "Who bears it"),
        (
            "原告先交，最后由败诉的一方承担；部分胜诉的由法院按情况分担。",
            "The plaintiff advances it; the loser bears it, in part success the court divides it.",
        ),
        basis=(ADVANCE, LOSER_PAYS),
    )


def _own_cost(answers: Answers) -> tuple[Line, ...]:
    label = ("您自己的其他花费（律师、路费、鉴定）", "Your own other costs (lawyer, travel, appraisal)")
    if answers.own_cost is None:
        return (Line(label, ("您没有写。", "You did not say.")),)
    cost = plain(answers.own_cost)
    return (Line(label, (f"{cost} 元，按您所写。", f"CNY {cost}, as you wrote.")),)


def _net(amount: Decimal, fee: Fee, own: Decimal | None) -> tuple[Line, Line]:
    due, cost = rounded(fee.least), own or Decimal(0)
    best, worst = amount - cost, due + cost
    left = (
        f"{plain(amount)} − {plain(cost)} = {plain(best)}（元）",
        f"{plain(amount)} − {plain(cost)} = {plain(best)} (CNY)",
    )
    lost = (
        f"{plain(due)} + {plain(cost)} = {plain(worst)}（元）",
        f"{plain(due)} + {plain(cost)} = {plain(worst)} (CNY)",
    )
    return (
        Line(
            ("最好的情形：全部支持并且付清", "At best: all of it awarded and paid"),
            (f"最多得到 {plain(best)} 元", f"CNY {plain(best)} at most"),
            (left,),
            (LOSER_PAYS,),
        ),
        Line(
            ("最差的情形：全部败诉", "At worst: all of it lost"),
            (f"付出 {plain(worst)} 元", f"CNY {plain(worst)} spent"),
            (lost,),
            (LOSER_PAYS,),
        ),
    )


def _limit(rule: str, on: date) -> Line:
    found = periods.due(rule, on)
    zh, en = length({"n": found.n, "unit": found.unit})
    value = (
        f"{zh}以内；今天开始的话到{date_zh(found.end)}。",
        f"Within {en}; if it began today, by {date_en(found.end)}.",
    )
    return Line(periods.label(rule), value, found.steps, basis_of([found.entry] if found.entry else []))


def _seen(spread: Spread) -> Line:
    label = ("这里同类调解用了多久", "How long similar mediations took here")
    if spread.middle is None:
        return Line(label, (f"同类案件太少（n={spread.n}）。", f"Too few similar cases (n={spread.n})."))
    zh = f"中间值 {spread.middle} 天；一百件里大约八十件在 {spread.low} 至 {spread.high} 天之间（n={spread.n}）。"
    en = f"Median {spread.middle} days; about 80 in 100 took {spread.low} to {spread.high} days (n={spread.n})."
    return Line(label, (zh, en))


def _by_fact(known: Truth, label: Sentence, says: dict[Truth, Sentence], *basis: Basis) -> Line:
    return Line(label, says[known], basis=basis)


_ASSETS: dict[Truth, Sentence] = {
    True: (
        "您知道对方有财产：写下账户、店铺、房屋、车辆，起诉时可以申请保全。",
        "You know of assets: note accounts, shops, real estate, vehicles; you can ask for preservation.",
    ),
    False: (
        "您不知道有可执行的财产：赢了也可能拿不到钱，调解时可以要求当场付款或者担保。",
        "You know of none: a judgment may stay unpaid; in mediation ask for payment at once or security.",
    ),
    None: (
        "不知道。可以查企业信用信息公示系统、执行信息公开网。",
        "Not known. Look at the enterprise credit register and the public register of enforcement.",
    ),
}
_MOVING: dict[Truth, Sentence] = {
    True: ("有：可以在起诉前或者起诉时申请财产保全。", "Yes: preservation can be asked before or with the suit."),
    False: ("没有。", "None."),
    None: ("不知道。", "Not known."),
}
_DEBTS: dict[Truth, Sentence] = {
    True: (
        "对方还欠别人：越早拿到可以执行的文书越好，有人申请破产时按比例分配。",
        "They owe others too: an enforceable paper early is worth more; in bankruptcy all share.",
    ),
    False: ("没有听说。", "None that you know of."),
    None: ("不知道。", "Not known."),
}
