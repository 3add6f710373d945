"""No text in any field breaks a page."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.test_apply import ASK, CHECK, QUESTIONS, STORY

TRICKS = [
    "\0", "\u202e", "😀", "NaN", "Infinity", "1e999", "-0", "9" * 400, "٣", "Ⅷ", "〇", "零", "亿亿亿", "0.001",
    "2026-02-30",
    "9999年9月9日", "#read(\"x\")", "{{ 7*7 }}", "{% now %}", "%(amount)s", "{amount}", "<script>", "𠮷",
    "\ud800", "a" * 10_000,
    "' OR 1=1 --", "\r\nSet-Cookie: a=b", "=1+1", "\u0300" * 50, "", " ", "\n",
]  # fmt: skip
TEXT = st.sampled_from(TRICKS) | st.text(max_size=80) | st.from_regex(r"[0-9一二三万亿元块.,\-¥年月日 ]{1,20}")
PAGES = {
    "": {"story": STORY},
    "questions/": {**QUESTIONS, "kind": "", "bought_on": "", "received": "yes"},
    "ask/": {**ASK, "credit_code": ""},
    "request/": {"request": "退钱", "act": ""},
    "evidence/": {"proves": "", "act": ""},
    "check/": {**CHECK, "then": ""},
    "identity/": {"name": "", "id_number": "", "phone": "", "code": ""},
    "later/": {"phone": ""},
    "resume/": {"resume_code": "", "phone": "", "code": ""},
}


@st.composite
def hostile(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    path = draw(st.sampled_from(sorted(PAGES)))
    typed = dict(PAGES[path])
    for name in draw(st.sets(st.sampled_from(sorted(typed)), min_size=1)):
        typed[name] = draw(TEXT)
    return path, {key: value for key, value in typed.items() if isinstance(value, str)}


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(["online_service", "online_shopping"]), acts=st.lists(hostile(), min_size=1, max_size=3))
def test_no_text_in_any_field_breaks_a_page(kind: str, acts: list[tuple[str, dict[str, str]]]) -> None:
    client = Client(REMOTE_ADDR=f"10.0.{hash(str(acts)) % 250}.{hash(kind + str(acts)) % 250}")
    client.post("/apply/", {"story": STORY})
    client.post("/apply/questions/", {"kind": kind})
    client.post("/apply/questions/", {**QUESTIONS, "received": "yes", "problem": "no_return"})
    client.post("/apply/ask/", {**ASK, "wish": "refund" if kind == "online_shopping" else ASK["wish"]})
    for path, typed in acts:
        body = {key: value.encode("utf-8", "surrogatepass") for key, value in typed.items()}
        answer = client.post(f"/apply/{path}", urlencode(body), content_type="application/x-www-form-urlencoded")
        assert answer.status_code in {200, 303, 422, 429}
        for look in ("questions/", "ask/", "request/", "evidence/", "check/"):
            assert client.get(f"/apply/{look}").status_code in {200, 303}
