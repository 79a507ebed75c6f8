"""A policy's text cut into runs, each with the pieces of evidence that cover it: what `compliance facts` shows to people.

Pieces of evidence may overlap in any way; runs never do, so that every way of showing them is well formed.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from compliance.model import Fact, PolicyDocument, Span, Status
from compliance.report import words

VALUE = 80
"""Characters of a fact's value that a label shows."""

_SOLID = re.compile(r"[^ \t]+")


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact as a label names it."""

    fact: str
    status: Status
    value: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of evidence: its number in the order of the text, where it stands, and every fact it is evidence of."""

    number: int
    span: Span
    where: str
    claims: tuple[Claim, ...]

    @property
    def status(self) -> Status:
        """The strongest status of its facts."""
        found = {claim.status for claim in self.claims}
        strongest: tuple[Status, ...] = ("stated", "denied", "unclear")
        return next((status for status in strongest if status in found), "absent")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one line that the same marks cover, made visible; `opens` begin with it, `closes` end with it."""

    text: str
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]
    closes: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the policy, counted from 1."""

    number: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class FactEntry:
    """A fact with its value, why it is unclear, and the marks that are its evidence."""

    name: str
    status: Status
    value: str
    reason: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class MarkedPolicy:
    """A policy with its evidence marked, and its facts by name."""

    title: str
    path: str
    sha256: str
    language: str
    lines: tuple[Line, ...]
    facts: tuple[FactEntry, ...]

    def of(self, status: Status) -> tuple[FactEntry, ...]:
        """The facts that are stated, denied, unclear or absent."""
        return tuple(fact for fact in self.facts if fact.status == status)


def marked(document: PolicyDocument, facts: Iterable[Fact]) -> MarkedPolicy:
    """The document's text with the evidence of `facts`."""
    listed = sorted(facts, key=lambda fact: fact.name)
    marks = _marks(listed)
    path = words.shorten(document.path, 160)
    return MarkedPolicy(
        title=words.shorten(document.title, 160) or path,
        path=path,
        sha256=document.sha256,
        language=document.language,
        lines=_lines(document.text, marks),
        facts=tuple(_entry(fact, marks) for fact in listed),
    )


def _marks(facts: Sequence[Fact]) -> list[Mark]:
    """One mark for each stretch of text that is evidence, in the order of the text, the longer of two first."""
    claims: dict[Span, list[Claim]] = {}
    where: dict[Span, str] = {}
    for fact in facts:
        for evidence in fact.evidence:
            claims.setdefault(evidence.span, []).append(_claim(fact))
            where[evidence.span] = evidence.where
    spans = sorted(claims, key=lambda span: (span.start, -span.end))
    return [Mark(number, span, where[span], tuple(dict.fromkeys(claims[span]))) for number, span in enumerate(spans, 1)]


def _claim(fact: Fact) -> Claim:
    return Claim(fact.name, fact.status, words.shorten(words.fact_value(fact), VALUE))


def _entry(fact: Fact, marks: Sequence[Mark]) -> FactEntry:
    spans = {evidence.span for evidence in fact.evidence}
    claim = _claim(fact)
    return FactEntry(
        fact.name, fact.status, claim.value, words.visible(fact.reason), tuple(mark for mark in marks if mark.span in spans)
    )


def _lines(text: str, marks: Sequence[Mark]) -> tuple[Line, ...]:
    pieces = _pieces(text, marks)
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for index, (_, _, covering) in enumerate(pieces):
        for mark in covering:
            first.setdefault(mark.number, index)
            last[mark.number] = index
    runs: dict[int, list[Run]] = {}
    for index, (line, part, covering) in enumerate(pieces):
        opens = tuple(mark for mark in covering if first[mark.number] == index)
        closes = tuple(mark for mark in reversed(covering) if last[mark.number] == index)
        runs.setdefault(line, []).append(Run(_shown(part), tuple(covering), opens, closes))
    return tuple(Line(number, tuple(runs.get(number, ()))) for number in range(1, text.count("\n") + 2))


def _pieces(text: str, marks: Sequence[Mark]) -> list[tuple[int, str, list[Mark]]]:
    """Line number, words and covering marks of every stretch of the text between two cuts, line breaks left out."""
    cuts = sorted({cut for mark in marks for cut in (mark.span.start, mark.span.end)})
    waiting = list(reversed(marks))
    active: list[Mark] = []
    pieces: list[tuple[int, str, list[Mark]]] = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        end = start + len(line.removesuffix("\r"))
        inside = cuts[bisect_left(cuts, start + 1) : bisect_left(cuts, end)]
        for low, high in pairwise([start, *inside, end]):
            begun: list[Mark] = []
            while waiting and waiting[-1].span.start <= low:
                begun.append(waiting.pop())
            active = [mark for mark in [*active, *begun] if mark.span.end > low]
            if low < high:
                pieces.append((number, text[low:high], active))
        start += len(line) + 1
    return pieces


def _shown(text: str) -> str:
    """`text` with its spaces and tabs, everything that a terminal or a page would obey made visible."""
    return text if text.isascii() and text.isprintable() else _SOLID.sub(lambda match: words.visible(match[0]), text)
