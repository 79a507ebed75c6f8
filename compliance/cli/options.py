"""Options that several commands share, and the reading of their values."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from compliance.errors import PolicyError

if TYPE_CHECKING:
    from compliance.dating import AsOf
    from compliance.model import PolicyDocument
    from compliance.pipeline import Program

Policies = Annotated[
    list[str], typer.Argument(metavar="POLICY", help="Policy files: .txt, .md, .html, .pdf or .docx.", show_default=False)
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Judge by the law of this day (YYYY-MM-DD), or of: today, stated, captured.",
        show_default=False,
    ),
]
TodayOption = Annotated[
    str | None,
    typer.Option("--today", metavar="DATE", help="The date to take as today, for repeatable runs.", show_default="the clock's"),
]
RulesOption = Annotated[
    Path | None,
    typer.Option(
        "--rulesets", metavar="DIR", help="Folder of rulesets to use in place of the built-in ones.", show_default=False
    ),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Judge a text even if it does not look like a privacy policy.")]


def day_of(value: str, option: str) -> date:
    """The date that `value` writes as YYYY-MM-DD; a usage error names the option otherwise."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"'{value}' is no date; write it as YYYY-MM-DD", param_hint=option) from None


def as_of(value: str | None) -> "AsOf":
    """What `--as-of` asks for."""
    names: dict[str, Literal["today", "stated", "captured"]] = {"today": "today", "stated": "stated", "captured": "captured"}
    if value is None or value in names:
        return names[value] if value else None
    return day_of(value, "--as-of")


def today(value: str | None) -> date:
    """Today, by `--today` or by the clock."""
    return day_of(value, "--today") if value else date.today()


def program(directory: Path | None) -> "Program":
    """The program with the built-in rulesets, or those of `directory`."""
    from compliance.pipeline import Program
    from compliance.resources import rulesets_dir

    return Program.load(directory or rulesets_dir())


def read(path: str, force: bool = True) -> "PolicyDocument":
    """The policy at `path`; raises PolicyError where it cannot be read or, unless `force`, is no privacy policy."""
    from compliance.ingest import looks_like_policy, read_policy

    document = read_policy(path)
    if not force:
        fits, why = looks_like_policy(document)
        if not fits:
            raise PolicyError(path, f"this does not look like a privacy policy: {why}", "judge it anyway with --force")
    return document
