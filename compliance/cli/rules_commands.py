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
    regime: Annotated[
        str | None,
        typer.Option(
            "--regime",
            metavar="REGIME",
            help="Only rules that run under this law: dpa1998, pecr, dpa2018, eu_gdpr, uk_gdpr, directive_national or"
            " eprivacy_national.",
            show_default=False,
        ),
    ] = None,
    rulesets: options.RulesOption = None,
) -> None:
    """List the rules in force on a day, or all of them; with --regime those that belong to one law, in its places and time."""
    from compliance.rules.regimes import regimes_of

    day = options.day_of(as_of, "--as-of") if as_of else date.today()
    ruleset = _load(rulesets)
    if regime is not None:
        _need_regime(regime, ruleset)
    in_force = [rule for rule in ruleset.rules.values() if every or _in_force(rule, day)]
    under = {rule.id: regimes_of(rule, ruleset.regimes, None if every else day) for rule in in_force}
    rules = [rule for rule in in_force if regime is None or regime in under[rule.id]]
    if format_ == "json":
        typer.echo(json.dumps([{**_record(rule, day), "regimes": list(under[rule.id])} for rule in rules], indent=2))
    elif rules or regime is None:
        typer.echo(_table(rules))
    if regime is not None and not rules:
        typer.echo(f"no rule runs under {regime}" + ("" if every else f" on {day}"), err=True)


@app.command("instruments")
def list_instruments(
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="Mark those in force on this day (YYYY-MM-DD).", show_default="today"),
    ] = None,
    rulesets: options.RulesOption = None,
) -> None:
    """List the instruments that conditions lean on (acts, transfer frameworks, clauses, decisions) with days and sources."""
    from compliance.cli.rule_words import window_words

    day = options.day_of(as_of, "--as-of") if as_of else date.today()
    typer.echo(
        _columns(
            [
                (
                    "in force" if one.window.covers(day) else "-",
                    one.name,
                    ",".join(one.places),
                    window_words(one.window),
                    f"{one.means} [{one.source}]",
                )
                for one in _load(rulesets).instruments.values()
            ]
        )
    )


@app.command("show")
def show_rule(
    rule: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A rule, as `compliance rules list --all` prints it, or a fact (`rules facts`).",
            show_default=False,
        ),
    ],
    rulesets: options.RulesOption = None,
) -> None:
    """Print one rule (provision, window, severity, conditions in words, remedy, sources) or one fact (what counts)."""
    from compliance.cli.fact_pages import fact_text
    from compliance.cli.rule_words import show
    from compliance.errors import RulesetError
    from compliance.rules.problem import did_you_mean
    from compliance.rules.regimes import regimes_of

    ruleset = _load(rulesets)
    if rule in ruleset.facts:
        typer.echo(fact_text(ruleset.facts[rule]))
        return
    if rule not in ruleset.rules:
        known = ruleset.rules if "." in rule else [*ruleset.rules, *ruleset.facts]
        raise RulesetError(rule, "there is no such rule or fact", did_you_mean(rule, known, "rules"))
    found = ruleset.rules[rule]
    typer.echo(show(found, ruleset.facts, regimes_of(found, ruleset.regimes)))


@app.command("facts")
def list_facts(
    format_: Annotated[
        Literal["text", "markdown"],
        typer.Option("--format", help="One line a fact, or the reference part of docs/extraction.md."),
    ] = "text",
    every: Annotated[bool, typer.Option("--all", help="Also what is concluded, and what detectors only build on.")] = False,
    rulesets: options.RulesOption = None,
) -> None:
    """List the facts that are read from a policy, with what each asks."""
    from compliance.cli.fact_pages import fact_markdown

    facts = [fact for _, fact in sorted(_load(rulesets).facts.items()) if every or not (fact.helper or fact.derived)]
    if format_ == "markdown":
        typer.echo("\n\n".join(map(fact_markdown, facts)))
    else:
        width = max((len(fact.name) for fact in facts), default=0)
        typer.echo("\n".join(f"{fact.name.ljust(width)}{_GAP}{fact.means}" for fact in facts))


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


def _need_regime(regime: str, ruleset: "Ruleset") -> None:
    from compliance.errors import RulesetError
    from compliance.rules.problem import did_you_mean

    if not ruleset.regimes:
        mend = "these rulesets have no regimes.yaml, which says what belongs to which regime"
        raise RulesetError(f"--regime {regime}", "there are no regimes", mend)
    if regime not in ruleset.regimes:
        raise RulesetError(f"--regime {regime}", "there is no such regime", did_you_mean(regime, ruleset.regimes, "regimes"))


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

    return _columns(
        [(rule.id, ",".join(rule.jurisdictions), windows_words(rule), rule.severity.level, rule.title) for rule in rules]
    )


def _columns(rows: list[tuple[str, str, str, str, str]]) -> str:
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(4)]
    return "\n".join(
        _GAP.join([*(cell.ljust(width) for cell, width in zip(row[:4], widths, strict=True)), row[4]]) for row in rows
    )
