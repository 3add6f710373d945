"""Masking of names and numbers in papers that are put on the internet, as plain work on text.

Which of these is applied to whom is a rule of law and stands in ``law``. For what a screen shows see ``names``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from fengqiao.textkit.names import surname
from fengqiao.textkit.regions import CITIES, PROVINCES

CROSSES = "×××"
STEMS = "甲乙丙丁戊己庚辛壬癸"

_TRADES = (
    "网络科技 信息科技 信息技术 电子科技 电子商务 生物科技 智能科技 文化科技 教育科技 数字科技 软件 "
    "互联网 网络 科技 技术 电子 商贸 "
    "贸易 进出口 供应链管理 供应链 物流 快递 运输 仓储 文化传媒 文化传播 文化 传媒 影视 广告 教育咨询 "
    "教育培训 教育 培训 信息咨询 "
    "企业管理咨询 企业管理 管理咨询 咨询 商务服务 商务 家政服务 家政 物业服务 物业管理 物业 房地产开发 "
    "房地产经纪 房地产 置业 "
    "建筑工程 建筑装饰 建筑劳务 装饰工程 装饰 建设工程 建设 建筑 工程 劳务派遣 劳务 人力资源 汽车销售服务 "
    "汽车销售 汽车租赁 "
    "汽车服务 汽车 机械设备 机械 设备 制造 实业 工业 食品 餐饮管理 餐饮服务 餐饮 酒店管理 酒店 旅行社 "
    "旅游 服装 服饰 鞋业 "
    "家具 家居 百货 超市 医药 医疗器械 医疗 药业 医院 健康管理 健康 美容 化妆品 生物 化工 能源 电力 环保 "
    "农业 种业 畜牧 "
    "融资租赁 小额贷款 融资担保 担保 保险经纪 保险代理 财产保险 人寿保险 保险 证券 基金管理 基金 信托 "
    "投资管理 投资 资产管理 "
    "银行 支付 消费金融 金融 通信 电信 体育 健身 游戏 珠宝 印刷 出版 园林 租赁 会计师 律师"
).split()  # fmt: skip
_FORMS = (
    "股份有限责任公司 有限责任公司分公司 股份有限公司 有限责任公司 集团有限公司 有限公司 集团公司 集团 分公司 公司 "
    "（有限合伙） (有限合伙) （普通合伙） (普通合伙) 合伙企业 专业合作社 合作社 事务所 工作室 经营部 "
    "服务部 商行 商店 超市 "
    "中心 工厂 厂 店 馆 部 行 社 协会 学校 医院 银行"
).split()
_TRADE = re.compile(f"(?:{'|'.join(sorted(_TRADES, key=len, reverse=True))})+$")
_FORM = re.compile(f"(?:{'|'.join(map(re.escape, sorted(_FORMS, key=len, reverse=True)))})+$")
_REGION = re.compile(
    rf"(?:(?:{'|'.join(PROVINCES)})(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)?)?"
    rf"(?:(?:{'|'.join(CITIES)})(?:市|自治州|州|地区|盟)?)?(?:[\u4e00-\u9fff]{{1,3}}(?:新区|区|县))?"
)
_BRANCH = re.compile(r"(?P<head>.+?公司)(?P<tail>.{1,20}(?:分公司|分行|支行|营业部|办事处|分店))")
_NATION = re.compile(r"中国|中华")

_COUNTY = re.compile(
    r"^(?P<lead>[^\u4e00-\u9fff]*(?:户籍地|经常居住地|居住地|住所地|住址|住所|户籍|现住|住)?[:：]?)"
    rf"(?P<province>(?:{'|'.join(PROVINCES)})(?:省|市|特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区)?)?"
    r"(?P<city>[^0-9号栋路街镇乡村]{1,10}?(?:自治州|地区|盟|市(?!区)|州(?=[^0-9]{1,6}[市县])))?"
    r"(?P<county>[^0-9号栋]{1,8}?(?:自治县|自治旗|市区|矿区|林区|特区|新区|区|县|市|旗))?"
)
_STREET = re.compile(r".[路街道镇乡村]|^[街镇]")
_DIGITS = re.compile(r"[0-9０-９](?:[ -]?[0-9０-９])*")
_PLATE = re.compile(r"[\u4e00-\u9fff][A-Za-z][·.\s-]?[A-Za-z0-9]{4,6}[\u4e00-\u9fff]?")
_LEAKS: Mapping[str, re.Pattern[str]] = {
    "id_number": re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])"),
    "phone": re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])"),
    "bank_account": re.compile(r"(?<![0-9])[0-9]{16,19}(?![0-9])"),
    "plate": re.compile(
        r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·]?[A-Z0-9]{5,6}(?![A-Z0-9])"
    ),
    "email": re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}"),
}


def family_name_only(name: str, rest: str = "某") -> str:
    """王小明 → 王某, 欧阳娜娜 → 欧阳某."""
    return f"{surname(name.strip())}{rest}"


def first_character_only(name: str, rest: str = "某") -> str:
    """约翰·史密斯 → 约某: names of minorities and translated names keep the first character."""
    return f"{name.strip()[:1]}{rest}"


def first_letter_only(name: str) -> str:
    """John Smith → J."""
    return next((letter.upper() for letter in name if letter.isalpha()), "")


def told_apart(aliases: Sequence[str], marks: Sequence[str] = ()) -> list[str]:
    """Equal aliases with a mark each (王某1, 王某2, or 王某甲, 王某乙); those that occur once stay."""
    often = Counter(aliases)
    seen: Counter[str] = Counter()
    told = []
    for alias in aliases:
        seen[alias] += 1
        number = seen[alias]
        mark = marks[number - 1] if number <= len(marks) else str(number)
        told.append(f"{alias}{mark}" if often[alias] > 1 else alias)
    return told


def without_trade_name(company: str) -> str:
    """成都明远科技有限公司 → 成都某科技有限公司: place, trade and legal form stay, the trade name goes."""
    name = company.strip()
    if branch := _BRANCH.fullmatch(name):
        return without_trade_name(branch["head"]) + branch["tail"]
    form = match.group() if (match := _FORM.search(name)) else ""
    core = name.removesuffix(form)
    nation = _NATION.match(core)
    region = match.group() if (match := nation or _REGION.match(core)) else ""
    middle = core[len(region) :]
    trade = match.group() if (match := _TRADE.search(middle)) else ""
    if trade and trade == middle:
        trade = _last_trade(trade)
    return f"{region}某{trade}{form}"


def crossed_out(text: str) -> str:
    """账号6222020000001234567 → 账号×××: every number, however it is grouped."""
    return _DIGITS.sub(CROSSES, text)


def plate_crossed_out(text: str) -> str:
    """川A12345 → 川×××××: the province stays, the length does not show."""
    return _PLATE.sub(lambda match: f"{match.group()[0]}×××××", text)


def has_digits(text: str) -> bool:
    """Whether there is a number in the text."""
    return bool(_DIGITS.search(text))


def has_plate(text: str) -> bool:
    """Whether there is a plate number in the text."""
    return bool(_PLATE.search(text))


def up_to_county(address: str) -> str:
    """住四川省成都市郫都区望丛路1号2栋301 → 住四川省成都市郫都区; "" when no county, city or province is found."""
    found = _COUNTY.match(address.strip())
    if found is None:
        return ""
    province, city, county = (found[name] or "" for name in ("province", "city", "county"))
    kept = province + city + ("" if _STREET.search(county) else county)
    return f"{found['lead']}{kept}" if kept else ""


def replaced(text: str, aliases: Mapping[str, str]) -> str:
    """The text with every name replaced by its alias, the longest names first."""
    names = sorted((name for name in aliases if name), key=len, reverse=True)
    if not names:
        return text
    return re.sub("|".join(map(re.escape, names)), lambda match: aliases[match.group()], text)


def leaks(text: str, originals: Iterable[str] = ()) -> tuple[str, ...]:
    """What a masked text still shows: original words, and kinds of numbers (``id_number``, ``phone`` …)."""
    words = [word for word in originals if word and word in text]
    return (*words, *(kind for kind, pattern in _LEAKS.items() if pattern.search(text)))


def _last_trade(trades: str) -> str:
    """Of a name that consists of words of trades alone, the last is the trade and the rest the trade name."""
    longest_first = sorted(_TRADES, key=len, reverse=True)
    last = next(word for word in longest_first if trades.endswith(word))
    return last if last != trades else trades
