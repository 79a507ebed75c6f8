"""The figures, worked out by hand."""

import pytest

from compliance.evaluation.checks import Check, Kind
from compliance.evaluation.figures import Share, fact_figures, label_figures, label_total, shares


def check(kind: Kind, subject: str, right: bool, stated: bool = True, silent: bool = False) -> Check:
    return Check("lamps", kind, subject, right, stated, silent, "", "")


def test_shares_count_all_answers_and_those_that_say_something() -> None:
    checks = [
        check("fact", "a", True),
        check("fact", "b", False),
        check("fact", "c", True, stated=False),
        check("evidence", "a", True),
        check("finding", "r", False),
        check("finding", "s", True, stated=False),
    ]
    assert shares(checks) == {
        "facts": Share(2, 3),
        "stated": Share(1, 2),
        "evidence": Share(1, 1),
        "findings": Share(1, 2),
        "live": Share(0, 1),
    }
    assert Share(2, 3).ratio == pytest.approx(2 / 3)
    assert Share(0, 0).ratio is None


def test_a_fact_has_its_faults_counted_apart() -> None:
    checks = [
        check("fact", "b", True),
        check("fact", "a", True),
        check("fact", "a", False, stated=True, silent=True),
        check("fact", "a", False, stated=False, silent=False),
        check("fact", "a", False, stated=True, silent=False),
        check("evidence", "a", True),
        check("evidence", "a", False),
    ]
    first, second = fact_figures(checks)
    assert (first.fact, first.asked, first.right) == ("a", 4, 1)
    assert (first.missed, first.wrongly_stated, first.other_value) == (1, 1, 1)
    assert first.evidence == Share(1, 2)
    assert (second.fact, second.asked, second.right) == ("b", 1, 1)


def documents(fact: str, found: int, wrong: int, missed: int, rest: int) -> list[Check]:
    kinds = [(True, True, False, found), (False, False, False, wrong), (False, True, True, missed), (True, False, True, rest)]
    return [check("document", fact, right, stated, silent) for right, stated, silent, times in kinds for _ in range(times)]


def test_the_document_figure_is_the_mean_f1_of_both_classes() -> None:
    passages = [check("passage", "f in segment 1", True), check("passage", "f in segment 2", False, True, True)]
    (figures,) = label_figures([*documents("f", found=6, wrong=2, missed=1, rest=3), *passages])
    assert figures.f1_stated == pytest.approx(12 / 15)
    assert figures.f1_not_stated == pytest.approx(6 / 9)
    assert figures.document == pytest.approx((12 / 15 + 6 / 9) / 2)
    assert figures.passage == pytest.approx(2 / 3)
    assert (figures.stated, figures.policies, figures.missed, figures.wrongly_stated) == (7, 12, 1, 2)


def test_facts_with_fewer_than_five_policies_in_a_class_count_for_passages_only() -> None:
    figures = label_figures([*documents("few", 4, 0, 0, 8), *documents("many", 5, 0, 0, 5)])
    assert [(row.fact, row.counted) for row in figures] == [("few", False), ("many", True)]
    total = label_total(figures)
    assert (total.document, total.counted, total.passage, total.facts) == (1.0, 1, 0.0, 2)
    assert label_total(figures[:1]).document is None


def test_saying_stated_to_everything_scores_less_than_half() -> None:
    (figures,) = label_figures(documents("f", found=9, wrong=3, missed=0, rest=0))
    assert figures.document == pytest.approx(18 / 21 / 2)
