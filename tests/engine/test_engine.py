"""What the engine concludes: decisions in their order, three-valued logic, derivation in steps, severity and reasons."""

from datetime import date
from typing import Any

import pytest

from compliance.engine import Engine, Judged
from compliance.errors import EngineError
from compliance.model import Fact
from compliance.ruleset import AllOf, AnyOf, Condition, Count, Day, Has, HasStatus, Is, Not, Ruleset, Severity, Window
from tests.engine.build import ALWAYS, DAY, boolean, enum, facts_of, governs, listing, rule, ruleset, true

FACTS = (
    boolean("applies"),
    boolean("good"),
    boolean("bad"),
    boolean("half"),
    boolean("odd"),
    enum("retention", "specific", "criteria", "vague", "none"),
    listing("places", "UK", "NL", "FR"),
)


def judge(rules: Ruleset, given: dict[str, Any] | None = None, day: date = DAY) -> Judged:
    return Engine(rules).judge(facts_of(rules, given), day)


def outcome(given: dict[str, Any], **conditions: Any) -> str:
    return judge(ruleset(FACTS, [rule("law.r", **conditions)]), given).outcomes["law.r"].outcome


FULL: dict[str, Any] = {
    "when": true("applies"),
    "review": true("odd"),
    "satisfied": true("good"),
    "fails": true("bad"),
    "partial": true("half"),
}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "not_applicable"),
        ({"applies": "?"}, "review"),
        ({"applies": True}, "gap"),
        ({"applies": True, "odd": True, "good": True}, "review"),
        ({"applies": True, "odd": "?", "good": True}, "satisfied"),
        ({"applies": True, "good": True, "bad": True}, "satisfied"),
        ({"applies": True, "good": "?"}, "review"),
        ({"applies": True, "bad": True, "half": True}, "gap"),
        ({"applies": True, "bad": "?", "half": True}, "review"),
        ({"applies": True, "half": True}, "partial"),
        ({"applies": True, "half": "?"}, "review"),
    ],
)
def test_outcomes_are_decided_in_the_documented_order(given: dict[str, Any], expected: str) -> None:
    assert outcome(given, **FULL) == expected


@pytest.mark.parametrize("otherwise", ["gap", "partial", "satisfied", "review"])
def test_what_nothing_decides_is_decided_by_otherwise(otherwise: str) -> None:
    assert outcome({}, satisfied=true("good"), otherwise=otherwise) == otherwise


@pytest.mark.parametrize(
    ("condition", "given", "expected"),
    [
        (AnyOf((true("good"), true("bad"))), {"good": True, "bad": "?"}, "satisfied"),
        (AllOf((true("good"), true("bad"))), {"good": False, "bad": "?"}, "gap"),
        (AllOf((true("good"), true("bad"))), {"good": True, "bad": "?"}, "review"),
        (Not(true("good")), {"good": "?"}, "review"),
        (Has("places", ("UK", "NL")), {"places": ("NL",)}, "satisfied"),
        (Has("places", ("UK", "NL"), "all"), {"places": ("NL",)}, "gap"),
        (Has("places", ("UK", "NL"), "none"), {"places": ("FR",)}, "satisfied"),
        (Has("places", ("UK",)), {"places": "?"}, "review"),
        (Count("places", 1, 1), {"places": ("NL",)}, "satisfied"),
        (Count("places", 1, 1), {"places": ("NL", "UK")}, "gap"),
        (Count("places", 1, None), {"places": "?"}, "review"),
        (HasStatus("places", ("unclear",)), {"places": "?"}, "satisfied"),
        (HasStatus("good", ("absent",)), {}, "satisfied"),
        (Day(DAY, DAY), {}, "satisfied"),
        (Day(None, date(2020, 5, 31)), {}, "gap"),
        (Is("retention", ("specific", "criteria")), {"retention": "criteria"}, "satisfied"),
    ],
)
def test_conditions_follow_three_valued_logic(condition: Condition, given: dict[str, Any], expected: str) -> None:
    assert outcome(given, satisfied=condition) == expected


