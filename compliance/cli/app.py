"""The Typer application: one module a command group, everything heavy imported inside the commands."""

import os
import sys
from typing import Annotated

os.environ.setdefault("TYPER_USE_RICH", "0")

import typer

from compliance import __version__
from compliance.cli import audit, evaluate, explain, facts
from compliance.cli.rules_commands import app as rules_app
from compliance.errors import ComplianceError, RulesetError

app = typer.Typer(
    name="compliance",
    help="Check privacy policies against the data-protection law of their day and place.",
    epilog="Exit status: 0 done and nothing at or above --fail-on, 1 something is, 2 could not run.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("audit", short_help="Judge policies and report the gaps.")(audit.audit)
app.command("facts", short_help="Show what policies state.")(facts.facts)
app.command("explain", short_help="Show why a rule came out as it did.")(explain.explain)
app.command("evaluate", short_help="Measure against answers of careful readers.")(evaluate.evaluate)
app.add_typer(rules_app, name="rules")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"compliance {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Check privacy policies against the data-protection law of their day and place."""


def main() -> None:
    """Run the command line; an error that a user can mend ends it with a message and status 2."""
    try:
        app()
    except RulesetError as error:
        for problem in error.problems or (error,):
            typer.echo(f"error: {problem}", err=True)
        sys.exit(2)
    except ComplianceError as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stdout = None
        sys.exit(0)
