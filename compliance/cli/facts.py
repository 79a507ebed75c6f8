"""`compliance facts`: what policies state, without judging them."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from compliance.cli import options
from compliance.errors import ComplianceError

if TYPE_CHECKING:
    from compliance.model import Fact, PolicyDocument

Format = Literal["text", "html", "jsonl"]
Render = Callable[["PolicyDocument", "tuple[Fact, ...]"], str]

WIDEST = 120


def facts(
    policies: options.Policies,
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="text and html show the policy with its evidence marked; jsonl is one line a policy, in the order given.",
            show_default="text on a terminal, else jsonl",
        ),
    ] = None,
    rulesets: options.RulesOption = None,
) -> None:
    """Show what policies state, each fact with the words that prove it."""
    wanted = format_ or ("text" if sys.stdout.isatty() else "jsonl")
    if wanted == "html" and len(policies) > 1:
        raise typer.BadParameter("html is one page: give one policy at a time", param_hint="--format")
    render = _renderer(wanted)
    program = options.program(rulesets)
    status = 0
    for path in policies:
        try:
            document = options.read(path)
            text = render(document, program.vocabulary(program.facts(document)))
        except ComplianceError as error:
            typer.echo(f"error: {error}", err=True)
            status = 2
            continue
        sys.stdout.write(text)
        sys.stdout.flush()
    raise typer.Exit(status)


def _renderer(format_: Format) -> Render:
    """What turns a policy and its facts into the text to print."""
    if format_ == "html":
        from compliance.report.facts_html import to_html

        return to_html
    if format_ == "text":
        from compliance.report.facts_text import to_text

        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        width = min(shutil.get_terminal_size((100, 24)).columns, WIDEST)
        return lambda document, found: to_text(document, found, colour, width)
    from compliance.report.json_report import facts_line

    return lambda document, found: json.dumps(facts_line(document, found), ensure_ascii=False) + "\n"
