"""One check for each answer: facts, the places of their evidence, findings, regimes; and the labels of a corpus."""

from pathlib import Path

from compliance.evaluation.agreement import Answer
from compliance.evaluation.answers import AnswerFile
from compliance.evaluation.checks import check_answers, check_labels, fact_of
from compliance.evaluation.corpus import LabelledPolicy
from compliance.model import Fact
from tests.evaluation.build import LETTERS, PERIOD, POLICY, SELLING, absent, at, found, said, stated, verdicts


def answers(
    facts: dict[str, Answer] | None = None, findings: dict[str, tuple[str, ...]] | None = None, regimes: tuple[str, ...] = ()
) -> AnswerFile:
    return AnswerFile("lamps", Path("lamps.md"), facts or {}, findings or {}, regimes, None)


def test_a_fact_is_right_missed_wrongly_stated_or_of_another_value() -> None:
    truth = {
        "right": Answer(("specific",)),
        "missed": Answer(("specific",)),
        "wrong": Answer(((),)),
        "other": Answer(("specific",)),
        "either": Answer(((), "vague")),
        "unsure": Answer((False,)),
        "unknown_to_us": Answer(("x",)),
    }
    seen = said(
        stated("right", "specific"),
        absent("missed"),
        stated("wrong", "vague"),
        stated("other", "vague"),
        absent("either"),
        Fact("unsure", "unclear", None, reason="two readings"),
    )
    assert verdicts(check_answers(seen, answers(truth))) == [
        ("fact", "right", True, ""),
        ("fact", "missed", False, "missed"),
        ("fact", "wrong", False, "wrongly stated"),
        ("fact", "other", False, "other value"),
        ("fact", "either", True, ""),
        ("fact", "unsure", False, "other value"),
        ("fact", "unknown_to_us", False, "missed"),
    ]


def test_evidence_is_compared_where_both_sides_state_the_fact_even_with_another_value() -> None:
    truth = {
        "hit": Answer(("specific",), (at("invoices"),)),
        "astray": Answer(("vague",), (at(LETTERS),)),
        "missed": Answer(("vague",), (at(LETTERS),)),
        "either": Answer((False, "vague"), (at(LETTERS),)),
        "placeless": Answer(("vague",)),
    }
    seen = said(
        stated("hit", "specific", found(SELLING), found(PERIOD)),
        stated("astray", "specific", found(PERIOD)),
        absent("missed"),
        stated("either", "vague", found(LETTERS)),
        stated("placeless", "vague", found(LETTERS)),
    )
    evidence = [check for check in check_answers(seen, answers(truth)) if check.kind == "evidence"]
    assert [(check.subject, check.right, check.said, check.expected) for check in evidence] == [
        ("hit", True, "lines 3, 7", "line 3"),
        ("astray", False, "line 3", "line 5"),
    ]


def test_a_rule_in_force_that_no_answer_names_is_a_wrong_finding() -> None:
    outcomes = {"gdpr.1": "gap", "gdpr.2": "satisfied", "pecr.6": "gap"}
    truth = {"gdpr.1": ("gap", "review"), "gdpr.2": ("gap",), "gdpr.3": ("not_applicable",)}
    checks = check_answers(said(outcomes=outcomes), answers(findings=truth))
    assert [(check.subject, check.right, check.stated, check.said) for check in checks] == [
        ("gdpr.1", True, True, "gap"),
        ("gdpr.2", False, True, "satisfied"),
        ("gdpr.3", False, False, "not in force"),
        ("pecr.6", False, False, "gap"),
    ]


def test_findings_and_regimes_are_checked_only_where_the_answers_have_them() -> None:
    seen = said(outcomes={"gdpr.1": "gap"}, regimes=("eu_gdpr", "uk_gdpr"))
    assert check_answers(seen, answers()) == ()
    (right,) = check_answers(seen, answers(regimes=("uk_gdpr", "eu_gdpr")))
    (wrong,) = check_answers(seen, answers(regimes=("uk_gdpr",)))
    assert (right.right, wrong.right, wrong.said, wrong.expected) == (True, False, "eu_gdpr, uk_gdpr", "uk_gdpr")


def test_labels_are_compared_by_policy_and_by_segment() -> None:
    spans = (at(PERIOD), at(LETTERS), at(SELLING))
    policy = LabelledPolicy("lamps", POLICY, spans, (frozenset({"retention"}), frozenset({"retention", "homes"}), frozenset()))
    seen = said(stated("retention", "none", found(PERIOD), found(SELLING)), absent("homes"), absent("sells_data"))
    checks = check_labels(seen, policy, ["homes", "retention", "sells_data"])
    assert verdicts(checks) == [
        ("document", "homes", False, "missed"),
        ("passage", "homes in segment 2", False, "missed"),
        ("document", "retention", True, ""),
        ("passage", "retention in segment 1", True, ""),
        ("passage", "retention in segment 2", False, "missed"),
        ("passage", "retention in segment 3", False, "wrongly stated"),
        ("document", "sells_data", True, ""),
    ]
    assert {fact_of(check) for check in checks} == {"homes", "retention", "sells_data"}
