"""The result in short, as page one shows it: rating, counts and the gaps that matter."""

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.model import LEVELS, OUTCOMES, Assessment, Finding, Level, Outcome, Rating
from compliance.report import words
from compliance.report.finding_view import FindingView

MATTERS = 8
"""Gaps that page one lists at most."""

GRAVE: tuple[Level, ...] = ("critical", "major")


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings have an outcome, in all and by severity (no severities where they say nothing)."""

    outcome: Outcome
    word: str
    total: int
    detail: str
    by_level: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ResultView:
    """The rating with its scale and rule, a sentence, a table of counts, and the gravest gaps (`more` are not shown)."""

    rating: Rating
    word: str
    why: str
    scale: tuple[tuple[str, str], ...]
    headline: str
    levels: tuple[str, ...]
    counts: tuple[Count, ...]
    matters: tuple[FindingView, ...]
    more: int


def result_view(assessment: Assessment, gaps: Sequence[FindingView]) -> ResultView:
    """The result of `assessment`, whose gaps as shown are `gaps`, gravest first."""
    matters = tuple(gap for gap in gaps if gap.level in GRAVE)
    return ResultView(
        rating=assessment.rating,
        word=words.RATING[assessment.rating],
        why=assessment.rating_why,
        scale=tuple((key, word.removesuffix(" assurance")) for key, word in words.RATING.items() if key != "not_rated"),
        headline=headline(assessment.findings),
        levels=tuple(words.LEVEL[level] for level in LEVELS),
        counts=tuple(_count(assessment.findings, outcome) for outcome in OUTCOMES),
        matters=matters[:MATTERS],
        more=max(0, len(matters) - MATTERS),
    )


def headline(findings: Sequence[Finding]) -> str:
    """The result in one sentence: how many gaps and of what gravity."""
    gaps = [finding for finding in findings if finding.outcome == "gap"]
    rules = f"{words.plural(len(findings), 'rule')} in force"
    if not findings:
        return "No rule was in force for this policy, so nothing was found for or against it."
    if not gaps:
        return f"No gap was found under {rules}."
    return f"{words.plural(len(gaps), 'gap')} under {rules}: {words.listing(_grades(gaps))}."


def _count(findings: Sequence[Finding], outcome: Outcome) -> Count:
    found = [finding for finding in findings if finding.outcome == outcome]
    told = outcome in ("gap", "partial", "review")
    by_level = tuple(sum(finding.severity == level for finding in found) for level in LEVELS) if told else ()
    word = "Gaps" if outcome == "gap" else words.OUTCOME[outcome]
    return Count(outcome, word, len(found), ", ".join(_grades(found)) if told else "", by_level)


def _grades(findings: Sequence[Finding]) -> list[str]:
    """`1 critical`, `2 major` ... of the severities that occur."""
    numbers = [(sum(finding.severity == level for finding in findings), level) for level in LEVELS]
    named = [(number, words.LEVEL[level].lower(), "s" if level == "info" and number > 1 else "") for number, level in numbers]
    return [f"{number} {word}{plural}" for number, word, plural in named if number]
