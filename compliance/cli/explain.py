"""`compliance explain`: why a rule came out as it did, down to the sentence."""

import difflib
from typing import Annotated

import typer

from compliance.cli import options
from compliance.errors import RulesetError


def explain(
    policy: Annotated[str, typer.Argument(metavar="POLICY", help="Policy file.", show_default=False)],
    rule: Annotated[
        str, typer.Argument(metavar="RULE", help="Id of a rule, as `compliance rules list` prints it.", show_default=False)
    ],
    full: Annotated[bool, typer.Option("--full", help="Show also the conditions that did not decide.")] = False,
    as_of: options.AsOfOption = None,
    today: options.TodayOption = None,
    rulesets: options.RulesOption = None,
) -> None:
    """Print the proof tree of one rule on one policy: sentence, fact, derived facts, rule, provision."""
    program = options.program(rulesets)
    if rule not in program.ruleset.rules:
        close = difflib.get_close_matches(rule, program.ruleset.rules, 1)
        raise RulesetError(
            rule, "there is no such rule", f"did you mean {close[0]}?" if close else "see `compliance rules list --all`"
        )
    document = options.read(policy)
    typer.echo(program.explain(document, rule, options.today(today), options.as_of(as_of), full=full))
