"""The figures of the benchmark are measured on papers that differ in every paragraph."""

from documents import samples

from fengqiao.documents.benchmark import Row, varied
from fengqiao.documents.papers import as_data
from fengqiao.signing.benchmark import signature_rows


def test_no_two_measured_papers_share_a_term() -> None:
    first, second = varied(as_data(samples.agreement()), 2)
    assert not {term["text"] for term in first["terms"]} & {term["text"] for term in second["terms"]}
    assert first["facts"] != second["facts"]


def test_a_budget_is_kept_from_the_right_side() -> None:
    assert Row("ms", 40, "ms", 50).kept
    assert not Row("ratio", 30, "x", 40, least=True).kept


def test_signing_and_checking_are_measured_on_a_valid_file() -> None:
    assert [row.unit for row in signature_rows(as_data(samples.agreement()))] == ["ms", "ms"]