def test_a_derived_fact_feeds_the_next_and_that_one_a_rule() -> None:
    chain = [boolean("step0", derive=(("true", true("good")),))]
    chain += [boolean(f"step{number}", derive=(("true", true(f"step{number - 1}")),)) for number in range(1, 40)]
    rules = ruleset([*FACTS, *reversed(chain)], [rule("law.r", satisfied=true("step39"))])
    assert judge(rules, {"good": True}).outcomes["law.r"].outcome == "satisfied"
    assert judge(rules, {"good": "?"}).outcomes["law.r"].outcome == "review"
    assert judge(rules).derived["step39"].value is False


def test_a_derived_enum_takes_the_first_condition_that_holds_and_is_unclear_where_that_is_undecided() -> None:
    kind = enum("side", "uk", "eu", "none", derive=(("uk", true("good")), ("eu", true("bad"))))
    rules = ruleset([*FACTS, kind])
    found = {
        key: judge(rules, given).derived["side"]
        for key, given in {"both": {"good": True, "bad": True}, "open": {"good": "?", "bad": True}, "none": {}}.items()
    }
    assert [(side.value, side.status) for side in found.values()] == [("uk", "stated"), (None, "unclear"), ("none", "absent")]


def test_a_derived_list_keeps_certain_members_apart_from_undecided_ones() -> None:
    rules = ruleset([*FACTS, listing("regimes", "old", "new", "none", derive=(("old", true("good")), ("new", true("bad"))))])
    found = judge(rules, {"good": True, "bad": "?"}).derived["regimes"]
    assert (found.value, found.undecided, found.status) == (("old",), ("new",), "unclear")


def test_exactly_the_rules_in_force_in_a_governing_place_are_judged() -> None:
    rules = ruleset(
        [*FACTS, governs(UK=true("good"), EU=true("bad"))],
        [
            rule("uk.both", jurisdictions=("UK", "EU"), windows={"UK": Window(None, DAY), "EU": Window(date(2021, 1, 1), None)}),
            rule("eu.only", jurisdictions=("EU",), windows={"EU": Window(None, None)}),
        ],
    )
    assert set(judge(rules, {"good": True}).outcomes) == {"uk.both"}
    assert set(judge(rules, {"bad": True}).outcomes) == {"eu.only"}
    assert set(judge(rules, {"bad": True}, date(2021, 1, 1)).outcomes) == {"uk.both", "eu.only"}
    assert judge(rules).outcomes == {}


def test_rules_that_may_be_in_force_are_named_and_not_silently_dropped() -> None:
    judged = judge(ruleset([*FACTS, governs(EU=true("good"))], [rule("law.r")]), {"good": "?"})
    assert (judged.outcomes, judged.undecided) == ({}, ("law.r",))


def test_severity_is_that_of_the_first_exception_that_holds() -> None:
    levels = ((true("good"), Severity("minor", "First.")), (true("half"), Severity("info", "Second.")))
    rules = ruleset(FACTS, [rule("law.r", severity_unless=levels)])
    found = [judge(rules, given).outcomes["law.r"] for given in ({}, {"half": True}, {"good": True, "half": True}, {"good": "?"})]
    assert [(each.level, each.why) for each in found] == [
        ("major", "It matters."),
        ("info", "Second."),
        ("minor", "First."),
        ("major", "It matters."),
    ]


def test_the_reasons_are_those_that_decided_and_no_others() -> None:
    rules = ruleset(FACTS, [rule("law.r", satisfied=AllOf((Is("retention", ("specific",)), true("good"))))])
    found = judge(rules, {"retention": "vague", "good": True}).outcomes["law.r"].because
    assert [(each.fact, each.value, each.status, each.text) for each in found] == [
        ("retention", "vague", "stated", "retention is vague"),
    ]


