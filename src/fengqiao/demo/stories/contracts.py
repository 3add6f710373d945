"""Courses, games, memberships, travel: what was paid for and not given."""

from __future__ import annotations

from fengqiao.demo.court import applied, concluded, found, questioned, received, sent_out, settled, signed
from fengqiao.demo.plot import AGENT, GUARDIAN, HEAD, Party, Tale
from fengqiao.demo.tale import (
    accepted,
    agreed,
    answered,
    aside,
    asked,
    declined,
    drafted,
    fact,
    offer,
    recorded,
    step,
    taken_on,
    talk,
    wait,
)

SERVICE = "online_service"

COURSE = Tale(
    "course", Party("lin.li"), Party("zhou.bowen", "bowen", "zhou.li", AGENT, special=True), SERVICE, "3984.00",
    "九月二日在博文在线报了“短视频剪辑实战营”，四十节课交了 4980 元。上到第八节，说好带到底的老师换了两次，"
    "后面的课改成放录像。我要求退没上的三十二节课，客服说只能换课不能退。",
    "退还未上课程的费用 3984 元", 14,
    (
        accepted(), asked("chen.qiuping"), taken_on(), wait(days=2),
        answered("offer", "老师离职不是公司能控制的，录像课也是课。愿意退一部分。", "2000"),
        talk(
            ("mediator", "林女士、周先生，两位好，我是陈秋平。先把都认的事说定，再谈钱，行吗？"),
            ("applicant", "行。我有报名时的宣传页，写着“同一位老师全程带班”。"),
            ("respondent", "宣传页是真的，老师九月二十号离职也是真的。"),
        ),
        fact("申请人于九月二日支付 4980 元，报名四十节直播课。", "applicant", "respondent"),
        fact("前八节由原定老师直播授课，自第九节起改为录像。", "applicant", "respondent"),
        fact("宣传页写有“同一位老师全程带班”。", "applicant"),
        aside("b",
              ("mediator", "周先生，三十二节都是录像，法官会怎么看这张宣传页？"),
              ("respondent", "我可以再去争取，三千左右公司能批，分两次付。")),
        offer("applicant", "3700", "一次付清的话可以少一点"),
        offer("respondent", "3000", "分两期，年底前付清", (("1500", 12), ("1500", 30))),
        talk(("applicant", "两期可以，三千还是少，我再想想。"),),
    ),
)  # fmt: skip

GYM = Tale(
    "gym", Party("bai.ruolin"), Party("liu.shui", "liushui", kind=HEAD), SERVICE, "2680.00",
    "六月买了流水健身的两年卡，3200 元，去了不到三个月，门口贴了“设备检修”，之后再没开过门。群里两百多人都在问。",
    "退还剩余二十个半月的费用 2680 元", 24,
    (
        accepted("he.zijin"), asked("zhu.lan", "he.zijin"), taken_on(), wait(days=1),
        answered("offer", "房东涨租，店开不下去了。钱会退，一下子拿不出来。", "1300"),
        talk(
            ("applicant", "刘老板，我不为难你，可你不能不回信息。"),
            ("respondent", "那阵子天天有人堵门，我手机都不敢开。是我不对。"),
            ("mediator", "有这句话就好谈了。房租押金什么时候退给你？"),
            ("respondent", "下个月十号，三万多。"),
        ),
        fact("年卡剩余二十个半月没有使用。", "applicant", "respondent"),
        offer("applicant", "2500", "零头不要了"),
        offer("respondent", "2400", "押金退下来先付一半", (("1200", 20), ("1200", 45))),
        agreed("applicant"),
        recorded("双方到场，身份已核对。双方确认年卡剩余二十个半月未使用，刘水表示愿意分期退款，白若琳接受。",
                 "applicant", "respondent"),
        drafted(),
        *settled(),
        applied("applicant", "respondent"), received(),
        questioned("押金如果到期没有退下来，第一期打算怎么付？", "b"), found(upto=5),
    ),
    seat="riverside",
)  # fmt: skip

GAME = Tale(
    "game", Party("qin.yue"), Party("xing.man", "mantian", "", AGENT, special=True), SERVICE, "6240.00",
    "玩了四年的游戏账号被封，理由是“使用第三方程序”。我没有用过，申诉三次都是机器回复。账号里有 6240 元充值没用完。",
    "解封账号，或者退还未消费的充值 6240 元", 11,
    (
        accepted(), asked("ma.teng"), taken_on(), wait(days=1),
        answered("dispute", "后台记录显示十月三日有异常登录和自动点击，封号符合用户协议第十二条。"),
        talk(
            ("mediator", "邢女士，能不能把十月三日的登录记录发到这里？"),
            ("respondent", "可以，要先遮掉别的用户的信息。"),
            ("applicant", "那天我在高铁上，手机一直没信号，车票还在。"),
            ("mediator", "那就看登录地点。秦女士也请把车票拍一张。"),
        ),
        aside("a", ("applicant", "我弟弟可能借过我的账号，我不敢在外面说。"),
              ("mediator", "这句话只有您和我知道，要不要说由您定。")),
        fact("账号封停时未消费的充值为 6240 元。", "applicant", "respondent"),
    ),
)  # fmt: skip

