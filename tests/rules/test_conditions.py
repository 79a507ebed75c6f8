"""Conditions on facts: what each spelling means, and which can never hold."""

from datetime import date
from pathlib import Path

import pytest

from compliance.rules import lint, load_rulesets
from compliance.ruleset import AllOf, Always, AnyOf, Condition, Count, Day, Has, HasStatus, Is, Not


@pytest.mark.parametrize(
    ("written", "condition"),
    [
        ("always", Always()),
        ("{retention: vague}", Is("retention", ("vague",))),
        ("{keeps_data: false}", Is("keeps_data", ("false",))),
        ("{homes: [NL, $NORDIC, SE]}", Has("homes", ("NL", "DK", "SE"))),
        ("{homes: {has: [DK, SE]}}", Has("homes", ("DK", "SE"), "all")),
        ("{homes: {has_none: DK}}", Has("homes", ("DK",), "none")),
        ("{homes: {count: 0}}", Count("homes", 0, 0)),
        ("{homes: {count: {from: 2}}}", Count("homes", 2, None)),
        ("{homes: {has: DK, has_none: SE}}", AllOf((Has("homes", ("DK",), "all"), Has("homes", ("SE",), "none")))),
        ("{policy_date: {is: [absent, unclear]}}", HasStatus("policy_date", ("absent", "unclear"))),
        ("{day: {from: 2020-01-01}}", Day(date(2020, 1, 1), None)),
        ("{not: {any: [{keeps_data: true}, always]}}", Not(AnyOf((Is("keeps_data", ("true",)), Always())))),
        (
            "{keeps_data: true, day: {to: 2020-01-01}}",
            AllOf((Is("keeps_data", ("true",)), Day(None, date(2020, 1, 1)))),
        ),
    ],
)
def test_conditions(rulesets: Path, written: str, condition: Condition) -> None:
    path = rulesets / "gdpr/13.retention.yaml"
    path.write_text(path.read_text().replace("partial: {retention: vague}", f"partial: {written}"))
    assert load_rulesets(rulesets).rules["gdpr.13.retention"].partial == condition


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("{all: [{retention: vague}, {not: {retention: [vague, none]}}]}", "'retention' would be vague and specific at once"),
        ("{retention: vague, any: [{retention: none}, {retention: specific}]}", "'retention' would be vague and none at once"),
        ("{not: {keeps_data: [true, false]}}", "'keeps_data' would have none of its values"),
        ("{homes: {has: DK, has_none: DK}}", "'homes' would hold DK and not hold it"),
        ("{homes: {has_none: $NORDIC}, any: [{homes: DK}]}", "'homes' would hold one of the members that it must not hold"),
        ("{homes: {has: [DK, SE], count: 1}}", "'homes' would have at least 2 and at most 1 members"),
        ("{all: [{retention: {is: absent}}, {retention: vague}]}", "'retention' cannot be vague where it is absent"),
        ("{all: [{retention: {is: unclear}}, {retention: vague}]}", "'retention' has no value where it is unclear"),
        ("{all: [{homes: {is: [absent, denied]}}, {homes: DK}]}", "'homes' has no members where it is absent or denied"),
        ("{all: [{retention: {is: absent}}, {retention: {is: stated}}]}", "'retention' would have two statuses at once"),
        (
            "{all: [{day: {to: 2019-12-31}}, {day: {from: 2020-01-01}}]}",
            "no day is on or after 2020-01-01 and on or before 2019-12-31",
        ),
    ],
)
def test_a_condition_that_can_never_hold_is_a_problem(rulesets: Path, written: str, reason: str) -> None:
    path = rulesets / "gdpr/13.retention.yaml"
    path.write_text(path.read_text().replace("partial: {retention: vague}", f"partial: {written}"))
    assert [problem.what for problem in lint(rulesets)] == [f"this condition can never hold: {reason}"]


@pytest.mark.parametrize(
    "written",
    [
        "{retention: [vague, none], any: [{retention: none}, {retention: specific}]}",
        "{all: [{retention: {is: absent}}, {retention: none}]}",
        "{all: [{retention: {is: denied}}, {retention: none}]}",
        "{homes: {has: [DK, SE], count: {from: 1, to: 2}}}",
        "{not: {all: [{keeps_data: true}, {retention: vague}]}}",
    ],
)
def test_a_condition_that_can_hold_is_none(rulesets: Path, written: str) -> None:
    path = rulesets / "gdpr/13.retention.yaml"
    path.write_text(path.read_text().replace("partial: {retention: vague}", f"partial: {written}"))
    assert lint(rulesets) == ()
