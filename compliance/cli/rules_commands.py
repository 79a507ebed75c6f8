"""`compliance rules`: what the rules say, and whether the rule files are sound."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from compliance.cli import options
from compliance.cli.rules_cases import run_tests

if TYPE_CHECKING:
    from compliance.ruleset import Rule, Ruleset

app = typer.Typer(help="List, show and check the rules.", no_args_is_help=True, rich_markup_mode=None)

app.command("test")(run_tests)

_GAP = "  "


@app.command("list")
def list_rules(
    every: Annotated[bool, typer.Option("--all", help="Also the rules not in force on the day.")] = False,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Rules in force on this day (YYYY-MM-DD).", show_default="today")
    ] = None,
    format_: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print them.")] = "text",
    rulesets: options.RulesOption = None,
) -> None:
    """List the rules in force on a day, or all of them."""
    day = options.day_of(as_of, "--as-of") if as_of else date.today()
    rules = [rule for rule in _load(rulesets).rules.values() if every or _in_force(rule, day)]
    typer.echo(json.dumps([_record(rule, day) for rule in rules], indent=2) if format_ == "json" else _table(rules))


@app.command("show")
def show_rule(
    rule: Annotated[
        str, typer.Argument(metavar="ID", help="Id of a rule, as `compliance rules list --all` prints it.", show_default=False)
    ],
    rulesets: options.RulesOption = None,
) -> None:
    """Print one rule: provision, window, severity, conditions in words, messages, remedy, sources."""
    from compliance.cli.rule_words import show
    from compliance.errors import RulesetError
    from compliance.rules.problem import did_you_mean

    ruleset = _load(rulesets)
    if rule not in ruleset.rules:
        raise RulesetError(rule, "there is no such rule", did_you_mean(rule, ruleset.rules, "rules"))
    typer.echo(show(ruleset.rules[rule], ruleset.facts))


@app.command("lint")
def lint_rules(
    path: Annotated[
        Path | None, typer.Argument(metavar="[PATH]", help="Folder of rulesets.", show_default="the built-in ones")
    ] = None,
) -> None:
    """Check every rule file; print each problem with its place and how to mend it. Status 2 where there is one."""
    from compliance.resources import rulesets_dir
    from compliance.rules import lint

    problems = lint(path or rulesets_dir())
    for problem in problems:
        typer.echo(str(problem))
        typer.echo(f"    why: {problem.why}")
    if problems:
        typer.echo(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}", err=True)
        raise typer.Exit(2)
    typer.echo("no problems")


def _load(directory: Path | None) -> "Ruleset":
    from compliance.resources import rulesets_dir
    from compliance.rules import load_rulesets

    return load_rulesets(directory or rulesets_dir())


def _in_force(rule: "Rule", day: date) -> bool:
    return any(window.covers(day) for window in rule.windows.values())


def _record(rule: "Rule", day: date) -> dict[str, object]:
    return {
        "id": rule.id,
        "title": rule.title,
        "provision": rule.provision,
        "jurisdictions": list(rule.jurisdictions),
        "in_force": {
            name: {
                "from": window.start.isoformat() if window.start else None,
                "to": window.end.isoformat() if window.end else None,
                "replaced_by": window.replaced_by or None,
                "on_day": window.covers(day),
            }
            for name, window in rule.windows.items()
        },
        "severity": rule.severity.level,
    }


def _table(rules: list["Rule"]) -> str:
    from compliance.cli.rule_words import windows_words

    rows = [(rule.id, ",".join(rule.jurisdictions), windows_words(rule), rule.severity.level, rule.title) for rule in rules]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(4)]
    return "\n".join(
        _GAP.join([*(cell.ljust(width) for cell, width in zip(row[:4], widths, strict=True)), row[4]]) for row in rows
    )
