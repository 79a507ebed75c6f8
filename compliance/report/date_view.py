"""How much of the result depends on a day that is not known: for texts without an exact date."""

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.model import Assessment
from compliance.report import words
from compliance.report.finding_view import FindingView


@dataclass(frozen=True, slots=True)
class Dependence:
    """The findings that hold only on some of the days: `days` in words, and the findings by number."""

    days: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class DateView:
    """`summary` is one or two sentences for page one, empty where the day is known."""

    summary: str
    dependences: tuple[Dependence, ...]


def date_view(assessment: Assessment, shown: Sequence[FindingView]) -> DateView:
    """What depends on the date among `shown`, the gaps, partly met and open points as numbered."""
    if not assessment.candidates:
        return DateView("", ())
    grouped: dict[str, list[FindingView]] = {}
    for finding in shown:
        if finding.conditional:
            grouped.setdefault(finding.conditional, []).append(finding)
    return DateView(_summary(assessment, shown), tuple(Dependence(days, tuple(found)) for days, found in grouped.items()))


def _summary(assessment: Assessment, shown: Sequence[FindingView]) -> str:
    first, last = words.long_date(assessment.candidates[0].start), words.long_date(assessment.candidates[-1].end)
    known = "the text gives no date" if assessment.judgement.source == "today" else "the text gives no exact date"
    gaps = [finding for finding in shown if finding.outcome == "gap"]
    depend = sum(bool(gap.conditional) for gap in gaps)
    if not any(finding.conditional for finding in shown):
        return f"Nothing: {known}, but every gap and open point is the same on each day from {first} to {last}."
    others = sum(bool(finding.conditional) for finding in shown) - depend
    parts = [f"{depend} of {words.plural(len(gaps), 'gap')}"] if gaps else []
    if others:
        rest = len(shown) - len(gaps)
        parts.append(f"{others} of {words.plural(rest, 'other point')}")
    does = "hold" if depend + others > 1 else "holds"
    span = f"{known}, and may stem from any day from {first} to {last}"
    return f"{words.listing(parts).capitalize()} {does} on some days only: {span}."
