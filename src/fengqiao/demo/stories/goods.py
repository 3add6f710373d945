"""Things bought online that came late, broken, or not as described."""

from __future__ import annotations

from fengqiao.demo.court import applied, found, received, ruled, sent_out, settled, signed
from fengqiao.demo.plot import AGENT, HEAD, Party, Tale
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
    step,
    taken_on,
    talk,
    wait,
)

SHOPPING, SERVICE = "online_shopping", "online_service"

CHAIR = Tale(
    "chair", Party("wang.xiaoyun", "", "wang.jianguo", AGENT, special=True), Party("pan.qing", "qinghe", kind=HEAD),
    SHOPPING, "5980.00",
    "父亲七十四岁，看直播买了一把按摩椅 5980 元。用了九天，靠背发烫有焦味。店里说是“老人久坐”，要收 900 元检测费。",
    "退货退款 5980 元，运费由店家承担", 15,
    (
        accepted(), asked("shen.bonian"), taken_on(), wait(days=1),
        answered("offer", "厂家检测没问题，愿意换新。真要退，得扣拆封费。", "4980"),
        talk(
            ("applicant", "焦味的视频我拍了，温度计也在画面里，六十八度。"),
            ("respondent", "六十八度确实不正常。拆封费可以不扣，来回运费七百多，我们一人一半？"),
            ("mediator", "质量问题退货，运费按法律由经营者承担。潘女士，是不是这个理？"),
        ),
        fact("按摩椅使用第九天靠背温度达六十八度。", "applicant", "respondent"),
        offer("applicant", "5980"), agreed("respondent"),
        recorded("双方确认按摩椅发热属质量问题，店家同意全额退款并承担运费。王晓芸受父亲特别授权到场。",
                 "applicant", "respondent"),
        drafted(),
        sent_out(), signed("applicant"),
    ),
)  # fmt: skip

PHONE = Tale(
    "phone", Party("fang.zheng"), Party("tong.da", "tongda", kind=HEAD), SHOPPING, "3299.00",
    "买的“原装未拆修”二手手机，第二周自己黑屏。拿去售后，师傅说屏幕和电池都换过。页面写的是“假一赔三”。",
    "退款 3299 元，并按承诺赔偿", 12,
    (
        accepted("he.zijin"), asked("shen.bonian", "he.zijin"), taken_on(), wait(days=1),
        answered("offer", "收货的师傅看走眼了，退款可以，三倍赔不起。", "3299"),
        talk(("applicant", "页面上四个大字是你们自己写的。"), ("respondent", "那是平台模板，我们没改。"),
             ("mediator", "写在自家页面上，就是自家的话。")),
        aside("b", ("respondent", "最多再加一千五，再多我宁可打官司。"), ("mediator", "我只说您愿意在退款外再加一点，数字我不说。")),
        fact("售后检测单记载屏幕、电池为更换件。", "applicant", "respondent"),
        offer("applicant", "7000", "退款加补偿"), offer("respondent", "4800"),
    ),
)  # fmt: skip

DRESS = Tale(
    "dress", Party("tang.xiaoman"), Party("yun.xiu", "yunxiu", kind=HEAD), SHOPPING, "2460.00",
    "按店里的尺码表量好下单的婚纱，寄来腰围差了七厘米，婚礼前四天到的，没时间改，只好临时租了一件。",
    "退款 1860 元，赔偿租婚纱的 600 元", 21,
    (
        accepted(), asked("he.jingyi"), taken_on(), wait(days=1),
        answered("accept", "尺码表是旧款的，客服发错了。退款和租金都认。"),
        talk(("respondent", "唐小姐，耽误您的日子了，婚礼还顺利吗？"), ("applicant", "顺利的，租的那件也挺好看。")),
        recorded("双方确认尺码表发错，云秀同意退款 1860 元并赔偿 600 元，婚纱由店家上门取回。", "applicant", "respondent"),
        drafted(),
        *settled(), applied("respondent", "applicant"),
    ),
)  # fmt: skip

