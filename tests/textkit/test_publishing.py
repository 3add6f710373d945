"""Masking in published papers: names, companies, numbers, addresses, and what still shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.textkit.publishing import (
    STEMS,
    crossed_out,
    family_name_only,
    first_character_only,
    first_letter_only,
    has_plate,
    leaks,
    plate_crossed_out,
    replaced,
    told_apart,
    up_to_county,
    without_trade_name,
)


def test_names_keep_what_shows_the_family_alone() -> None:
    assert family_name_only("王小明") == "王某"
    assert family_name_only("欧阳娜娜", "某某") == "欧阳某某"
    assert first_character_only("阿依古丽·买买提") == "阿某"
    assert first_letter_only("john Smith") == "J"


def test_equal_aliases_are_told_apart() -> None:
    assert told_apart(["王某", "李某", "王某"]) == ["王某1", "李某", "王某2"]
    assert told_apart(["王某", "王某"], STEMS) == ["王某甲", "王某乙"]
    assert told_apart(["王某"] * 12, STEMS)[9:] == ["王某癸", "王某11", "王某12"]


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("成都明远科技有限公司", "成都某科技有限公司"),
        ("四川省成都市明远网络科技有限责任公司", "四川省成都市某网络科技有限责任公司"),
        ("北京云帆信息技术股份有限公司", "北京某信息技术股份有限公司"),
        ("中国晨星保险股份有限公司", "中国某保险股份有限公司"),
        ("深圳市前程贸易有限公司", "深圳市某贸易有限公司"),
        ("明远有限公司", "某有限公司"),
        ("成都科技有限公司", "成都某科技有限公司"),
        ("杭州西湖区小满餐饮店", "杭州西湖区某餐饮店"),
        ("中国晨星银行股份有限公司成都分行", "中国某银行股份有限公司成都分行"),
        ("成都明远物流有限公司重庆分公司", "成都某物流有限公司重庆分公司"),
        ("小满", "某"),
    ],
)
def test_a_company_loses_its_trade_name(name: str, masked: str) -> None:
    assert without_trade_name(name) == masked


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("住四川省成都市郫都区望丛路1号2栋301", "住四川省成都市郫都区"),
        ("住北京市海淀区中关村大街1号", "住北京市海淀区"),
        ("住浙江省义乌市稠城街道社区3号", "住浙江省义乌市"),
        ("四川省乐山市市中区某路8号", "四川省乐山市市中区"),
        ("住所地：湖北省荆州市沙市区江津路5号", "住所地：湖北省荆州市沙市区"),
        ("住上海市浦东新区世纪大道100号", "住上海市浦东新区"),
        ("四川省凉山彝族自治州西昌市春城大道2号", "四川省凉山彝族自治州西昌市"),
        ("内蒙古自治区锡林郭勒盟苏尼特右旗1号", "内蒙古自治区锡林郭勒盟苏尼特右旗"),
        ("广东省东莞市南城街道1号", "广东省东莞市"),
        ("浙江省台州市路桥区银安街1号", "浙江省台州市路桥区"),
        ("浙江省杭州市西湖区文三路", "浙江省杭州市西湖区"),
        ("望丛路1号小区", ""),
        ("301室", ""),
    ],
)
def test_an_address_ends_with_the_county(address: str, kept: str) -> None:
    assert up_to_county(address) == kept


def test_numbers_are_crossed_out() -> None:
    assert crossed_out("账号6222 0200 0000 1234 567") == "账号×××"
    assert plate_crossed_out("车牌川A12345、川AD12345") == "车牌川×××××、川×××××"
    assert not has_plate("车牌")


def test_longer_names_are_replaced_first() -> None:
    assert replaced("王小明与王小", {"王小": "王某2", "王小明": "王某1"}) == "王某1与王某2"
    assert replaced("王小明", {}) == "王小明"


def test_what_still_shows_is_named() -> None:
    text = "王小明 510124199003050000 13800001111 6222020000001234567 川A12345 a@b.cn"
    assert leaks(text, ["王小明", "李强"]) == ("王小明", "id_number", "phone", "bank_account", "plate", "email")
    assert leaks("王某，账号×××", ["王小明"]) == ()


@given(st.text(min_size=1, max_size=40))
def test_no_text_breaks_the_masks(text: str) -> None:
    assert "某" in without_trade_name(text)
    assert leaks(crossed_out(text)) in ((), ("plate",), ("email",), ("plate", "email"))
    assert up_to_county(text) == "" or up_to_county(text) in text.strip()
