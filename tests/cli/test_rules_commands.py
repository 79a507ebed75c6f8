"""`compliance rules list`, `show` and `lint`."""

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
