"""What a finding quotes: the words that decided it, and no others."""

from datetime import date
from typing import Any

import pytest

from compliance.engine import Engine
from compliance.findings import findings_of, with_certainty
from compliance.ingest import read_text
from compliance.model import Evidence, Fact, Finding, NearMiss, PolicyDocument, Span
from compliance.ruleset import AllOf, AnyOf, Condition, Count, Day, Has, HasStatus, Is, Not, Opposed, Rule, Severity
from tests.engine.build import DAY, boolean, enum, facts_of, governs, listing, rule, ruleset, true

TEXT = """# Notice

We sell lamps. We send offers by e-mail. You may see your data. Click here for our cookie page.
We keep data as long as necessary. We keep invoices for seven years.
Transfers rest on old clauses. Transfers rest on the Shield. We are in England.
"""
DOCUMENT: PolicyDocument = read_text(TEXT)
FACTS = (
    boolean("sends_offers"),
    boolean("right_object"),
    boolean("right_access"),
    listing("rights_limited", "access", "object"),
    listing("linked", "cookies", "rights"),
    enum("retention", "specific", "vague", "none"),
    listing("tools", "clauses", "shield"),
    listing("controller_jurisdictions", "UK", "NL"),
    boolean("in_england", derive=(("true", Has("controller_jurisdictions", ("UK",))),)),
    boolean("tool_named", derive=(("true", Count("tools", 1, None)),)),
    governs(UK=true("in_england"), EU=Not(true("in_england"))),
)