WARDROBE = Tale(
    "wardrobe", Party("sun.dawei"), Party("an.ping", "anxin", "", AGENT, special=True), SHOPPING, "8600.00",
    "网上下单、上门量过的定制衣柜，装上去比墙短八厘米，露一条缝。说加条边就好，加上去颜色还不一样。尾款没付，他们也不来修。",
    "重做衣柜，或者退还已付的 8600 元", 27,
    (
        accepted(), asked("zhu.lan"), taken_on(), wait(days=1),
        answered("offer", "量尺的时候业主家在刷墙，标的是净墙。可以重做两扇门。", "3000"),
        talk(("mediator", "我昨天去看了，缝确实有，放得下一只手。"), ("applicant", "我女儿的作业本都掉进去过。"),
             ("respondent", "那我回公司说，重做行，工期要二十天。")),
        fact("衣柜实际宽度比合同短八厘米。", "applicant", "respondent"),
        offer("respondent", "4300", "退一半，柜子留下", (("4300", 20),)), agreed("applicant"),
        recorded("双方确认柜体短八厘米，安平受公司特别授权到场，退还 4300 元，柜子归孙大伟。", "applicant", "respondent"),
        drafted(), *settled(), applied("applicant", "respondent"), received("jiang.yinan", "su.hang"),
        found("jiang.yinan"), ruled("confirm", "jiang.yinan"),
    ),
    seat="riverside",
)  # fmt: skip

CHERRIES = Tale(
    "cherries", Party("gu.qiushui"), Party("guo.mu", "guomu", kind=HEAD), SHOPPING, "328.00",
    "给住院的妈妈买的车厘子，五斤 328 元，快递在路上走了六天，打开坏了一大半。客服只肯赔五十元券。",
    "退款 328 元", 18,
    (
        accepted("he.zijin"), asked("he.jingyi", "he.zijin"), taken_on(),
        answered("offer", "冷链车坏在半路，我们也亏了。退二百行不行？", "200"),
        talk(("applicant", "箱子上写“坏果包赔”，我一颗颗拍了照。"), ("respondent", "照片看了，坏得是多。")),
        offer("applicant", "300", "好的那些我们吃了"), agreed("respondent"),
        recorded("双方确认坏果过半，店家退款 300 元。", "applicant", "respondent"), drafted(),
        sent_out(), signed("respondent", "applicant"),
    ),
)  # fmt: skip

CAMERA = Tale(
    "camera", Party("xia.tian"), Party("feng.lan"), SERVICE, "1500.00",
    "毕业旅行在租物平台上租了一台相机，押金 1500。还回去三天后说镜头有划痕，押金全扣。我还的时候当面开机试过，她说没问题。",
    "退还押金 1500 元", 20,
    (
        accepted(), asked("zhu.lan"), taken_on(), wait(hours=20),
        answered("dispute", "当面只看了开机，划痕是晚上打灯才看见的。换镜片要一千二。"),
        talk(("mediator", "两位都是学生，我们慢慢说。归还那天有照片吗？"), ("applicant", "有，我拍了正面，看不清镜片。"),
             ("respondent", "我也没有之前的对比照，只有维修店的报价。")),
        fact("归还时双方当面开机试拍。", "applicant", "respondent"),
        offer("respondent", "300"), offer("applicant", "1100", "算我倒霉，各让一点"),
        agreed("respondent"), recorded("双方各让一步，冯岚退还押金 1100 元。", "applicant", "respondent"),
        drafted(), *settled(), applied("applicant", "respondent"), received(),
        step("applicant", "confirmation.withdraw_application"), ruled("permit_withdrawal"),
    ),
    seat="riverside",
)  # fmt: skip

PLAYER = Tale(
    "player", Party("cao.lei"), Party("tan.yong"), SHOPPING, "1750.00",
    "在二手平台拍下一台老唱机，描述“转盘正常，音色温暖”。寄来转盘不转，卖家说“老东西都这样”。",
    "退货退款 1750 元", 12,
    (accepted("he.zijin"), asked("shen.bonian", "he.zijin"), taken_on(), wait(days=2),
     answered("offer", "发货前是好的，路上颠坏的。", "600"), talk(("applicant", "您发货前的视频能给我看看吗？"),),
     step("applicant", "mediation.leave")),
)  # fmt: skip

GOODS = (CHAIR, PHONE, DRESS, WARDROBE, CHERRIES, CAMERA, PLAYER)
