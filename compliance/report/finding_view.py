"""How one finding is shown: number, words for its outcome and gravity, quotes cut to a readable length, what was searched."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from compliance.model import Evidence, Finding, PolicyDocument
from compliance.report import words

QUOTE = 420
"""Characters of a quote shown; the JSON has it whole."""

QUOTES = 4
"""Quotes a finding shows; further ones are named by their lines."""

BRIEF = 130
"""Characters of a message on page one."""

TITLES = 6
_END = re.compile(r"(?<=[^.\s]{3}[.?!])\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the policy and where they stand."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding for the templates; `number` is empty where findings of its outcome are only listed."""

    number: str
    anchor: str
    rule: str
    title: str
    provision: str
    outcome: str
    outcome_word: str
    level: str
    level_word: str
    level_why: str
    message: str
    brief: str
    remedy: str
    clause: str
    quotes: tuple[Quote, ...]
    more_quotes: str
    searched: str
    near: Quote | None
    near_why: str
    because: tuple[str, ...]
    conditional: str


def finding_views(findings: Iterable[Finding], document: PolicyDocument, letter: str) -> tuple[FindingView, ...]:
    """The findings in the order given, numbered `letter`1, `letter`2 ... unless `letter` is empty."""
    return tuple(_view(finding, document, f"{letter}{i}" if letter else "") for i, finding in enumerate(findings, start=1))


def quote_of(evidence: Evidence, limit: int = QUOTE) -> Quote:
    """The words as shown, and their line (and page, where the file has pages)."""
    page = f"page {evidence.page}, " if evidence.page is not None else ""
    return Quote(words.shorten(evidence.quote, limit), f"{page}line {evidence.line}")


def _view(finding: Finding, document: PolicyDocument, number: str) -> FindingView:
    miss = finding.nearest_miss
    return FindingView(
        number=number,
        anchor=f"{'today' if number.startswith('T') else 'finding'}-{finding.rule}",
        rule=finding.rule,
        title=words.visible(finding.title),
        provision=words.visible(finding.provision),
        outcome=finding.outcome,
        outcome_word=words.OUTCOME[finding.outcome],
        level=finding.severity,
        level_word=words.LEVEL[finding.severity],
        level_why=words.visible(finding.severity_why),
        message=words.sentence(finding.message),
        brief=words.shorten(_first_sentence(words.sentence(finding.message)), BRIEF),
        remedy=words.visible(finding.remedy),
        clause=words.visible(finding.clause),
        quotes=tuple(quote_of(evidence) for evidence in finding.evidence[:QUOTES]),
        more_quotes=_more(finding.evidence[QUOTES:]),
        searched="" if finding.evidence else _searched(finding, document),
        near=quote_of(miss.evidence) if miss else None,
        near_why=words.readable(miss.reason) if miss else "",
        because=tuple(words.sentence(reason.text) for reason in finding.because),
        conditional=words.readable(finding.certainty_why) if finding.certainty == "conditional" else "",
    )


def _first_sentence(text: str) -> str:
    return _END.split(text, maxsplit=1)[0]


def _more(rest: tuple[Evidence, ...]) -> str:
    lines = sorted({evidence.line for evidence in rest})
    if not lines:
        return ""
    return f"Also on {'line' if len(lines) == 1 else 'lines'} {words.listing([str(line) for line in lines])}."


def _searched(finding: Finding, document: PolicyDocument) -> str:
    """What was looked through in vain."""
    titles = [section.title for section in document.sections if section.title]
    if not finding.searched or list(finding.searched) == titles:
        return f"The whole text ({words.plural(len(titles), 'headed section')})" if titles else "The whole text"
    shown = [f"“{words.shorten(title, 60)}”" for title in finding.searched[:TITLES]]
    rest = len(finding.searched) - TITLES
    return words.listing([*shown, words.plural(rest, "more section")] if rest > 0 else shown)
