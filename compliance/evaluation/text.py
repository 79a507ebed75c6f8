"""An evaluation in lines, for whoever tunes. Words of policies are made visible, so that none can drive a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from compliance.evaluation.change import Change, Turn
from compliance.evaluation.checks import Fault
from compliance.evaluation.evaluation import Evaluation
from compliance.evaluation.figures import LabelTotal, Share, shares
from compliance.evaluation.places import BranchFigures, FactPlaces, Passage
from compliance.report.words import shorten, visible

QUOTE = 300
_NAME = 26
_FAULTS: tuple[Fault, ...] = ("missed", "wrongly stated", "other value")


def to_text(evaluation: Evaluation) -> str:
    """The figures, the last line the total; or, where one fact, the branches or a change are asked for, these before it."""
    lines: list[str] = []
    special = bool(evaluation.wanted.fact or evaluation.wanted.branches or evaluation.change)
    if not special:
        lines += [*_policies(evaluation), "", *_facts(evaluation), ""]
    if evaluation.wanted.fact:
        lines += [*_one_fact(evaluation), ""]
    if evaluation.wanted.branches:
        lines += [*_branches(evaluation.branches), ""]
    if evaluation.change:
        lines += [*_change(evaluation.change), ""]
        if not evaluation.wanted.fact:
            lines.append(_total("before", evaluation.shares_against, evaluation.total_against))
    lines.append(_total("total", evaluation.shares, evaluation.total))
    return "\n".join(lines)


def _total(name: str, shares: dict[str, Share], total: LabelTotal | None) -> str:
    if total is None:
        figures = "  ".join(f"{figure} {share.right}/{share.asked} = {share.ratio:.3f}" for figure, share in shares.items())
        return f"{name:{_NAME}} {figures}"
    document = "not measured" if total.document is None else f"{total.document:.3f}"
    return (
        f"{name}: document {document} over {total.counted} facts, passage {total.passage:.3f} over {total.facts} facts"
        " (* fewer than 5 policies in a class: not counted)"
    )


def _policies(evaluation: Evaluation) -> Iterator[str]:
    if evaluation.source == "answers":
        for result in evaluation.results:
            figures = (f"{figure} {share.right}/{share.asked}" for figure, share in shares(result.checks).items())
            yield f"{visible(result.policy):{_NAME}} {'  '.join(figures)}"
    else:
        yield f"policies: {len(evaluation.results)}"


def _facts(evaluation: Evaluation) -> list[str]:
    if evaluation.source == "corpus":
        head = ["", "fact", "document", "passage", "stated", "policies", "missed", "wrongly stated"]
        rows = [
            [
                "" if row.counted else "*",
                visible(row.fact),
                f"{row.document:.3f}",
                f"{row.passage:.3f}",
                *_numbers(row.stated, row.policies, row.missed, row.wrongly_stated),
            ]
            for row in evaluation.labels
        ]
        return _table([head, *rows], words=2)
    head = ["fact", "right", "asked", "missed", "wrongly stated", "other value", "evidence"]
    rows = [
        [visible(row.fact), *_numbers(row.right, row.asked, row.missed, row.wrongly_stated, row.other_value), _of(row.evidence)]
        for row in evaluation.facts
    ]
    return _table([head, *rows], words=1)


def _of(share: Share) -> str:
    return f"{share.right}/{share.asked}" if share.asked else "–"


def _ratio(number: float | None) -> str:
    return "–" if number is None else f"{number:.2f}"


def _numbers(*numbers: int) -> list[str]:
    return [str(number) for number in numbers]


def _branches(figures: Sequence[BranchFigures]) -> list[str]:
    head = ["fact", "branch", "hits", "right", "elsewhere", "false", "precision", "policies"]
    rows = [
        [row.fact, row.branch, *_numbers(row.hits, row.right, row.elsewhere, row.false), _ratio(row.precision), str(row.policies)]
        for row in figures
    ]
    return _table([head, *rows], words=2)


def _one_fact(evaluation: Evaluation) -> Iterator[str]:
    places = evaluation.places
    faults = [place.fault for place in places]
    counts = "".join(f", {faults.count(fault)} {fault}" for fault in _FAULTS if fault in faults)
    all_places, finds = sum(place.places for place in places), sum(place.finds for place in places)
    overlooked, astray = (sum(len(getattr(place, side)) for place in places) for side in ("overlooked", "astray"))
    yield f"{evaluation.wanted.fact}: {faults.count('')} of {len(faults)} right{counts}"
    yield f"{all_places - overlooked} of {all_places} places of the answers found; {astray} of {finds} finds at none of them"
    for place in places:
        if place.differs:
            yield ""
            yield from _fact_in_policy(place)


def _fact_in_policy(place: FactPlaces) -> Iterator[str]:
    values = f": said {visible(place.said)}, should be {visible(place.expected)}" if place.fault else f": {visible(place.said)}"
    yield f"{visible(place.policy)}: {place.fault or 'right'}{values}"
    for passage in place.overlooked:
        yield f"  not found  {_quoted(passage)}"
    for passage in place.astray:
        yield f"  astray     {_quoted(passage)}"
    if place.near and place.fault == "missed":
        yield f"  near       {_quoted(place.near)}: {visible(place.near_why)}"


def _quoted(passage: Passage) -> str:
    branch = f" [{passage.branch}]" if passage.branch else ""
    return f"line {passage.line}{branch} “{shorten(passage.text, QUOTE)}”"


def _change(turned: Change) -> Iterator[str]:
    yield f"gained {len(turned.gained)}, lost {len(turned.lost)}"
    yield from (_turn("+", turn) for turn in turned.gained)
    yield from (_turn("-", turn) for turn in turned.lost)


def _turn(sign: str, turn: Turn) -> str:
    what = " ".join(part for part in (turn.kind, turn.subject) if part)
    return visible(f"{sign} {turn.policy}  {what}: {turn.before} -> {turn.now} (should be {turn.expected})")


def _table(rows: Iterable[Sequence[str]], words: int) -> list[str]:
    """Rows in columns: the first `words` to the left, the others, which are numbers, to the right."""
    listed = list(rows)
    widths = [max(len(row[column]) for row in listed) for column in range(len(listed[0]))]
    return ["  ".join(_cells(row, widths, words)).rstrip() for row in listed]


def _cells(row: Sequence[str], widths: Sequence[int], words: int) -> Iterator[str]:
    for column, (text, width) in enumerate(zip(row, widths, strict=True)):
        yield text.ljust(width) if column < words else text.rjust(width)
