"""`compliance rules test`: runs the cases that stand beside rules, derived facts and detectors."""

import difflib
from typing import TYPE_CHECKING, Annotated

import typer

from compliance.cli import options
from compliance.errors import RulesetError

if TYPE_CHECKING:
    from compliance.pipeline import Program


def run_tests(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[ID...]", help="Rules or facts to test.", show_default="all")
    ] = None,
    rulesets: options.RulesOption = None,
) -> None:
    """Run the cases of rules and facts; print each that fails with what was expected and got. Status 1 where one does."""
    from compliance.cases import run_cases

    program = options.program(rulesets)
    _check(program, names or [])
    passed = failed = 0
    for result in run_cases(program, names or []):
        if result.passed:
            passed += 1
            continue
        failed += 1
        typer.echo(f"{result.place}: {result.subject}: {result.case}\n    {result.failure}")
    typer.echo(f"{passed} passed, {failed} failed")
    if not passed + failed:
        raise RulesetError("rules test", "no case was run", "give the rules cases, or name other rules")
    raise typer.Exit(1 if failed else 0)


def _check(program: "Program", names: list[str]) -> None:
    """Raises RulesetError for a name that is no rule and no fact."""
    known = [*program.ruleset.rules, *program.ruleset.facts]
    for name in names:
        if name not in known:
            close = difflib.get_close_matches(name, known, 1)
            raise RulesetError(
                name,
                "there is no such rule or fact",
                f"did you mean {close[0]}?" if close else "see `compliance rules list --all`",
            )