@pytest.mark.parametrize(
    ("condition", "given", "text"),
    [
        (true("good"), {}, "good is false (the policy is silent)"),
        (true("good"), {"good": "?"}, "good is unclear"),
        (Has("places", ("UK", "NL")), {"places": ("NL",)}, "places holds NL"),
        (Has("places", ("UK", "NL")), {"places": ("FR",)}, "places holds none of NL, UK"),
        (Has("places", ("UK",)), {}, "places holds no UK (the policy is silent)"),
        (Has("places", ("UK", "NL"), "all"), {"places": ("NL",)}, "places does not hold UK"),
        (Count("places", 1, None), {"places": ("NL",)}, "places has 1 member"),
        (HasStatus("places", ("stated",)), {}, "places is absent"),
        (Day(date(2020, 1, 1), None), {}, "the judgement day 2020-06-01 is 2020-01-01 or later"),
        (Day(None, date(2020, 12, 31)), {}, "the judgement day 2020-06-01 is 2020-12-31 or earlier"),
        (Day(date(2020, 1, 1), date(2020, 12, 31)), {}, "the judgement day 2020-06-01 is from 2020-01-01 to 2020-12-31"),
    ],
)
def test_reasons_are_readable(condition: Condition, given: dict[str, Any], text: str) -> None:
    found = judge(ruleset(FACTS, [rule("law.r", satisfied=condition)]), given).outcomes["law.r"].because
    assert [each.text for each in found] == [text]


def test_conditions_too_large_for_one_rule_of_the_network_are_split_without_changing_the_result() -> None:
    flags = [boolean(f"f{number}") for number in range(30)]
    whole = AllOf(tuple(true(flag.name) for flag in flags))
    rules = ruleset(flags, [rule("law.r", satisfied=whole, partial=AnyOf(whole.parts))])
    full = {flag.name: True for flag in flags}
    assert judge(rules, full).outcomes["law.r"].outcome == "satisfied"
    assert judge(rules, full | {"f17": "?"}).outcomes["law.r"].outcome == "review"
    assert judge(rules, full | {"f17": False, "f3": "?"}).outcomes["law.r"].outcome == "partial"
    last = judge(rules, full | {"f17": False}).outcomes["law.r"]
    assert "f17 is false" in [each.text for each in last.because]
    assert not any("/" in name for name in judge(rules, full).derived)


def test_a_missing_fact_is_an_error() -> None:
    rules = ruleset(FACTS, [rule("law.r", satisfied=true("good"))])
    with pytest.raises(EngineError, match="good: the engine was given no such fact"):
        Engine(rules).judge({}, DAY)


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("good", ("a",), "no single value"),
        ("retention", "for ever", "none of specific, criteria, vague, none"),
        ("places", "UK", "no list"),
    ],
)
def test_a_value_of_the_wrong_kind_is_an_error(name: str, value: Any, problem: str) -> None:
    condition: Condition = Has("places", ("UK",)) if name == "places" else Is(name, ("true",))
    rules = ruleset(FACTS, [rule("law.r", satisfied=condition)])
    with pytest.raises(EngineError, match=problem):
        Engine(rules).judge(facts_of(rules) | {name: Fact(name, "stated", value)}, DAY)


def test_derived_facts_that_wait_for_each_other_are_an_error() -> None:
    circle = [boolean("hen", derive=(("true", true("egg")),)), boolean("egg", derive=(("true", true("hen")),))]
    with pytest.raises(EngineError, match=r"wait for each other: (hen -> egg -> hen|egg -> hen -> egg)"):
        Engine(ruleset(circle))


def test_a_condition_on_an_unknown_fact_is_an_error() -> None:
    with pytest.raises(EngineError, match=r"law\.r: a condition names the fact 'goood'"):
        Engine(ruleset(FACTS, [rule("law.r", satisfied=true("goood"))]))


def test_rules_without_the_fact_that_says_which_law_governs_are_an_error() -> None:
    with pytest.raises(EngineError, match="governs"):
        Engine(Ruleset({}, {}, {"law.r": rule("law.r")}, ()))


def test_a_ruleset_without_rules_still_derives() -> None:
    assert judge(ruleset([boolean("sure", derive=(("true", ALWAYS),))])).derived["sure"].value is True
