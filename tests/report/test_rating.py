"""The rating follows from the gaps alone, and says which rule gave it and what is undecided."""

from dataclasses import replace

import pytest

from compliance.model import Finding, Level, Outcome
from compliance.report.rating import rate
from tests.report.samples import RIGHTS, finding

GDPR = ("eu_gdpr",)


def gaps(level: Level, number: int, outcome: Outcome = "gap") -> list[Finding]:
    return [finding(f"gdpr.{level}-{i}", outcome, severity=level) for i in range(number)]


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([RIGHTS], "high"),
        (gaps("minor", 9) + gaps("info", 9), "high"),
        (gaps("major", 1), "reasonable"),
        (gaps("major", 2), "reasonable"),
        (gaps("major", 3), "limited"),
        (gaps("major", 30), "limited"),
        (gaps("critical", 1), "very_limited"),
        (gaps("critical", 1) + gaps("major", 5), "very_limited"),
        (gaps("critical", 3, "partial") + gaps("critical", 3, "review") + gaps("critical", 3, "not_applicable"), "high"),
    ],
)
def test_rating_by_number_and_gravity_of_gaps(findings: list[Finding], expected: str) -> None:
    assert rate(findings, GDPR)[0] == expected


@pytest.mark.parametrize("regimes", [(), ("none",)])
def test_without_a_regime_nothing_is_rated(regimes: tuple[str, ...]) -> None:
    rating, why = rate((), regimes)
    assert rating == "not_rated"
    assert "governs" in why


def test_without_a_rule_in_force_nothing_is_rated() -> None:
    rating, why = rate((), ("directive_national",))
    assert rating == "not_rated"
    assert "no rule in force" in why


@pytest.mark.parametrize(
    ("findings", "reason"),
    [
        (gaps("critical", 3, "not_applicable"), "No rule in force asks anything"),
        (gaps("critical", 1, "review") + gaps("minor", 1, "not_applicable"), "needs a person first"),
    ],
)
def test_where_no_rule_came_to_a_result_nothing_is_rated(findings: list[Finding], reason: str) -> None:
    for regimes in (GDPR, ("none",)):
        rating, why = rate(findings, regimes)
        assert rating == "not_rated"
        assert reason in why


def test_why_names_the_rule_and_what_is_undecided() -> None:
    undecided = gaps("minor", 5, "review")
    conditional = [replace(gap, certainty="conditional") for gap in gaps("major", 1)]
    _, why = rate(conditional + undecided, GDPR)
    assert "one major gap: one or two give reasonable assurance" in why
    assert "5 findings are still undecided" in why
    assert "One gap holds only under some of the laws" in why
    assert "undecided" not in rate(gaps("major", 1), GDPR)[1]
