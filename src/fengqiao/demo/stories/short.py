"""Stories at their beginning, or that ended early."""

from __future__ import annotations

from fengqiao.demo.court import applied, found, received, ruled, settled, window_over
from fengqiao.demo.plot import AGENT, HEAD, Act, Party, Tale
from fengqiao.demo.tale import (
    accepted,
    agreed,
    answered,
    asked,
    drafted,
    offer,
    recorded,
    step,
    taken_on,
    talk,
    wait,
)

SHOPPING, SERVICE = "online_shopping", "online_service"


def _tale(
    key: str, who: str | Party, against: str | Party, amount: str, days: int, story: str, request: str, *course: Act,
    service: bool = False, seat: str = "consumer",
) -> Tale:  # fmt: skip
    party = against if isinstance(against, Party) else Party(against)
    own = who if isinstance(who, Party) else Party(who)
    kind = SERVICE if service else SHOPPING
    return Tale(key, own, party, kind, amount, story, request, days, course, seat=seat)


SHORT = (
    _tale("kettle", "lin.li", Party("pan.qing", "qinghe", kind=HEAD), "189.00", 0,
          "烧水壶用了两次壶底生锈，店家要我寄回检测，邮费自付。", "退款 189 元"),
    _tale("headset", Party("mo.fan", "manban", kind=HEAD, paper=True), "tan.yong", "460.00", 1,
          "给店里接外卖电话买的二手耳机，到手右边没声音，聊天里他说“几乎全新”，现在把我拉黑了。", "退货退款 460 元"),
    _tale("yoga", "yan.ran", Party("liu.shui", "liushui", kind=HEAD), "1280.00", 25,
          "瑜伽私教课剩十六节，店关了，教练让我去另一个区上课，单程一个半小时。", "退还十六节课 1280 元",
          accepted(), asked("zhu.lan"), taken_on(), answered("accept", "教练确实调走了，十六节课全退。"),
          talk(("applicant", "其实教练教得挺好的，可惜了。"),),
          recorded("双方确认剩余十六节课，刘水同意退还 1280 元。", "applicant", "respondent"), drafted(), *settled(),
          applied("respondent", "applicant"), received(), step("applicant", "confirmation.withdraw_application"),
          service=True, seat="riverside"),
    _tale("lamp", Party("sun.dawei", stands_for="刘桂珍", kind=AGENT, special=True, born="1951-09-12"), Party("pan.qing", "qinghe", kind=HEAD), "720.00", 2,
          "母亲家的餐厅吊灯装上三天掉下一片玻璃，差点砸到她。店里说安装不归他们管。", "退款 720 元并承担拆装费", accepted()),
    _tale("novel", "qin.yue", Party("xing.man", "mantian", kind=AGENT, special=True), "365.00", 28,
          "买了阅读会员的“终身卡”，两年后说终身指产品的终身，要我重新买。", "继续履行，或者退还 365 元",
          accepted("he.zijin"), asked("ma.teng", "he.zijin"), taken_on(),
          answered("offer", "旧产品停了，可以补一张新卡。", "200"), offer("applicant", "200", "再补一张新产品的永久卡"),
          agreed("respondent"), recorded("双方商定退 200 元并补卡。", "applicant", "respondent"), drafted(), *settled(),
          applied("applicant", "respondent"), received(),
          found(wanting="clear", note="“永久卡”指到什么时候，协议没有写明，无法执行。"),
          ruled("dismiss", ground="unclear", reason="协议约定补“永久卡”，期限和内容不明确，无法执行。"),
          service=True, seat="riverside"),
    _tale("stroller", "ding.yiyi", "tan.yong", "980.00", 3,
          "婴儿车刹车失灵，在坡上滑了出去，幸好孩子没坐。", "退货退款 980 元", accepted(), asked("he.jingyi")),
    _tale("tutor", "gu.qiushui", Party("zhou.bowen", "bowen", "zhou.li", AGENT, special=True), "2200.00", 4,
          "给表弟报的冲刺班，班主任承诺“不过退半”。没过，说要先考满三次。", "退还一半学费 2200 元",
          accepted("he.zijin"), asked("ma.teng", "he.zijin"), service=True),
    _tale("sofa", "tang.xiaoman", Party("pan.qing", "qinghe", kind=HEAD), "3360.00", 6,
          "直播间的“真皮沙发”，送来标签写着仿皮，客服说主播口误。", "退货退款 3360 元", accepted(), asked("chen.qiuping"), taken_on()),
    _tale("drone", Party("lei.ming", "leiming", kind=HEAD), "ge.yuan", "4100.00", 8,
          "公司测绘用的无人机飞第一次就失联，卖家说飞丢了不管。页面写一年包换。", "更换或者退款 4100 元",
          accepted("he.zijin"), asked("shen.bonian", "he.zijin"), taken_on()),
    _tale("seeds", "wang.jianguo", Party("guo.mu", "guomu", kind=HEAD), "240.00", 21,
          "网上买的兰花种子，出的是韭菜。", "退款 240 元", accepted(), asked("zhu.lan"), taken_on(),
          answered("accept", "装错袋了，让老人家白等了一个春天，全退。"),
          recorded("双方确认种子装错，郭木退款 240 元。", "applicant", "respondent"), drafted(), *settled(),
          applied("applicant", "respondent"),
          ruled("not_accept", "jiang.yinan", ground="wrong_court",
                reason="协议履行地和双方住所都不在本院辖区，请向有管辖权的人民法院申请。"), seat="riverside"),
    _tale("contest", "bai.ruolin", Party("xing.man", "mantian", kind=AGENT), "1200.00", 9,
          "摄影比赛收了 1200 元“评审费”，名单出来才知道交钱的都获奖。", "退还 1200 元",
          accepted("he.zijin"), asked("ma.teng", "he.zijin"),
          step("mediator", "mediation.decline", reason="workload", note="")),
    _tale("loan", "cao.lei", "ge.yuan", "30000.00", 5,
          "同乡借了三万没还，说好线上办，我就从这里申请了。", "归还借款 30000 元",
          wait(hours=20), step("luo.yifan", "mediation.return_application", ground="unsuitable_online",
                               note="民间借贷请到立案窗口或者人民法院在线服务申请，我们可以把您填的内容打印给您。")),
    _tale("tickets", "xia.tian", "feng.lan", "1360.00", 10,
          "转让的演唱会票是假的，进不了场。", "退还票款 1360 元", accepted(), asked("zhu.lan"),
          step("applicant", "mediation.withdraw"), seat="riverside"),
    _tale("rice", "fang.zheng", "ge.yuan", "150.00", 13,
          "买的“当年新米”有虫，卖家电话一直关机。", "退款 150 元", accepted(), asked("he.jingyi"), taken_on(), wait(days=3),
          step("mediator", "mediation.report_unreachable", note="三个不同时段拨打七次均关机，短信未回，平台留的地址是空房。")),
    _tale("deposit", "wang.xiaoyun", Party("an.ping", "anxin", kind=AGENT, special=True), "5000.00", 48,
          "装修公司收了五千定金，第二天说排不上工期，要等到明年四月。", "双倍返还定金", accepted("he.zijin"),
          asked("chen.qiuping", "he.zijin"), taken_on(), wait(days=2),
          answered("offer", "工期是真排不上，定金退，再补一点。", "6000"), agreed("applicant"),
          recorded("双方商定退还定金并补偿，共 6000 元。", "applicant", "respondent"), drafted(), *settled(),
          window_over()),
)  # fmt: skip
