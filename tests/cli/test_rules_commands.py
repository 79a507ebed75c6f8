"""`compliance rules list`, `show`, `instruments` and `lint`."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from compliance.cli.rules_commands import app
from compliance.errors import RulesetError

FILES = {
    "VERSION": "1\n",
    "lexicon/words.yaml": "KEEP:\n  means: Keeping data.\n  terms: [keep]\n",
    "facts/retention.yaml": """\
means: Quality of the storage period.
type: {enum: [specific, vague, none], default: none}
detect: [{id: a, value: vague, all: [KEEP], matches: [We keep it.], ignores: [We sell it.]}]
""",
    "facts/homes.yaml": """\
means: Where the controller is established.
type: {list: places}
detect: [{id: a, value: OTHER, all: [KEEP], matches: [We keep it.], ignores: [We sell it.]}]
""",
    "old/period.yaml": """\
title: An older duty
provision: Old Act s 1
jurisdictions: [UK]
in_force: {from: 2000-03-01, to: 2018-05-24, replaced_by: new.period}
severity: {level: minor, why: It was soft law.}
when: always
satisfied: {retention: specific}
gap: No period.
remedy: State one.
cases:
  - {facts: {}, outcome: gap}
  - {facts: {retention: specific}, outcome: satisfied}
  - {facts: {retention: unclear}, outcome: review}
never: {partial: it is stated or not, not_applicable: it always applies}
""",
    "new/period.yaml": """\
title: The storage period is stated
provision: New Act s 2
jurisdictions: [EU, UK]
in_force: {from: 2018-05-25, EU: {to: 2030-12-31}}
severity: {level: major, why: People cannot tell.}
when: {any: [{homes: [UK, NL]}, {not: {homes: {count: 0}}}], day: {from: 2019-01-01}}
satisfied: {retention: specific, homes: {has_none: US}}
partial: {retention: [vague, specific]}
gap: No period.
remedy: State one.
clause: 'We keep {data} for {period}.'
cases:
  - {facts: {homes: [UK]}, outcome: gap}
  - {facts: {homes: [UK], retention: specific}, outcome: satisfied}
  - {facts: {homes: [UK], retention: vague}, outcome: partial}
  - {facts: {homes: [UK], retention: unclear}, outcome: review}
  - {facts: {}, outcome: not_applicable}
""",
}


LAW = {
    "instruments.yaml": """\
old_act: {means: The Old Act., from: 2000-03-01, to: 2018-05-24, for: UK, source: Old Act s 9}
new_act: {means: The New Act., from: 2018-05-25, for: [EU, UK], source: New Act s 9}
""",
    "regimes.yaml": """\
