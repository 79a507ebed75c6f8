"""`compliance facts`: what policies state, without judging them."""

import json
import sys
from typing import Annotated

import typer

from compliance.cli import options
from compliance.errors import ComplianceError


def facts(
    policies: options.Policies,
    format_: Annotated[str, typer.Option("--format", metavar="FORMAT", help="jsonl: one line a policy, in the order given.")] = "jsonl",
    rulesets: options.RulesOption = None,
) -> None:
    """Print what policies state, each fact with the words that prove it."""
    if format_ != "jsonl":
        raise typer.BadParameter(f"'{format_}' is no format; the only one is jsonl", param_hint="--format")
    from compliance.report.json_report import facts_line

    program = options.program(rulesets)
    status = 0
    for path in policies:
        try:
            document = options.read(path)
            line = facts_line(document, program.vocabulary(program.facts(document)))
        except ComplianceError as error:
            typer.echo(f"error: {error}", err=True)
            status = 2
            continue
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    raise typer.Exit(status)
