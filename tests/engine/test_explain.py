"""Proofs: from the outcome down to the words of the policy, and where a rule stopped."""

from datetime import date
from typing import Any

from compliance.engine import Engine
from compliance.engine.explain import explain_rule, render_proof
from compliance.model import Evidence, Fact, NearMiss, Span
from compliance.ruleset import AllOf, AnyOf, Day, Has, Is, Rule, Severity, Window
from tests.engine.build import DAY, boolean, enum, facts_of, governs, listing, quoted, rule, ruleset, true

SAFEGUARD = boolean("needs_safeguard", derive=(("true", true("crosses_border")),), because="Chapter V applies.")
BORDER = boolean("crosses_border", derive=(("true", AllOf((Has("places", ("US", "IN")), Day(date(2018, 5, 25), None)))),))
FACTS = (
    boolean("clauses"),
    enum("retention", "specific", "criteria", "vague", "none"),
    listing("places", "UK", "US", "IN"),
    BORDER,
    SAFEGUARD,
)
RULE = rule(
    "law.transfer",
    provision="GDPR Art. 46",
    title="A safeguard is named",
    when=true("needs_safeguard"),
    satisfied=AnyOf((true("clauses"), Is("retention", ("specific",)))),
    severity_unless=((true("needs_safeguard"), Severity("critical", "Data leave.")),),
)


def proof(made: Rule, given: dict[str, Fact] | None = None, day: date = DAY, **more: Any) -> str:
    rules = ruleset((*FACTS, *more.get("extra", ())), [made])
    facts = facts_of(rules) | (given or {})
    return render_proof(explain_rule(made, rules, facts, Engine(rules).judge(facts, day).derived, day, full=True))


def test_a_fired_rule_is_proved_down_to_quotes_and_lines() -> None:
    given = {
        "places": quoted("places", ("US",), "Your data go\n to Ohio.", 7),
        "retention": Fact("retention", "unclear", None, reason="two periods are given"),
    }
    assert (
        proof(RULE, given)
        == """\
GDPR Art. 46: A safeguard is named
└─ law.transfer: review, severity critical
   ├─ when: needs_safeguard is true: true
   │  └─ needs_safeguard: true, derived (Chapter V applies.)
   │     └─ true if: crosses_border is true: true
   │        └─ crosses_border: true, derived
   │           └─ true if: all of: true
   │              ├─ places holds US or IN: true
   │              │  └─ places: US, stated
   │              │     └─ line 7: “Your data go to Ohio.”
   │              └─ the day is 2018-05-25 or later (judged on 2020-06-01): true
   ├─ satisfied: any of: undecided
   │  ├─ clauses is true: false
   │  │  └─ clauses: false, the policy is silent
   │  └─ retention is specific: undecided
   │     └─ retention: unclear, two periods are given
   └─ severity critical: needs_safeguard is true: true
      └─ needs_safeguard: true, derived (Chapter V applies.)
         └─ true if: as shown above: true"""
    )


def test_a_gap_shows_the_nearest_miss() -> None:
    miss = NearMiss(Evidence(Span(0, 9), 3, "We keep it."), "it gives no period")
    given = {"retention": Fact("retention", "absent", "none", nearest_miss=miss)}
    text = proof(rule("law.r", satisfied=Is("retention", ("specific",))), given)
    assert "nearest miss, line 3: “We keep it.” (it gives no period)" in text
    assert text.endswith("└─ otherwise: gap")


def test_a_rule_that_does_not_apply_shows_the_first_condition_that_stopped_it() -> None:
    made = rule("law.r", when=AllOf((Has("places", ("UK",), "none"), AllOf((true("clauses"), Is("retention", ("vague",)))))))
    assert (
        proof(made)
        == """\
Art. 1: Title of law.r
└─ law.r: not_applicable, severity major
   └─ when: clauses is true: false
      └─ clauses: false, the policy is silent"""
    )


def test_a_rule_before_its_window_says_so() -> None:
    made = rule("law.r", windows={"EU": Window(date(2021, 1, 1), date(2022, 1, 1))})
    assert (
        proof(made)
        == """\
Art. 1: Title of law.r
└─ law.r: not in force
   └─ in force (EU from 2021-01-01 to 2022-01-01) on 2020-06-01: false"""
    )


def test_a_rule_of_a_place_that_does_not_govern_says_so() -> None:
    made = rule("law.r", jurisdictions=("UK",), windows={"UK": Window(None, None)})
    assert (
        proof(made, extra=[governs(UK=true("clauses"))])
        == """\
Art. 1: Title of law.r
└─ law.r: not in force
   └─ governs holds UK: false
      └─ governs: none, derived
         └─ UK if: clauses is true: false
            └─ clauses: false, the policy is silent"""
    )


def test_a_rule_of_which_it_is_undecided_whether_it_governs_says_so() -> None:
    text = proof(rule("law.r"), {"clauses": Fact("clauses", "unclear", None)}, extra=[governs(EU=true("clauses"))])
    assert "law.r: undecided whether it is in force" in text


def test_a_derived_list_shows_the_members_that_were_asked_for() -> None:
    regimes = listing("regimes", "old", "new", derive=(("old", true("clauses")), ("new", Has("places", ("UK",)))))
    text = proof(rule("law.r", when=Has("regimes", ("old",))), extra=[regimes])
    assert "old if: clauses is true: false" in text
    assert "new if" not in text