GIFTS = Tale(
    "gifts", Party("zhao.hai", stands_for="赵小树", kind=GUARDIAN, born="2013-03-21"), Party("huang.tao"), SERVICE, "11600.00",
    "儿子十三岁，暑假用他奶奶的手机看直播，二十六天里打赏 11600 元。奶奶的银行卡绑在手机上，她不会看账单，"
    "九月交电费时才发现。",
    "退还未成年人打赏的 11600 元", 13,
    (
        accepted("he.zijin"), asked("chen.qiuping", "he.zijin"), taken_on(), wait(days=2),
        answered("offer", "我没法知道屏幕那边多大。平台抽走一半，我手里只有五千多。", "4000"),
        talk(
            ("mediator", "赵先生，孩子几点上的线，有记录吗？"),
            ("applicant", "多数是半夜十二点以后，他奶奶睡了。弹幕里他还说“明天要返校”。"),
            ("respondent", "这句我看到过，当时没往心里去。"),
        ),
        fact("打赏发生在七月六日至八月一日，共 11600 元。", "applicant", "respondent"),
        fact("账号由孩子的祖母实名注册。", "applicant", "respondent"),
        offer("applicant", "9000", "孩子我们也有责任"),
        offer("respondent", "6500", "平台那一半请另找平台"),
    ),
    seat="riverside",
)  # fmt: skip

SOFTWARE = Tale(
    "software", Party("lei.ming"), Party("he.xu"), SERVICE, "597.00",
    "修图软件试用七天后自动续费，三年每年扣 199 元，我十月换银行卡才发现，从来没收到过续费提醒。",
    "退还三年的年费 597 元", 19,
    (
        accepted(), asked("ma.teng"), taken_on(), answered("accept", "提醒邮件进了垃圾箱，是我们没做短信提醒。全退。"),
        talk(("applicant", "这么爽快，倒让我不好意思了。"), ("respondent", "差评能不能改改？改不改都退。")),
        recorded("双方对三年扣费 597 元无争议，何煦同意全额退还，十日内付清。", "applicant", "respondent"),
        drafted(), sent_out(),
    ),
    seat="riverside",
)  # fmt: skip

PIANO = Tale(
    "piano", Party("ding.yiyi"), Party("zhi.yin", "zhiyin", kind=HEAD), SERVICE, "5200.00",
    "给女儿报了一年钢琴陪练，线上一对一，8800 元。半年换了四个老师，最后一个连谱子都没有。孩子现在听见琴就躲。",
    "退还后半年的课时费 5200 元", 23,
    (
        accepted("he.zijin"), asked("shen.bonian", "he.zijin"), taken_on(), wait(days=1),
        answered("offer", "换老师都提前说过，家长也同意的。", "2600"),
        talk(("mediator", "丁女士，前三次换老师您同意过吗？"), ("applicant", "前两次同意，后面两次是直接换的。")),
        fact("半年内更换授课老师四次，其中两次事先征得家长同意。", "applicant", "respondent"),
        offer("applicant", "4600"), offer("respondent", "4000", "再送一把儿童琴凳"),
        declined("applicant", "琴凳用不上，请折成钱"),
        offer("respondent", "4300", "一次付清", (("4300", 15),)), agreed("applicant"),
        recorded("双方确认换师四次的事实，支茵同意退还 4300 元，丁依依接受，课程合同解除。", "applicant", "respondent"),
        drafted(), sent_out(), signed("respondent", "applicant"), concluded(), applied("applicant"),
    ),
)  # fmt: skip

TRAVEL = Tale(
    "travel", Party("yan.ran"), Party("lu.biao", "lubiao", kind=HEAD), SERVICE, "7300.00",
    "一家三口订了国庆去海边的团，出发前两天旅行社说酒店超售，改到十一月。我们请不了假，机票是自己买的，退票费扣了 1900。",
    "退还团费 5400 元，赔偿退票费 1900 元", 22,
    (
        accepted(), asked("chen.qiuping"), taken_on(), wait(days=2),
        answered("dispute", "酒店超售是酒店的事，合同里写了遇此情形可以改期。"),
        talk(("applicant", "改期要我同意，我没同意。"), ("respondent", "那只能退团费，机票不归我们管。"),
             ("mediator", "两天前才通知，陆经理自己会怎么安排孩子？")),
        offer("applicant", "6800"), declined("respondent", "机票一分不能赔，公司规定"),
        step("mediator", "mediation.end", ground="too_far_apart", note="退票费上差距没有合拢，双方都同意到此为止。"),
    ),
)  # fmt: skip

WEBSITE = Tale(
    "website", Party("mo.fan"), Party("he.xu"), SERVICE, "9500.00",
    "开咖啡店，请人做点单小程序，预付 9500 元，说好六月上线。到十月只给看过两张图，后来消息也不回了。",
    "解除合同，退还预付款 9500 元", 9,
    (accepted("he.zijin"), asked("he.jingyi", "he.zijin"),
     taken_on("other_relation", note="被申请人三年前给我所在的社区做过网站，之后没有来往。")),
)  # fmt: skip

SERVICES = (COURSE, GYM, GAME, GIFTS, SOFTWARE, PIANO, TRAVEL, WEBSITE)