def words(quote: str, *values: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence(Span(start, start + len(quote)), TEXT.count("\n", 0, start) + 1, quote, values=values)


OFFERS = words("We send offers by e-mail.")
ACCESS = words("You may see your data.")
COOKIES = words("Click here for our cookie page.", "cookies")
VAGUE = words("We keep data as long as necessary.", "vague")
YEARS = words("We keep invoices for seven years.", "specific")
CLAUSES = words("Transfers rest on old clauses.", "clauses")
SHIELD = words("Transfers rest on the Shield.", "shield")
ENGLAND = words("We are in England.", "UK")
RIGHT: dict[str, Any] = {
    "review": AllOf((Is("right_object", ("false",)), Has("linked", ("rights",)))),
    "satisfied": AllOf((true("right_object"), Has("rights_limited", ("object",), "none"))),
    "partial": true("right_object"),
    "severity_unless": ((Is("retention", ("vague",)), Severity("minor", "Short.")),),
}
STATED: dict[str, tuple[Any, tuple[Evidence, ...]]] = {
    "sends_offers": (True, (OFFERS,)),
    "right_access": (True, (ACCESS,)),
    "rights_limited": (("access",), (ACCESS,)),
    "linked": (("cookies",), (COOKIES,)),
    "retention": ("specific", (VAGUE, YEARS)),
    "tools": (("clauses", "shield"), (CLAUSES, SHIELD)),
    "controller_jurisdictions": (("UK",), (ENGLAND,)),
}


def finding(made: Rule, *names: str, day: date = DAY, **more: Fact) -> Finding:
    rules = ruleset(FACTS, [made])
    facts = facts_of(rules)
    for name in names:
        value, evidence = STATED[name]
        facts[name] = Fact(name, "stated", value, evidence)
    facts |= more
    (found,) = findings_of(Engine(rules).judge(facts, day), rules, facts, DOCUMENT, day)
    return found


def quotes(found: Finding) -> list[str]:
    return [evidence.quote for evidence in found.evidence]


def test_a_gap_by_silence_quotes_nothing_although_the_rule_looked_at_stated_facts() -> None:
    found = finding(rule("law.object", **RIGHT), "rights_limited", "linked", "right_access")
    assert (found.outcome, found.evidence) == ("gap", ())
    assert found.checks == ("right_object",)


def test_a_gap_by_silence_shows_the_nearest_miss_of_the_fact_looked_for_and_of_no_other() -> None:
    misses = {name: Fact(name, "absent", False, nearest_miss=NearMiss(OFFERS, name)) for name in ("right_access", "right_object")}
    found = finding(rule("law.object", evidence=("right_access", "right_object"), **RIGHT), **misses)
    assert found.nearest_miss is not None
    assert found.nearest_miss.reason == "right_object"


def test_of_alternatives_only_those_that_hold_are_quoted() -> None:
    either = AnyOf((true("right_access"), Is("retention", ("vague",)), true("sends_offers")))
    assert quotes(finding(rule("law.r", satisfied=either), "right_access", "retention")) == [ACCESS.quote]
    both = finding(rule("law.r", satisfied=either), "right_access", "sends_offers")
    assert quotes(both) == [ACCESS.quote, OFFERS.quote]


@pytest.mark.parametrize(
    ("satisfied", "stated", "shown"),
    [
        (AllOf((true("right_access"), true("right_object"))), "right_access", []),
        (Is("sends_offers", ("false",)), "sends_offers", [OFFERS.quote]),
        (Not(true("sends_offers")), "sends_offers", [OFFERS.quote]),
        (Is("retention", ("none",)), "retention", [YEARS.quote]),
        (Has("tools", ("shield",), "none"), "tools", [SHIELD.quote]),
        (Has("rights_limited", ("object",)), "rights_limited", []),
        (HasStatus("right_access", ("denied",)), "right_access", []),
        (Count("tools", 3, None), "tools", [CLAUSES.quote, SHIELD.quote]),
    ],
)
def test_a_gap_quotes_the_words_for_which_a_demand_is_not_met(satisfied: Condition, stated: str, shown: list[str]) -> None:
    found = finding(rule("law.r", satisfied=satisfied), stated)
    assert (found.outcome, quotes(found)) == ("gap", shown)


def test_what_made_it_a_gap_is_quoted_and_not_what_merely_falls_short() -> None:
    made = rule("law.r", satisfied=Is("retention", ("none",)), fails=true("sends_offers"), evidence=("retention", "sends_offers"))
    assert quotes(finding(made, "retention", "sends_offers")) == [OFFERS.quote]


def test_what_meets_a_demand_in_part_comes_before_what_falls_short() -> None:
    made = rule(
        "law.r", satisfied=Is("retention", ("none",)), partial=true("sends_offers"), evidence=("retention", "sends_offers")
    )
    assert quotes(finding(made, "retention", "sends_offers")) == [OFFERS.quote, YEARS.quote]


def test_what_must_not_be_there_and_is_not_has_no_words() -> None:
    assert quotes(finding(rule("law.r", satisfied=Not(Is("retention", ("vague",)))), "retention")) == []


def test_only_the_words_of_the_value_that_decided_are_quoted() -> None:
    assert quotes(finding(rule("law.r", satisfied=Is("retention", ("specific",))), "retention")) == [YEARS.quote]
    assert quotes(finding(rule("law.r", satisfied=Has("tools", ("shield",))), "tools")) == [SHIELD.quote]


def test_what_makes_the_rule_apply_is_told_apart_from_what_decided() -> None:
    found = finding(
        rule("law.r", when=true("sends_offers"), satisfied=Is("retention", ("none",)), evidence=("retention", "sends_offers")),
        "sends_offers",
        "retention",
    )
    assert (quotes(found), [e.quote for e in found.applies_evidence]) == ([YEARS.quote], [OFFERS.quote])
    assert [reason.fact for reason in found.applies_because] == ["sends_offers"]


def test_a_gap_by_silence_shows_what_makes_the_rule_apply_only_as_such() -> None:
    made = rule("law.r", when=true("sends_offers"), satisfied=true("right_object"), evidence=("right_object", "sends_offers"))
    found = finding(made, "sends_offers")
    assert (quotes(found), [e.quote for e in found.applies_evidence]) == ([], [OFFERS.quote])


def test_a_rule_that_asks_for_nothing_finds_fault_with_what_it_applies_to() -> None:
    found = finding(rule("law.shield", when=Has("tools", ("shield",)), partial=Has("linked", ("rights",))), "tools", "linked")
    assert (quotes(found), found.applies_evidence) == ([SHIELD.quote], ())


def test_what_the_author_names_first_is_quoted_where_nothing_else_is() -> None:
    made = rule("law.shield", when=Has("tools", ("shield",)), satisfied=true("right_object"), evidence=("tools", "right_object"))
    assert quotes(finding(made, "tools")) == [SHIELD.quote]


def test_two_statements_that_contradict_each_other_are_both_quoted() -> None:
    both = AllOf((true("right_access"), true("sends_offers")))
    made = rule("law.r", when=both, satisfied=true("right_object"), evidence=("right_access", "sends_offers", "right_object"))
    assert quotes(finding(made, "right_access", "sends_offers")) == [ACCESS.quote, OFFERS.quote]


OPPOSED = (Opposed(("sends_offers",), ("right_access",)),)
BOTH = AllOf((true("sends_offers"), true("right_access")))


def sides(found: Finding) -> list[tuple[list[str], list[str]]]:
    return [([e.quote for e in pair.promise], [e.quote for e in pair.practice]) for pair in found.contradictions]


def test_a_contradiction_tells_which_words_promise_and_which_say_otherwise() -> None:
    found = finding(rule("x.opposed", when=BOTH, contradictions=OPPOSED), "sends_offers", "right_access")
    assert found.outcome == "gap"
    assert sides(found) == [([OFFERS.quote], [ACCESS.quote])]


def test_a_contradiction_needs_words_on_both_sides_and_an_outcome_against_the_policy() -> None:
    when = AnyOf((true("sends_offers"), true("right_access")))
    assert sides(finding(rule("x.opposed", when=when, contradictions=OPPOSED), "sends_offers")) == []
    made = rule("x.opposed", when=when, satisfied=true("sends_offers"), contradictions=OPPOSED)
    met = finding(made, "sends_offers", "right_access")
    assert (met.outcome, sides(met)) == ("satisfied", [])


def test_one_sentence_does_not_contradict_itself() -> None:
    same = Fact("right_access", "stated", True, (OFFERS,))
    assert sides(finding(rule("x.opposed", when=BOTH, contradictions=OPPOSED), "sends_offers", right_access=same)) == []


def test_of_two_contradictions_only_the_one_that_decided_is_shown() -> None:
    decided = AllOf((Has("tools", ("shield",)), Is("retention", ("specific",))))
    pairs = (*OPPOSED, Opposed(("tools",), ("retention",)))
    made = rule("x.opposed", when=AnyOf((BOTH, decided)), satisfied=Not(decided), contradictions=pairs)
    assert sides(finding(made, "sends_offers", "right_access", "tools", "retention")) == [([SHIELD.quote], [YEARS.quote])]


def test_a_rule_that_does_not_apply_quotes_the_words_for_that() -> None:
    denied = Fact("sends_offers", "denied", False, (OFFERS,))
    found = finding(rule("law.r", when=AllOf((true("sends_offers"), true("right_access")))), "right_access", sends_offers=denied)
    assert (found.outcome, quotes(found)) == ("not_applicable", [OFFERS.quote])


def test_open_words_are_quoted_where_they_leave_the_outcome_open() -> None:
    unclear = Fact("right_object", "unclear", None, (ACCESS,), "it may be a courtesy")
    made = rule("law.r", satisfied=AllOf((true("sends_offers"), true("right_object"))))
    found = finding(made, "sends_offers", right_object=unclear)
    assert (found.outcome, quotes(found)) == ("review", [ACCESS.quote])


def test_what_kept_a_finding_from_being_a_gap_is_quoted_where_nothing_asked_for_was_found() -> None:
    made = rule("law.r", satisfied=true("right_object"), fails=Has("linked", ("cookies",), "none"), otherwise="partial")
    assert quotes(finding(made, "linked")) == [COOKIES.quote]


def test_what_kept_a_finding_from_being_a_gap_stands_beside_what_was_wrong_unless_it_is_asked_for() -> None:
    fails = AllOf((true("sends_offers"), Has("linked", ("cookies",), "none"), Is("retention", ("none",))))
    satisfied = AllOf((Is("sends_offers", ("false",)), Is("retention", ("specific",))))
    made = rule("law.r", satisfied=satisfied, fails=fails, otherwise="partial")
    assert quotes(finding(made, "sends_offers", "linked", "retention")) == [OFFERS.quote, COOKIES.quote]


def test_quoted_words_are_no_nearest_miss() -> None:
    miss = Fact("right_object", "absent", False, nearest_miss=NearMiss(OFFERS, "it is an offer"))
    made = rule("law.r", satisfied=AllOf((true("right_object"), Is("sends_offers", ("false",)))))
    assert finding(made, "sends_offers", right_object=miss).nearest_miss is None


def test_a_derived_fact_is_quoted_by_the_words_below_it() -> None:
    assert quotes(finding(rule("law.r", satisfied=true("tool_named")), "tools")) == [CLAUSES.quote, SHIELD.quote]
    assert quotes(finding(rule("law.r", satisfied=Is("tool_named", ("false",))), "tools")) == [CLAUSES.quote, SHIELD.quote]


def test_places_and_days_are_never_quoted() -> None:
    made = rule(
        "law.r",
        jurisdictions=("UK", "EU"),
        windows={"UK": rule("x").windows["EU"], "EU": rule("x").windows["EU"]},
        satisfied=AllOf((true("in_england"), Has("governs", ("UK",)), Has("controller_jurisdictions", ("UK",)), Day(None, DAY))),
    )
    found = finding(made, "controller_jurisdictions")
    assert (found.outcome, found.evidence) == ("satisfied", ())


def test_the_author_s_first_fact_comes_first_each_in_the_order_of_the_text_and_nothing_twice() -> None:
    inside = words("as long as necessary", "vague")
    retention = Fact("retention", "stated", "vague", (VAGUE, inside))
    made = rule(
        "law.r",
        satisfied=AllOf((true("right_access"), true("sends_offers"), Is("retention", ("vague",)))),
        evidence=("retention", "right_access", "sends_offers"),
    )
    again = Fact("right_access", "stated", True, (ACCESS, VAGUE))
    found = finding(made, "sends_offers", retention=retention, right_access=again)
    assert quotes(found) == [VAGUE.quote, ACCESS.quote, OFFERS.quote]


def test_no_reason_is_given_that_nothing_rests_on() -> None:
    found = finding(rule("law.object", **RIGHT), "linked", "rights_limited")
    assert {reason.fact for reason in found.because} <= {"right_object", "governs", "day"}
    lighter = finding(rule("law.object", **RIGHT), retention=Fact("retention", "stated", "vague", (VAGUE,)))
    assert lighter.severity == "minor"
    assert "retention" in {reason.fact for reason in lighter.because}


def test_a_rule_of_which_it_is_open_whether_it_is_in_force_needs_a_person() -> None:
    unclear = Fact("controller_jurisdictions", "unclear", None, (ENGLAND,), "two countries are named")
    found = finding(rule("law.r", satisfied=true("right_access")), "right_access", controller_jurisdictions=unclear)
    assert (found.rule, found.outcome, found.severity) == ("law.r", "review", "major")
    assert "which law governs" in found.message
    assert [(reason.fact, reason.text) for reason in found.because] == [
        ("controller_jurisdictions", "controller_jurisdictions is unclear: two countries are named")
    ]
    assert quotes(found) == [ENGLAND.quote]


def test_what_is_open_on_each_day_is_robust_and_what_is_decided_on_some_is_not() -> None:
    made = rule("law.r", satisfied=true("right_access"))
    rules = ruleset(FACTS, [made])
    engine = Engine(rules)
    unclear = Fact("controller_jurisdictions", "unclear", None, (ENGLAND,), "two countries are named")
    open_law = engine.judge(facts_of(rules) | {"controller_jurisdictions": unclear}, DAY)
    decided = engine.judge(facts_of(rules), DAY)
    found = findings_of(open_law, rules, facts_of(rules), DOCUMENT, DAY)
    assert [one.certainty for one in with_certainty(found, [(DAY, DAY, open_law)])] == ["robust"]
    assert [one.certainty for one in with_certainty(found, [(DAY, DAY, open_law), (DAY, DAY, decided)])] == ["conditional"]
