"""`compliance evaluate`: what the program reads in policies, measured against answers of careful readers."""

import difflib
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import typer

from compliance.cli import options
from compliance.errors import ComplianceError

if TYPE_CHECKING:
    from compliance.evaluation.evaluation import Evaluation
    from compliance.evaluation.run import PolicyResult, Wanted
    from compliance.pipeline import Program

One = TypeVar("One")
Source = Literal["answers", "corpus"]


def evaluate(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER|CORPUS",
            help="Folder of answers (NAME.yaml beside NAME.md or NAME.txt), or labelled policies, one a line (.jsonl).",
            show_default=False,
        ),
    ],
    fact: Annotated[
        str | None,
        typer.Option("--fact", metavar="NAME", help="Show where this fact is missed or found in vain.", show_default=False),
    ] = None,
    branches: Annotated[bool, typer.Option("--branches", help="Show hits and precision of every detector branch.")] = False,
    against: Annotated[
        Path | None,
        typer.Option("--against", metavar="DIR", help="Show what is gained and lost over these rulesets.", show_default=False),
    ] = None,
    record: Annotated[
        bool, typer.Option("--record", help="Keep the figures of each fact as the track record that reports cite.")
    ] = False,
    format_: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print it.")] = "text",
    today: options.TodayOption = None,
    rulesets: options.RulesOption = None,
) -> None:
    """Compare what policies are found to say with what careful readers answered, or with an annotator's labels."""
    from compliance.evaluation.evaluation import evaluation_of
    from compliance.evaluation.json_text import to_json
    from compliance.evaluation.run import Wanted
    from compliance.evaluation.text import to_text

    day = options.today(today)
    kind = _kind(source)
    if record:
        _may_record(kind, rulesets)
    program = options.program(rulesets)
    other = options.program(against) if against else None
    wanted = Wanted(_known(fact, program) if fact else "", branches)
    run = _answers(source, program, other, wanted, day) if kind == "answers" else _corpus(source, program, other, wanted)
    results, failed = run
    if not any(result.checks for result in results):
        raise ComplianceError(str(source), "nothing could be compared", "give NAME.yaml beside NAME.md or NAME.txt, or a corpus")
    if fact and not any(result.places for result in results):
        raise ComplianceError(str(source), f"no answer is about '{fact}'", "see the facts asked by leaving out --fact")
    evaluation = evaluation_of(kind, results, wanted, program.ruleset, other is not None)
    text = to_json(evaluation, program.ruleset.versions) if format_ == "json" else to_text(evaluation)
    typer.echo(text)
    if record:
        _record(evaluation, program, day, failed)
    raise typer.Exit(2 if failed else 0)


def _kind(source: Path) -> Source:
    """What `source` holds. Raises ComplianceError where it is neither."""
    if source.is_dir():
        return "answers"
    if not source.exists():
        raise ComplianceError(str(source), "there is no such file or folder", "check the path and its spelling")
    if source.suffix != ".jsonl":
        raise ComplianceError(str(source), "this is neither a folder nor a .jsonl corpus", "give the folder of the answers")
    return "corpus"


def _may_record(kind: Source, rulesets: Path | None) -> None:
    """A usage error where the figures would not be those of what ships with the program."""
    if rulesets:
        raise typer.BadParameter("the record is that of the built-in rulesets: leave out --rulesets", param_hint="--record")
    if kind == "corpus":
        raise typer.BadParameter("labels say less than answers: name a folder of answers", param_hint="--record")


def _record(evaluation: "Evaluation", program: "Program", day: date, failed: bool) -> None:
    """Write the track record, unless a policy is missing from it."""
    from compliance import track_record
    from compliance.evaluation.record import record_from

    if failed:
        typer.echo("note: not recorded, because not every policy could be compared", err=True)
        return
    track_record.write_record(track_record.PATH, record_from(evaluation, program.ruleset, day))
    typer.echo(f"recorded in {track_record.PATH}", err=True)


def _known(fact: str, program: "Program") -> str:
    names = program.ruleset.facts
    if fact not in names:
        close = difflib.get_close_matches(fact, names, 1)
        hint = f"; did you mean {close[0]}?" if close else ""
        raise typer.BadParameter(f"there is no fact '{fact}'{hint}", param_hint="--fact")
    return fact


def _answers(
    folder: Path, program: "Program", other: "Program | None", wanted: "Wanted", today: date
) -> "tuple[list[PolicyResult], bool]":
    from compliance.evaluation.answers import answer_files, read_answers
    from compliance.evaluation.run import evaluate_answers
    from compliance.report.words import visible

    pairs, alone = answer_files(folder)
    for path in alone:
        typer.echo(f"note: {path}: left out, no {path.stem}.txt or {path.stem}.md stands beside it", err=True)

    def one(pair: tuple[Path, Path]) -> "PolicyResult":
        result = evaluate_answers(program, read_answers(*pair), today, wanted, other)
        for note in result.notes:
            typer.echo(f"note: {pair[0]}: {visible(note)}", err=True)
        return result

    return _each(pairs, one)


def _corpus(path: Path, program: "Program", other: "Program | None", wanted: "Wanted") -> "tuple[list[PolicyResult], bool]":
    from compliance.evaluation.corpus import LabelledPolicy, read_corpus
    from compliance.evaluation.run import evaluate_labels

    policies = read_corpus(path)
    facts = frozenset().union(*(policy.facts for policy in policies))

    def one(policy: LabelledPolicy) -> "PolicyResult":
        return evaluate_labels(program, policy, facts, wanted, other)

    return _each(policies, one)


def _each(items: Sequence[One], evaluate_one: "Callable[[One], PolicyResult]") -> "tuple[list[PolicyResult], bool]":
    """The result of each item, and whether one failed; a progress bar where a terminal watches."""
    results: list[PolicyResult] = []
    failed = False
    bar: Any = nullcontext(items)
    if sys.stderr.isatty():
        bar = typer.progressbar(items, label="Evaluating", file=sys.stderr, show_pos=True)
    with bar as watched:
        for item in watched:
            try:
                results.append(evaluate_one(item))
            except ComplianceError as error:
                typer.echo(f"error: {error}", err=True)
                failed = True
    return results, failed
