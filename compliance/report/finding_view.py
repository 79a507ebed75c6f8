"""How one finding is shown: number, words for its outcome and gravity, quotes cut to a readable length, what was searched."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from compliance.model import Contradiction, Evidence, Finding, NearMiss, PolicyDocument, Span
from compliance.report import reasons, words
from compliance.report.checks import record_words
from compliance.report.places import where

QUOTE = 300
"""Characters of a quote shown; the JSON has it whole."""

TELLING = 40
"""Characters from which words are more than a title."""

QUOTES = 3
"""Quotes a finding shows; further ones are named by their lines."""

BRIEF = 160
"""Characters of a message on page one."""

SHORT = 100
"""Characters of a headline in the table of contents, where it keeps to one line."""

TITLES = 6

HOLDS = "This holds if the text was in force "
"""How the pipeline begins the certainty of a conditional finding."""

_END = re.compile(r"(?<=[^.\s]{3}[.?!])\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the policy and where they stand; `tail` is their end where the middle is left out."""

    text: str
    tail: str
    where: str

    @property
    def quoted(self) -> str:
        """The words in quotation marks, what is left out marked outside them."""
        return f"“{self.text}” […] “{self.tail}”" if self.tail else f"“{self.text}”"


@dataclass(frozen=True, slots=True)
class Sides:
    """What the policy promises, and what it also says."""

    promise: tuple[Quote, ...]
    practice: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding for the templates; `number` is empty where findings of its outcome are only listed.

    `headline` says what is wrong, `rest` what its message says beyond that, `demand` what the rule asks for; `conditional` names
    the days on which a conditional finding holds. `telling` is the one quote for a table: no mere title. `applies` tells why the
    rule asks anything of the policy, `applies_quotes` the words for it where they are not shown already; `record` how often
    the checks were right. `contradictions` are shown side by side, and their words not again among `quotes`.
    """

    number: str
    anchor: str
    rule: str
    demand: str
    headline: str
    rest: str
    provision: str
    outcome: str
    outcome_word: str
    level: str
    level_word: str
    level_why: str
    message: str
    brief: str
    short: str
    remedy: str
    clause: str
    contradictions: tuple[Sides, ...]
    quotes: tuple[Quote, ...]
    telling: Quote | None
    more_quotes: str
    searched: str
    near: Quote | None
    near_why: str
    rests_on: tuple[str, ...]
    applies: str
    applies_quotes: tuple[Quote, ...]
    record: str
    conditional: str


def finding_views(
    findings: Iterable[Finding], document: PolicyDocument, letter: str, last_day: date | None = None
) -> tuple[FindingView, ...]:
    """The findings in the order given, numbered `letter`1, `letter`2 ... unless `letter` is empty.

    `last_day` is the last on which the text may have been in force.
    """
    return tuple(
        _view(finding, document, f"{letter}{i}" if letter else "", last_day) for i, finding in enumerate(findings, start=1)
    )


def quote_of(evidence: Evidence, limit: int = QUOTE) -> Quote:
    """The words as shown, and where they stand."""
    return Quote(*words.excerpt(evidence.quote, limit), evidence.where)


def _view(finding: Finding, document: PolicyDocument, number: str, last_day: date | None) -> FindingView:
    message = words.sentence(reasons.rewritten(finding.message, finding.because))
    headline, rest = _split(message)
    shown = _proving(finding)
    miss = _miss(finding, shown)
    opposed = [evidence.span for sides in finding.contradictions for evidence in (*sides.promise, *sides.practice)]
    others = tuple(evidence for evidence in shown if evidence.span not in opposed)
    return FindingView(
        number=number,
        anchor=f"{'today' if number.startswith('T') else 'finding'}-{finding.rule}",
        rule=finding.rule,
        demand=words.visible(finding.title),
        headline=headline.removesuffix("."),
        rest=rest,
        provision=words.visible(finding.provision),
        outcome=finding.outcome,
        outcome_word=words.OUTCOME[finding.outcome],
        level=finding.severity,
        level_word=words.LEVEL[finding.severity],
        level_why=words.visible(finding.severity_why),
        message=message,
        brief=words.cut(headline, BRIEF),
        short=words.cut(headline.removesuffix("."), SHORT),
        remedy=words.visible(finding.remedy),
        clause=words.visible(finding.clause),
        contradictions=tuple(_sides(contradiction) for contradiction in finding.contradictions),
        quotes=tuple(quote_of(evidence) for evidence in others[:QUOTES]),
        telling=quote_of(next((e for e in shown if len(e.quote) >= TELLING), shown[0])) if shown else None,
        more_quotes=_more(others[QUOTES:]),
        searched="" if shown or opposed or not _looked(finding) else _searched(finding, document),
        near=quote_of(miss.evidence) if miss else None,
        near_why=words.readable(miss.reason).removesuffix(".") if miss else "",
        rests_on=reasons.rests_on(reason for reason in finding.because if reason not in finding.applies_because),
        applies=reasons.in_one(finding.applies_because),
        applies_quotes=_applying(finding, shown, miss, opposed),
        record=record_words(finding.checks),
        conditional=_days(finding.certainty_why, last_day) if finding.certainty == "conditional" else "",
    )


def _sides(contradiction: Contradiction) -> Sides:
    return Sides(*(tuple(quote_of(evidence) for evidence in side) for side in (contradiction.promise, contradiction.practice)))


def _proving(finding: Finding) -> tuple[Evidence, ...]:
    """The words the finding rests on: none where it came out only because nothing was found, whatever else was looked at."""
    told = [reason for reason in finding.because if reason.fact not in reasons.SAID_ELSEWHERE]
    if finding.outcome in ("gap", "partial", "review") and told and not any(reasons.found(reason) for reason in told):
        return ()
    return finding.evidence


def _applying(finding: Finding, shown: tuple[Evidence, ...], miss: NearMiss | None, opposed: Sequence[Span]) -> tuple[Quote, ...]:
    """The words for which the rule applies, where they are not shown already: one quote beside others, else a few."""
    known = [*opposed, *(evidence.span for evidence in (*shown, *([miss.evidence] if miss else [])))]
    others = [evidence for evidence in finding.applies_evidence if evidence.span not in known]
    return tuple(quote_of(evidence) for evidence in others[: 1 if shown or opposed else QUOTES])


def _looked(finding: Finding) -> bool:
    """Whether anything was looked for: not where it is open whether the rule is in force at all."""
    return bool(finding.checks) or any(reason.fact not in reasons.SAID_ELSEWHERE for reason in finding.because)


def _days(certainty_why: str, last_day: date | None) -> str:
    """The days on which a conditional finding holds, in words: `1 March 2000 to 24 May 2018`, `25 May 2018 or later`."""
    days = certainty_why.removeprefix(HOLDS).removesuffix(".")
    if last_day:
        days = days.replace(f"{last_day} to {last_day}", f"{last_day}").replace(f" to {last_day}", " or later")
    return words.readable(days)


def _miss(finding: Finding, shown: tuple[Evidence, ...]) -> NearMiss | None:
    """The nearest miss, unless the finding rests on the same words: they cannot count and not count."""
    miss = finding.nearest_miss
    return None if miss is None or miss.evidence.span in [evidence.span for evidence in shown] else miss


def _split(text: str) -> tuple[str, str]:
    """The first sentence, and what follows it."""
    first, *rest = _END.split(text, maxsplit=1)
    return first, "".join(rest)


def _more(rest: tuple[Evidence, ...]) -> str:
    named = where(rest, limit=len(rest))
    return f"Also on {named}." if named else ""


def _searched(finding: Finding, document: PolicyDocument) -> str:
    """What was looked through in vain."""
    titles = [section.title for section in document.sections if section.title]
    if not finding.searched or list(finding.searched) == titles:
        return f"The whole text ({words.plural(len(titles), 'headed section')})" if titles else "The whole text"
    shown = [f"“{words.shorten(title, 60)}”" for title in finding.searched[:TITLES]]
    rest = len(finding.searched) - TITLES
    return words.listing([*shown, words.plural(rest, "more section")] if rest > 0 else shown)
