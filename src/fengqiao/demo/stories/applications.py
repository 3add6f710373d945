"""What the applicants of the stories answered to the questions, and the evidence that they put to the application."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fengqiao.demo.plot import Picture


def _service(paid: str, problem: str, total: str = "", used: str = "") -> dict[str, str]:
    return {"paid": paid, "total": total, "used": used, "problem": problem}


def _goods(paid: str, problem: str, received: str = "yes") -> dict[str, str]:
    return {"paid": paid, "bought_on": "", "received": received, "problem": problem}


ANSWERS: Mapping[str, Mapping[str, str]] = {
    "course": _service("4980", "not_as_agreed", "40", "8"),
    "gym": _service("3200", "stopped", "24", "3"),
    "game": _service("6240", "other"),
    "gifts": _service("11600", "charged"),
    "software": _service("597", "charged", "3", "0"),
    "piano": _service("8800", "not_as_agreed", "12", "6"),
    "travel": _service("7300", "not_as_agreed"),
    "website": _service("9500", "stopped"),
    "yoga": _service("2560", "stopped", "32", "16"),
    "novel": _service("365", "not_as_agreed"),
    "tutor": _service("4400", "not_as_agreed"),
    "camera": _service("1500", "not_as_agreed"),
    "chair": _goods("5980", "faulty"),
    "phone": _goods("3299", "fake"),
    "dress": _goods("1860", "faulty"),
    "wardrobe": _goods("8600", "faulty"),
    "cherries": _goods("328", "faulty"),
    "player": _goods("1750", "faulty"),
    "kettle": _goods("189", "faulty"),
    "headset": _goods("460", "faulty"),
    "lamp": _goods("720", "faulty"),
    "stroller": _goods("980", "faulty"),
    "sofa": _goods("3360", "fake"),
    "drone": _goods("4100", "faulty"),
    "seeds": _goods("240", "fake"),
    "contest": _goods("1200", "fake"),
    "loan": _goods("30000", "other"),
    "tickets": _goods("1360", "fake"),
    "rice": _goods("150", "faulty"),
    "deposit": _goods("5000", "not_sent", "no"),
}
EVIDENCE: Mapping[str, Sequence[Picture]] = {
    "course": (
        ("付款记录", ("收款方：博文在线教育", "剪辑实战营 四十节", "支付成功  ¥4,980.00"), "付了多少、什么时候付"),
        ("课程宣传页", ("短视频剪辑实战营", "同一位老师全程带班", "四十节直播，课后答疑"), "说好老师带到底"),
    ),
    "gym": (("门口的告示", ("流水健身", "设备检修，暂停营业", "开放时间另行通知"), "九月起没有再开门"),),
    "gifts": (("打赏明细", ("7月6日至8月1日", "共 143 笔", "合计 ¥11,600.00"), "孩子打赏的时间和金额"),),
    "piano": (("换老师的通知", ("尊敬的家长：", "本周起由新老师授课", "（本学期第四次）"), "半年换了四个老师"),),
    "chair": (("温度计照片说明", ("按摩椅靠背", "使用二十分钟后", "68 ℃"), "靠背发烫"),),
    "phone": (("售后检测单", ("屏幕：更换件", "电池：更换件", "结论：非原装"), "不是原装未拆修"),),
    "wardrobe": (("验收单", ("合同宽度 248 厘米", "实测宽度 240 厘米"), "短了八厘米"),),
    "headset": (("聊天记录", ("我：右边没有声音", "对方：几乎全新，你弄坏的吧"), "卖家怎么说的"),),
    "lamp": (("玻璃碎片照片说明", ("餐厅吊灯，装上第三天", "脱落一片，长 21 厘米"), "玻璃掉下来了"),),
    "drone": (("商品页面", ("全新无人机", "一年包换", "首飞失联包赔"), "页面写一年包换"),),
}  # fmt: skip
