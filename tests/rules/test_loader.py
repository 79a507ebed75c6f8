"""A sound folder becomes typed rules, facts and lexicon."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from compliance.detectors import Ref, Step, Topic
from compliance.errors import RulesetError
from compliance.rules import lint, load_rulesets
from compliance.rules.places import PLACES
from compliance.ruleset import Has, Severity, Window


def test_a_sound_folder_has_no_problems(rulesets: Path) -> None:
    assert lint(rulesets) == ()


def test_an_error_carries_every_problem_and_the_first_is_its_message(rulesets: Path) -> None:
    (rulesets / "gdpr/13.retention.yaml").write_text("titel: x\n")
    with pytest.raises(RulesetError, match=r"13\.retention\.yaml:1:1: .*; and \d+ more") as caught:
        load_rulesets(rulesets)
    assert caught.value.problems == lint(rulesets)


def test_a_lexicon_class_holds_terms_with_values_patterns_inclusions_or_a_recogniser(rulesets: Path) -> None:
    lexicon = load_rulesets(rulesets).lexicon
    assert [term.text for term in lexicon["KEEP"].terms] == ["kee(p|ps|ping)", "retain*", "hold [on to]"]
    assert [(term.text, term.value) for term in lexicon["PLACE"].terms] == [("Denmark", "DK"), ("=SE", "SE"), ("Sweden", "SE")]
    assert [term.text for term in lexicon["COOKIE"].patterns] == [r"\bcookies?\b"]
    assert lexicon["STORAGE"].includes == ("KEEP", "COOKIE")
    assert lexicon["DATE"].recogniser == "date"
    assert str(lexicon["PLACE"].terms[1].place) == "rulesets/lexicon/words.yaml:11:10"


def test_each_type_of_fact_has_its_values_and_its_default(rulesets: Path) -> None:
    facts = load_rulesets(rulesets).facts
    assert [(name, fact.kind, fact.default) for name, fact in facts.items()] == [
        ("homes", "list", ()),
        ("keeps_data", "boolean", False),
        ("northern", "boolean", False),
        ("policy_date", "date", None),
        ("retention", "enum", "none"),
    ]
    assert facts["retention"].values == ("specific", "vague", "none")
    assert facts["homes"].values == PLACES


def test_places_are_iso_codes_with_uk_for_gb(rulesets: Path) -> None:
    assert {"UK", "EEA", "OTHER", "NL", "US"} <= set(PLACES)
    assert "GB" not in PLACES
    assert len(PLACES) == len(set(PLACES)) == 248 + 3


def test_a_branch_keeps_its_conditions_and_gets_the_defaults(rulesets: Path) -> None:
    (period,) = load_rulesets(rulesets).facts["retention"].detect
    assert period.seq == (Step((Ref("KEEP", negated=False),)), Step((Ref("DURATION"),), within=80))
    assert (period.value, period.kinds, period.times) == ("specific", ("sentence", "item"), 1)


def test_a_boolean_branch_without_a_value_states_true(rulesets: Path) -> None:
    assert load_rulesets(rulesets).facts["keeps_data"].detect[0].value == "true"


def test_a_branch_may_depend_on_the_values_of_other_facts_and_on_an_empty_list(rulesets: Path) -> None:
    path = rulesets / "facts/keeps_data.yaml"
    path.write_text(path.read_text().replace("all: [KEEP]", "all: [KEEP], given: {retention: [vague, none], homes: none}"))
    given = load_rulesets(rulesets).facts["keeps_data"].detect[0].given
    assert given == (("retention", ("vague", "none")), ("homes", ("none",)))


def test_exclusions_of_a_facts_topic_add_to_those_of_its_branches(rulesets: Path) -> None:
    path = rulesets / "facts/keeps_data.yaml"
    path.write_text(path.read_text().replace("detect:", "topic: {any: [KEEP], none: [COOKIE]}\ndetect:"))
    assert load_rulesets(rulesets).facts["keeps_data"].detect[0].topic == Topic(any=("ALWAYS",), none=("COOKIE", "PLACE"))


def test_a_derived_fact_has_conditions_and_cases(rulesets: Path) -> None:
    fact = load_rulesets(rulesets).facts["northern"]
    assert fact.derived
    assert fact.helper
    assert fact.derive == (("true", Has("homes", ("DK", "SE"))),)
    assert [(case.facts, case.on, case.value) for case in fact.cases] == [
        ({"homes": ("DK",)}, date(2014, 5, 1), True),
        ({"homes": "unclear"}, date(2026, 11, 22), None),
    ]


def test_a_window_may_differ_by_jurisdiction(rulesets: Path) -> None:
    assert load_rulesets(rulesets).rules["gdpr.13.retention"].windows == {
        "EU": Window(date(2018, 5, 25), None),
        "UK": Window(date(2018, 5, 25), date(2020, 12, 31), "ukgdpr.13.retention"),
    }


def test_a_rule_has_its_severity_messages_and_cases(rulesets: Path) -> None:
    rule = load_rulesets(rulesets).rules["gdpr.13.retention"]
    assert rule.severity == Severity("major", "People cannot tell.")
    assert rule.severity_unless == ((Has("homes", ("DK",)), Severity("minor", "Denmark has its own register.")),)
    assert rule.messages == {"gap": "The policy gives no storage period.", "satisfied": "The policy gives a storage period."}
    assert [(case.outcome, case.jurisdiction, case.severity) for case in rule.cases[2:4]] == [
        ("gap", "EU", "minor"),
        ("review", "UK", None),
    ]


def test_circles_through_several_files_are_named(rulesets: Path) -> None:
    (rulesets / "applicability/a.yaml").write_text(
        "means: x\ntype: boolean\nderive: {b: true}\nbecause: x\ncases: [{facts: {}, value: false}]\n"
    )
    (rulesets / "applicability/b.yaml").write_text(
        "means: x\ntype: boolean\nderive: {a: true}\nbecause: x\ncases: [{facts: {}, value: false}]\n"
    )
    assert [problem.what for problem in lint(rulesets)] == ["derived facts follow from each other: a > b > a"]


def test_words_like_no_and_on_stay_words(rulesets: Path) -> None:
    (rulesets / "facts/says.yaml").write_text(
        "means: x\ntype: {enum: [yes, on, NO, no], default: no}\ndetect:\n"
        "  - {id: a, value: NO, all: [KEEP], matches: [a], ignores: [b]}\n"
        "  - {id: b, denied: true, all: [KEEP], matches: [a], ignores: [b]}\n"
    )
    fact = load_rulesets(rulesets).facts["says"]
    assert fact.values == ("yes", "on", "NO", "no")
    assert (fact.default, fact.detect[0].value, fact.detect[1].value, fact.detect[1].denied) == ("no", "NO", None, True)


def test_every_folder_has_a_version_and_a_hash_over_its_files(rulesets: Path) -> None:
    versions = {one.name: one for one in load_rulesets(rulesets).versions}
    assert list(versions) == ["applicability", "facts", "gdpr", "groups", "lexicon", "ukgdpr"]
    assert {one.version for one in versions.values()} == {"2026.11"}
    content = (rulesets / "gdpr/13.retention.yaml").read_bytes()
    path = b"gdpr/13.retention.yaml"
    assert versions["gdpr"].sha256 == hashlib.sha256(b"%d %d\n" % (len(path), len(content)) + path + content).hexdigest()


def test_a_changed_byte_changes_the_hash_of_its_folder_only(rulesets: Path) -> None:
    before = {one.name: one.sha256 for one in load_rulesets(rulesets).versions}
    path = rulesets / "gdpr/13.retention.yaml"
    path.write_text(path.read_text() + "# a remark\n")
    after = {one.name: one.sha256 for one in load_rulesets(rulesets).versions}
    assert [name for name in before if before[name] != after[name]] == ["gdpr"]


def test_a_folder_without_version_is_unversioned(rulesets: Path) -> None:
    (rulesets / "VERSION").unlink()
    assert {one.version for one in load_rulesets(rulesets).versions} == {"unversioned"}
