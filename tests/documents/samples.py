"""Fields of every paper, filled with invented people."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from fengqiao.confirmation.papers import AcceptanceNotice, ConfirmationApplication, ConfirmationRuling
from fengqiao.delivery.papers import DeliveredFile, DeliveryReceipt
from fengqiao.documents.papers import Printed, Sheet, as_data, papers, render
from fengqiao.documents.parties import Agent, Party, SignatureBlock
from fengqiao.mediation.papers import MediationRecord, Present, Statement
from fengqiao.negotiation.papers import Instalment, MediationAgreement, PaperTerm

BODY = "枫溪市消费纠纷调解委员会"
AT = datetime(2026, 11, 25, 11, 52, tzinfo=UTC)
SHEET = Sheet(case_code="7K3M-92", check_url="https://odr.example.cn/v/7K3M92", demo=True, author=BODY)

LIN_LI = Party(
    role="申请人",
    name="林丽",
    sex="女",
    born=date(1994, 3, 2),
    ethnicity="汉族",
    address="枫溪市临江路88号",
    id_masked="510***********2146",
)
BOWEN = Party(
    role="被申请人",
    name="博文在线教育（枫溪）有限公司",
    company=True,
    address="枫溪市学府大道16号",
    id_masked="91510000DEMO00001X",
    representative="周立",
    representative_title="总经理",
    agents=(Agent("周博文", position="该公司法务", authority="特别授权"),),
)
SIGNATURES = (
    SignatureBlock("applicant-1", "申请人", "林丽", 1),
    SignatureBlock("respondent-1", "被申请人", "周博文（代）", 1),
    SignatureBlock("mediator-1", "调解员", "陈秋平", 2),
    SignatureBlock("body", "调解组织", "枫溪市消费纠纷调解委员会", 3, "seal"),
)


def agreement(**changes: object) -> MediationAgreement:
    """The running example: a course paid for and not given, refunded in two instalments."""
    fields: dict[str, object] = {
        "number": "（2026）枫消调字第1286号",
        "parties": (LIN_LI, BOWEN),
        "cause": "网络服务合同",
        "applied_on": date(2026, 11, 9),
        "body": "枫溪市消费纠纷调解委员会",
        "mediator": "陈秋平",
        "mediated_on": date(2026, 11, 25),
        "mode": "视频",
        "facts": (
            "申请人付款报名被申请人开设的“短视频剪辑实战营”，因授课老师两次更换要求退还未上课时费；被申请人同意退费，双方对退费数额有争议。",
        ),
        "undisputed": (
            "2026年9月9日，申请人付款4,980.00元报名“短视频剪辑实战营”课程60节。",
            "截至2026年10月28日已上12节，未上48节；期间被申请人两次更换授课老师。",
        ),
        "terms": (
            PaperTerm("双方订立的“短视频剪辑实战营”服务合同，自本协议生效之日解除。"),
            PaperTerm(
                "被申请人退还申请人课时费",
                Decimal("3400"),
                "叁仟肆佰元整",
                "申请人名下尾号6621的账户",
                (
                    Instalment(Decimal("2000"), "贰仟元整", date(2026, 12, 5)),
                    Instalment(Decimal("1400"), "壹仟肆佰元整", date(2027, 1, 5)),
                ),
                "被申请人任何一期未按时足额支付的，未付款项一并到期，申请人可以就全部未付款项主张权利。",
            ),
            PaperTerm("双方就本合同再无其他争议。"),
        ),
        "effect": "本协议自双方当事人均在平台完成电子签名之日起生效。",
        "signatures": SIGNATURES,
        "signed_on": date(2026, 11, 25),
    }
    return MediationAgreement(**{**fields, **changes})  # type: ignore[arg-type]


COURT = "枫溪市互联网法庭"
COURT_SEAL = (SignatureBlock("court", "人民法院", COURT, 1, "seal"),)
GIST = (
    "双方订立的“短视频剪辑实战营”服务合同，自调解协议生效之日解除。",
    "被申请人退还申请人课时费3,400.00元（大写：人民币叁仟肆佰元整），分两期支付：2026年12月5日前支付2,000.00元；2027年1月5日前支付1,400.00元。",
    "双方就本合同再无其他争议。",
)


def application(**changes: object) -> ConfirmationApplication:
    fields: dict[str, object] = {
        "applicants": (replace(LIN_LI, role="申请人"), replace(BOWEN, role="申请人")),
        "court": COURT,
        "body": "枫溪市消费纠纷调解委员会",
        "mediator": "陈秋平",
        "agreement_number": "（2026）枫消调字第1286号",
        "agreed_on": date(2026, 11, 25),
        "effective_on": date(2026, 11, 25),
        "cause": "网络服务合同",
        "gist": GIST,
        "attachments": ("调解协议书", "调解组织主持调解的证明", "申请人身份证明"),
        "signatures": SIGNATURES[:2],
        "applied_on": date(2026, 11, 26),
    }
    return ConfirmationApplication(**{**fields, **changes})  # type: ignore[arg-type]


def acceptance(**changes: object) -> AcceptanceNotice:
    fields: dict[str, object] = {
        "court": COURT,
        "number": "（2026）川0000民特327号",
        "recipients": ("林丽", "博文在线教育（枫溪）有限公司"),
        "applied_on": date(2026, 11, 26),
        "accepted_on": date(2026, 11, 27),
        "body": "枫溪市消费纠纷调解委员会",
        "agreement_number": "（2026）枫消调字第1286号",
        "judge": "丁岚",
        "clerk": "许言",
        "contact": "书记员许言，12368",
        "decide_by": date(2026, 12, 12),
        "decide_rule": "期限自受理之日起计算，共十五日，有特殊情况的可以延长十日。",
        "signatures": COURT_SEAL,
        "issued_on": date(2026, 11, 27),
    }
    return AcceptanceNotice(**{**fields, **changes})  # type: ignore[arg-type]


def ruling(**changes: object) -> ConfirmationRuling:
    fields: dict[str, object] = {
        "outcome": "confirm",
        "court": COURT,
        "number": "（2026）川0000民特327号",
        "applicants": (replace(LIN_LI, role="申请人"), replace(BOWEN, role="申请人")),
        "cause": "网络服务合同纠纷",
        "applied_on": date(2026, 11, 26),
        "accepted_on": date(2026, 11, 27),
        "body": "枫溪市消费纠纷调解委员会",
        "agreed_on": date(2026, 11, 25),
        "agreement_number": "（2026）枫消调字第1286号",
        "items": GIST,
        "judge": "丁岚",
        "clerk": "许言",
        "issued_on": date(2026, 12, 1),
        "signatures": COURT_SEAL,
        "articles": "《中华人民共和国民事诉讼法》第二百零五条、第二百零六条",
    }
    return ConfirmationRuling(**{**fields, **changes})  # type: ignore[arg-type]


def dismissal() -> ConfirmationRuling:
    return ruling(
        outcome="dismiss",
        ground="调解协议第二项没有写明付款的账户和方式，内容不明确，无法确认和执行。",
        articles="《中华人民共和国民事诉讼法》第二百零六条、《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第三百五十八条",
    )


def withdrawal() -> ConfirmationRuling:
    return ruling(
        outcome="permit",
        ground="申请人林丽于2026年11月30日撤回司法确认申请，系在裁定作出前对自己权利的处分，不违反法律规定。",
        articles="《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第三百五十七条第一款",
    )


def receipt(**changes: object) -> DeliveryReceipt:
    fields: dict[str, object] = {
        "court": COURT,
        "number": "（2026）枫送凭第4502号",
        "case_number": "（2026）川0000民特327号",
        "cause": "网络服务合同纠纷",
        "recipient": "林丽",
        "channel": "平台站内送达，短信提醒",
        "address": "手机138****2146（2026年11月20日确认）",
        "files": (DeliveredFile("民事裁定书", "3f5a" * 16), DeliveredFile("调解协议书", "9c01" * 16)),
        "sender": "书记员许言",
        "sent_at": AT,
        "arrived_at": AT,
        "proof": "已打开",
        "effective_at": AT,
        "rule": "送达到受送达人确认的地址，以到达其系统之日为送达日期（在线诉讼规则第三十一条）。",
        "log_id": "202611-0004502-7",
        "check_code": "Q8XT-41",
        "remark": "",
        "signatures": COURT_SEAL,
        "issued_at": AT,
    }
    return DeliveryReceipt(**{**fields, **changes})  # type: ignore[arg-type]


def record(**changes: object) -> MediationRecord:
    fields: dict[str, object] = {
        "number": "（2026）枫消调字第1286号",
        "body": "枫溪市消费纠纷调解委员会",
        "cause": "网络服务合同",
        "mediator": "陈秋平",
        "began_at": AT,
        "ended_at": AT,
        "place": "“网上枫桥”平台调解室",
        "mode": "视频",
        "persons": (
            Present("申请人", "林丽", "证件核验一致"),
            Present("被申请人代理人", "周博文", "证件和授权核验一致"),
        ),
        "notices": ("已告知当事人的权利和义务。", "调解员声明与各方没有利害关系。", "已告知虚假调解的法律后果。"),
        "statements": (
            Statement("申请人", "课程换了两次老师，要求退还未上课的费用。"),
            Statement("被申请人代理人", "同意退费，希望扣除已经发出的教材费用。"),
        ),
        "proposals": ("退还3,400.00元，分两期支付。",),
        "undisputed": ("已上12节，未上48节。",),
        "result": "双方达成调解协议，协议书另行制作。",
        "signatures": SIGNATURES[:3],
        "signed_on": date(2026, 11, 25),
    }
    return MediationRecord(**{**fields, **changes})  # type: ignore[arg-type]


ALL = {
    "agreement": agreement,
    "application": application,
    "acceptance": acceptance,
    "ruling": ruling,
    "dismissal": dismissal,
    "withdrawal": withdrawal,
    "receipt": receipt,
    "record": record,
}


def printed(fields: object) -> Printed:
    """The paper of these fields, set with the sheet and the time of the samples."""
    declared = next(entry for entry in papers() if entry.fields is type(fields))
    return render(declared, as_data(fields), SHEET, at=AT)
