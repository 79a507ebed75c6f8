"""`compliance audit`: judge policies and write reports."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from compliance.cli import options
from compliance.cli.output import FORMATS, TO_STDOUT, Destination, print_report, render
from compliance.errors import ComplianceError

if TYPE_CHECKING:
    from compliance.model import Assessment

FAIL_ON = ("none", "critical", "major", "minor", "info", "review")


def audit(
    policies: options.Policies,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="F,F",
            help=f"Formats, separated by commas: {', '.join(FORMATS)}.",
            show_default="text; pdf with --output",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="DIR", help="Folder for the reports; made if missing.", show_default="standard output"),
    ] = None,
    as_of: options.AsOfOption = None,
    issued: Annotated[
        str | None, typer.Option("--issued", metavar="DATE", help="The report's date.", show_default="today")
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option("--fail-on", metavar="LEVEL", help=f"Exit with 1 for gaps of this severity or worse: {', '.join(FAIL_ON)}."),
    ] = "critical",
    then_and_now: Annotated[
        bool,
        typer.Option("--then-and-now", help="Put today's law beside the law of the judged day, requirement by requirement."),
    ] = False,
    force: options.ForceOption = False,
    today: options.TodayOption = None,
    rulesets: options.RulesOption = None,
) -> None:
    """Judge policies by the law of their day and place, and report the gaps."""
    formats = _formats(format_, output)
    if fail_on not in FAIL_ON:
        raise typer.BadParameter(f"'{fail_on}' is no level; choose from {', '.join(FAIL_ON)}", param_hint="--fail-on")
    if output is None and len(policies) > 1 and formats != ["text"]:
        raise typer.BadParameter(f"several policies as {formats[0]} need a folder: give --output DIR", param_hint="--format")
    if output is None and formats == ["pdf"] and sys.stdout.isatty():
        raise typer.BadParameter(
            "a PDF is no text for a terminal: give --output DIR or redirect the output", param_hint="--format"
        )
    day, wanted = options.today(today), options.as_of(as_of)
    issue_day = options.day_of(issued, "--issued") if issued else None
    program = options.program(rulesets)
    destination = Destination(output) if output else None
    status = 0
    with _progress(policies, output) as paths:
        for path in paths:
            try:
                document = options.read(path, force)
                assessment = program.assess(document, day, wanted, issue_day, then_and_now=then_and_now)
                _deliver(assessment, formats, destination)
                status = max(status, int(_fails(assessment, fail_on)))
            except ComplianceError as error:
                typer.echo(f"error: {error}", err=True)
                status = 2
    raise typer.Exit(status)


def _formats(value: str | None, output: Path | None) -> list[str]:
    formats = [name.strip() for name in (value or ("pdf" if output else "text")).split(",") if name.strip()]
    for name in formats:
        if name not in FORMATS:
            raise typer.BadParameter(f"'{name}' is no format; choose from {', '.join(FORMATS)}", param_hint="--format")
    if output is None and len(formats) != 1:
        raise typer.BadParameter("standard output takes one format: give --output DIR for several", param_hint="--format")
    return list(dict.fromkeys(formats))


def _progress(policies: list[str], output: Path | None) -> Any:
    """A progress bar over many policies where a terminal watches, else the bare list."""
    if output is None or len(policies) < 2 or not sys.stderr.isatty():
        return nullcontext(policies)
    return typer.progressbar(policies, label="Auditing", file=sys.stderr, show_pos=True, item_show_func=lambda path: path or "")


def _deliver(assessment: "Assessment", formats: Iterable[str], destination: Destination | None) -> None:
    reports: Iterator[tuple[str, bytes]] = ((name, render(name, assessment)) for name in formats)
    if destination is None:
        for name, content in reports:
            print_report(assessment) if name in TO_STDOUT else sys.stdout.buffer.write(content)
        return
    written = [destination.write(assessment.document.path, name, content) for name, content in list(reports)]
    counts = f"{assessment.count('gap')} gaps, {assessment.count('partial')} partial, {assessment.count('review')} to review"
    typer.echo(f"{assessment.document.path}: {assessment.rating.replace('_', ' ')} ({counts}) -> {', '.join(map(str, written))}")


def _fails(assessment: "Assessment", fail_on: str) -> bool:
    """Whether something stands at or above the level."""
    from compliance.model import LEVELS

    if fail_on == "none":
        return False
    if fail_on == "review" and assessment.count("review"):
        return True
    levels = LEVELS if fail_on == "review" else LEVELS[: LEVELS.index(fail_on) + 1]
    return any(finding.outcome == "gap" and finding.severity in levels for finding in assessment.findings)
