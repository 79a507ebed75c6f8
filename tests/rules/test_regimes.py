"""Regimes: which rules belong to which body of law, where and when."""

from datetime import date
from pathlib import Path

import pytest

from compliance.resources import rulesets_dir
from compliance.rules import lint, load_rulesets
from compliance.rules.regimes import regimes_of
from compliance.ruleset import Ruleset

INSTRUMENTS = """\
gdpr: {means: The GDPR., from: 2018-05-25, for: EU, source: GDPR Art 99}
gdpr_in_uk: {means: The GDPR in the UK., from: 2018-05-25, to: 2020-12-31, for: UK, source: GDPR Art 99}
uk_gdpr: {means: The UK GDPR., from: 2021-01-01, for: UK, source: SI 2019/419}
"""
REGIMES = """\
eu:
  means: The GDPR.
  carried_by: {EU: gdpr, UK: gdpr_in_uk}
  holds: [gdpr]
uk:
  means: The UK GDPR.
  carried_by: {UK: uk_gdpr}
  holds: [gdpr, ukgdpr.13.retention]
"""


@pytest.fixture
def regimes(rulesets: Path) -> Path:
    """The sound folder with two regimes."""
    (rulesets / "instruments.yaml").write_text(INSTRUMENTS)
    (rulesets / "regimes.yaml").write_text(REGIMES)
    return rulesets


def test_a_rule_stands_under_the_regime_that_holds_its_pack_or_id(regimes: Path) -> None:
    ruleset = load_rulesets(regimes)
    assert regimes_of(ruleset.rules["gdpr.13.retention"], ruleset.regimes) == ("eu",)
    assert regimes_of(ruleset.rules["ukgdpr.13.retention"], ruleset.regimes) == ("uk",)
    assert regimes_of(ruleset.rules["ukgdpr.13.retention"], ruleset.regimes, date(2020, 12, 31)) == ()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("  holds: [gdpr]\n", "", "2:3: regime 'eu' has no 'holds' (add 'holds:')"),
        (
            "ukgdpr.13.retention",
            "ukgdpr.13.retentoin",
            "8:17: unknown pack or rule 'ukgdpr.13.retentoin' (did you mean 'ukgdpr.13.retention'?)",
        ),
        ("UK: uk_gdpr", "UK: uk_gpdr", "7:20: unknown instrument 'uk_gpdr' (did you mean 'uk_gdpr'?)"),
        ("UK: uk_gdpr", "GB: uk_gdpr", "7:16: unknown key 'GB' in 'carried_by' (the keys are: EU, NL, UK)"),
        (REGIMES, "- eu\n", "1:1: regimes.yaml is no mapping (write NAME: {means: ..., carried_by: {UK: ...}, holds: [...]})"),
    ],
)
def test_a_regime_that_says_nothing_sound_is_a_problem(regimes: Path, old: str, new: str, problem: str) -> None:
    (regimes / "regimes.yaml").write_text(REGIMES.replace(old, new))
    assert f"rulesets/regimes.yaml:{problem}" in [str(one) for one in lint(regimes)]


def test_a_rule_that_no_regime_holds_is_a_problem(regimes: Path) -> None:
    (regimes / "regimes.yaml").write_text(REGIMES.replace(", ukgdpr.13.retention", ""))
    assert [str(one) for one in lint(regimes)] == [
        "rulesets/ukgdpr/13.retention.yaml:1:1: no regime of regimes.yaml holds 'ukgdpr.13.retention' in UK while it is"
        " in force (add its pack or id to 'holds' there)"
    ]


def test_a_rule_is_held_in_each_of_its_places(regimes: Path) -> None:
    (regimes / "regimes.yaml").write_text(REGIMES.replace("{EU: gdpr, UK: gdpr_in_uk}", "{EU: gdpr}").replace("[gdpr, uk", "[uk"))
    assert [problem.what for problem in lint(regimes)] == [
        "no regime of regimes.yaml holds 'gdpr.13.retention' in UK while it is in force",
        "nothing uses instrument 'gdpr_in_uk'",
    ]


def test_the_names_are_those_of_applicable_regimes(regimes: Path) -> None:
    (regimes / "applicability/applicable_regimes.yaml").write_text(
        "means: The laws that govern.\ntype: {list: [eu, ukk]}\nderive: {eu: {homes: DK}, ukk: {homes: SE}}\nbecause: By place.\n"
        "cases:\n  - {facts: {homes: [DK]}, on: 2020-01-01, value: [eu]}\n"
    )
    assert [str(one) for one in lint(regimes)] == [
        "rulesets/regimes.yaml:1:1: regime 'ukk' is missing (add 'ukk:')",
        "rulesets/regimes.yaml:5:1: unknown regime 'uk' (did you mean 'ukk'?)",
    ]


@pytest.fixture(scope="module")
def law() -> Ruleset:
    """The rulesets the tool comes with."""
    return load_rulesets(rulesets_dir())


@pytest.mark.parametrize(
    ("rule", "day", "regimes"),
    [
        ("gdpr.13-2-a.retention", "2018-05-24", ()),
        ("gdpr.13-2-a.retention", "2020-12-31", ("eu_gdpr",)),
        ("gdpr.13-2-a.retention", "2021-01-01", ("eu_gdpr", "uk_gdpr")),
        ("pecr.22.email", "2014-05-01", ("pecr",)),
        ("dpa98.principle-7.security", "2014-05-01", ("dpa1998",)),
        ("ico.code-2009", "2014-05-01", ("dpa1998",)),
        ("dir95.10.notice", "2014-05-01", ("directive_national",)),
        ("eprivacy.5-3.eu", "2019-05-01", ("eprivacy_national",)),
        ("nl.tw-11-7a", "2019-05-01", ("eprivacy_national",)),
        ("trf.safe-harbor-invalid", "2016-01-01", ("dpa1998", "directive_national")),
        ("trf.privacy-shield-invalid", "2020-07-16", ("eu_gdpr",)),
        ("trf.legacy-scc-uk", "2023-01-01", ("uk_gdpr", "dpa2018")),
        ("ref.premature-gdpr", "2017-01-01", ("dpa1998", "directive_national")),
        ("ref.stale-dpa-1998", "2019-01-01", ("dpa2018",)),
        ("x.cookie-contradiction", "2010-01-01", ("dpa1998", "pecr", "directive_national", "eprivacy_national")),
        ("ukgdpr.8.children-uk", "2019-01-01", ("eu_gdpr", "dpa2018")),
    ],
)
def test_the_regimes_of_a_rule_on_a_day(law: Ruleset, rule: str, day: str, regimes: tuple[str, ...]) -> None:
    assert regimes_of(law.rules[rule], law.regimes, date.fromisoformat(day)) == regimes


def test_every_regime_has_rules_on_its_days(law: Ruleset) -> None:
    for name, regime in law.regimes.items():
        for place, instrument in regime.carried_by.items():
            day = instrument.window.end or date(2026, 11, 22)
            here = [rule for rule in law.rules.values() if place in rule.jurisdictions]
            assert any(name in regimes_of(rule, law.regimes, day) for rule in here), f"{name} has no rule for {place} on {day}"