old: {means: The Old Act., carried_by: {UK: old_act}, holds: [old]}
new: {means: The New Act., carried_by: {EU: new_act, UK: new_act}, holds: [new.period]}
""",
}


@pytest.fixture
def law(rulesets: Path) -> Path:
    """The rulesets with instruments and regimes."""
    for name, text in LAW.items():
        (rulesets / name).write_text(text)
    path = rulesets / "new/period.yaml"
    path.write_text(path.read_text().replace("day: {from: 2019-01-01}", "during: new_act"))
    return rulesets


@pytest.fixture
def rulesets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COMPLIANCE_NO_CACHE", "1")
    for name, text in FILES.items():
        path = tmp_path / "rulesets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "rulesets"


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_list_gives_the_rules_in_force_on_the_day(rulesets: Path) -> None:
    result = _run("list", "--as-of", "2018-05-24", "--rulesets", str(rulesets))
    assert result.output == "old.period  UK  2000-03-01 to 2018-05-24  minor  An older duty\n"
    assert result.exit_code == 0


def test_list_all_gives_every_rule_in_columns(rulesets: Path) -> None:
    assert _run("list", "--all", "--rulesets", str(rulesets)).output.splitlines() == [
        "new.period  EU,UK  EU 2018-05-25 to 2030-12-31; UK from 2018-05-25  major  The storage period is stated",
        "old.period  UK     2000-03-01 to 2018-05-24                         minor  An older duty",
    ]


def test_list_as_json_gives_the_windows(rulesets: Path) -> None:
    (rule,) = json.loads(_run("list", "--format", "json", "--as-of", "2031-01-01", "--rulesets", str(rulesets)).output)
    assert rule["id"] == "new.period"
    assert rule["in_force"]["EU"] == {"from": "2018-05-25", "to": "2030-12-31", "replaced_by": None, "on_day": False}
    assert rule["in_force"]["UK"]["on_day"] is True


def test_a_day_that_is_none_is_wrong_usage(rulesets: Path) -> None:
    assert _run("list", "--as-of", "May", "--rulesets", str(rulesets)).exit_code == 2


def test_list_of_a_regime_gives_the_rules_that_run_under_it_on_the_day(law: Path) -> None:
    new = "new.period  EU,UK  EU 2018-05-25 to 2030-12-31; UK from 2018-05-25  major  The storage period is stated\n"
    old = "old.period  UK  2000-03-01 to 2018-05-24  minor  An older duty\n"

    def listed(*arguments: str) -> str:
        return _run("list", *arguments, "--rulesets", str(law)).output

    assert listed("--regime", "new", "--as-of", "2018-05-25") == new
    assert listed("--regime", "old", "--as-of", "2018-05-24") == old
    assert listed("--regime", "old", "--all") == old


def test_a_regime_without_rules_on_the_day_says_so_and_lists_nothing(law: Path) -> None:
    result = _run("list", "--regime", "old", "--as-of", "2018-05-25", "--rulesets", str(law))
    assert (result.stdout, result.exit_code) == ("", 0)
    assert result.stderr == "no rule runs under old on 2018-05-25\n"
    as_json = _run("list", "--regime", "old", "--as-of", "2018-05-25", "--format", "json", "--rulesets", str(law))
    assert json.loads(as_json.stdout) == []


def test_list_as_json_gives_the_regimes_of_the_day(law: Path) -> None:
    def regimes(*arguments: str) -> list[tuple[str, list[str]]]:
        rules = json.loads(_run("list", *arguments, "--format", "json", "--rulesets", str(law)).output)
        return [(rule["id"], rule["regimes"]) for rule in rules]

    assert regimes("--as-of", "2018-05-25") == [("new.period", ["new"])]
    assert regimes("--all", "--as-of", "2018-05-25") == [("new.period", ["new"]), ("old.period", ["old"])]


def test_an_unknown_regime_names_the_closest(law: Path) -> None:
    error = _run("list", "--regime", "neww", "--rulesets", str(law)).exception
    assert isinstance(error, RulesetError)
    assert (error.where, error.remedy) == ("--regime neww", "did you mean 'new'?")


def test_a_regime_of_rulesets_that_tell_none_says_what_is_missing(rulesets: Path) -> None:
    error = _run("list", "--regime", "new", "--rulesets", str(rulesets)).exception
    assert isinstance(error, RulesetError)
    assert error.remedy == "these rulesets have no regimes.yaml, which says what belongs to which regime"


def test_instruments_shows_days_places_and_source_and_marks_those_in_force(law: Path) -> None:
    assert _run("instruments", "--as-of", "2018-05-24", "--rulesets", str(law)).output.splitlines() == [
        "in force  old_act  UK     2000-03-01 to 2018-05-24  The Old Act. [Old Act s 9]",
        "-         new_act  EU,UK  from 2018-05-25           The New Act. [New Act s 9]",
    ]


def test_show_names_the_instrument_of_a_day_and_the_regimes(law: Path) -> None:
    text = _run("show", "new.period", "--rulesets", str(law)).output
    assert "    - the judgement day is on or after 2018-05-25 (during new_act)\n" in text
    assert "In force, UK: from 2018-05-25\nRegimes: new\nSeverity" in text


def test_show_reads_like_law(rulesets: Path) -> None:
    text = _run("show", "new.period", "--rulesets", str(rulesets)).output
    assert (
        text
        == """\
new.period
The storage period is stated

Provision: New Act s 2
In force, EU: 2018-05-25 to 2030-12-31
In force, UK: from 2018-05-25
Severity: major: People cannot tell.

Applies where
  - all of:
    - at least one of:
      - homes has UK or NL
      - not: homes has no members
    - the judgement day is on or after 2019-01-01

Satisfied where
  - all of:
    - retention is specific
    - homes has none of US

Partly satisfied where
  - retention is vague or specific

Otherwise: a gap
Message, gap: No period.

Remedy: State one.
Sample clause: We keep {data} for {period}.

What the facts mean
  homes: Where the controller is established.
  retention: Quality of the storage period.
"""
    )


def test_show_of_an_unknown_rule_names_the_closest(rulesets: Path) -> None:
    error = _run("show", "new.perod", "--rulesets", str(rulesets)).exception
    assert isinstance(error, RulesetError)
    assert error.remedy == "did you mean 'new.period'?"


def test_lint_of_sound_files_ends_with_0(rulesets: Path) -> None:
    result = _run("lint", str(rulesets))
    assert (result.output, result.exit_code) == ("no problems\n", 0)


def test_lint_prints_every_problem_with_its_reason_and_ends_with_2(rulesets: Path) -> None:
    path = rulesets / "old/period.yaml"
    path.write_text(path.read_text().replace("level: minor", "level: small").replace("when: always", "when: ever"))
    result = _run("lint", str(rulesets))
    assert result.exit_code == 2
    assert result.stdout.splitlines() == [
        "rulesets/old/period.yaml:5:19: 'level' is 'small' (the words are: critical, info, major, minor)",
        "    why: it is one of a few words",
        "rulesets/old/period.yaml:6:7: 'ever' is no condition (write always, or {fact: value})",
        "    why: a condition names a fact and its value",
    ]
    assert result.stderr == "2 problems\n"
