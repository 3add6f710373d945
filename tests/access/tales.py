"""The disputes of the town, told with the words of the demo's stories. They stay as they are when the demo grows."""

from __future__ import annotations

from fengqiao.demo.plot import AGENT, GUARDIAN, HEAD, Party, Tale
from fengqiao.demo.tale import (
    accepted,
    agreed,
    answered,
    aside,
    asked,
    drafted,
    fact,
    offer,
    recorded,
    taken_on,
    talk,
)

KIND = "online_service"


def _tale(key: str, applicant: Party, respondent: Party, days: int, *course: object, amount: str = "3984.00") -> Tale:
    return Tale(
        key, applicant, respondent, KIND, amount, "买了课，没有上完。", "退还费用", days, tuple(course)  # type: ignore[arg-type]
    )  # fmt: skip


COURSE = _tale(
    "course", Party("lin.li"), Party("zhou.bowen", "bowen", kind=AGENT, special=True), 14,
    accepted(), asked("chen.qiuping"), taken_on(), answered("offer", "愿意退一部分。", "2000"),
    talk(("applicant", "我有报名时的宣传页。"), ("respondent", "宣传页是真的。")),
    fact("申请人于九月二日支付 4980 元。", "applicant"),
    aside("a", ("applicant", "我不想上法庭。"), ("mediator", "知道了。")),
    aside("b", ("respondent", "公司还可以让一点。")),
    offer("applicant", "3700"), offer("respondent", "3000", "分两期", (("1500", 12), ("1500", 30))),
)  # fmt: skip
GIFTS = _tale(
    "gifts", Party("zhao.hai", stands_for="赵小树", kind=GUARDIAN, born="2013-03-21"), Party("huang.tao"), 13,
    accepted(), asked("chen.qiuping"), taken_on(), answered("offer", "退一部分。", "4000"),
    fact("打赏共 11600 元。", "applicant"), offer("applicant", "9000"), amount="11600.00",
)  # fmt: skip
LAMP = _tale("lamp", Party("sun.dawei"), Party("pan.qing", "qinghe", kind=HEAD), 2, accepted())
TUTOR = _tale("tutor", Party("gu.qiushui"), Party("tan.yong"), 4, accepted(), asked("ma.teng"))
SOFA = _tale(
    "sofa", Party("tang.xiaoman"), Party("pan.qing", "qinghe", kind=HEAD), 6,
    accepted(), asked("chen.qiuping"), taken_on(),
)  # fmt: skip
WEBSITE = _tale("website", Party("mo.fan"), Party("he.xu"), 5, accepted(), asked("he.jingyi"), taken_on())
GYM = _tale(
    "gym", Party("bai.ruolin"), Party("liu.shui", "liushui", kind=HEAD), 16,
    accepted(), asked("zhu.lan"), taken_on(), answered("offer", "钱会退。", "1300"),
    offer("respondent", "2400", "", (("1200", 20), ("1200", 45))), agreed("applicant"),
    recorded("双方同意分期退款。", "applicant", "respondent"), drafted(), amount="2680.00",
)  # fmt: skip
SOFTWARE = _tale(
    "software", Party("lei.ming"), Party("ge.yuan"), 19,
    accepted(), asked("ma.teng"), taken_on(), answered("accept", "全退。"),
    recorded("双方无争议。", "applicant", "respondent"), amount="597.00",
)  # fmt: skip
OTHER = _tale("other", Party("fang.zheng"), Party("tong.da", "tongda", kind=HEAD), 1)
TALES = (COURSE, GIFTS, LAMP, TUTOR, SOFA, WEBSITE, GYM, SOFTWARE, OTHER)
