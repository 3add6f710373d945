"""Laws of three-valued logic, and expressions that are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.insight.kleene import BadExpression, Truth, conj, disj, expression, neg

TRUTHS = st.sampled_from([True, False, None])
FACTS = st.dictionaries(st.sampled_from(["a", "b", "c"]), TRUTHS)


@given(TRUTHS, TRUTHS, TRUTHS)
def test_and_or_not_obey_their_laws(a: Truth, b: Truth, c: Truth) -> None:
    assert neg(conj([a, b])) is disj([neg(a), neg(b)])
    assert conj([a, b]) is conj([b, a])
    assert disj([a, disj([b, c])]) is disj([disj([a, b]), c])
    assert conj([a, disj([b, c])]) is disj([conj([a, b]), conj([a, c])])
    assert disj([a, conj([a, b])]) is a
    assert neg(neg(a)) is a


@given(TRUTHS)
def test_unknown_is_no_third_value_that_excludes_the_others(a: Truth) -> None:
    assert disj([a, neg(a)]) is (None if a is None else True)
    assert conj([a, False]) is False
    assert disj([a, True]) is True


EXPRESSIONS = st.recursive(
    st.sampled_from(["a", "b", "c"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda parts: f"({' '.join(parts)})"),
        inner.map(lambda text: f"(not {text})"),
    ),
    max_leaves=8,
)


@given(EXPRESSIONS, FACTS, st.dictionaries(st.sampled_from(["a", "b", "c"]), st.booleans(), min_size=3))
def test_learning_more_never_turns_a_settled_answer(
    text: str, known: dict[str, Truth], learned: dict[str, Truth]
) -> None:
    asked = expression(text)
    before = asked.value(known)
    after = asked.value(learned | {name: value for name, value in known.items() if value is not None})
    assert before is None or after is before
    assert after is not None


@pytest.mark.parametrize(
    ("text", "facts", "expected"),
    [
        ("days >= 90", {"days": 90}, True),
        ("days >= 90", {"days": None}, None),
        ("days < 0 or paid", {"days": None, "paid": True}, True),
        ("role == 'buyer'", {"role": "buyer"}, True),
        ("not expired and days != 3", {"expired": False, "days": 3}, False),
        ("a", {}, None),
    ],
)
def test_facts_settle_what_they_settle(text: str, facts: dict[str, object], expected: Truth) -> None:
    assert expression(text).value(facts) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["", "a +", "a + b", "f(a)", "a.b", "a < b < c", "lambda: a", "a[0]", "1", "a if b else c", "a" * 600]
)
def test_anything_but_plain_logic_is_refused(text: str) -> None:
    with pytest.raises(BadExpression):
        expression(text)


def test_an_expression_names_its_facts() -> None:
    assert expression("not expired and (days >= 90 or waived)").names == {"expired", "days", "waived"}
