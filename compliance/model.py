"""The data that flows through the program: frozen, slotted dataclasses, standard library only.

Offsets are in characters of `PolicyDocument.text`; `document.text[span.start:span.end] == quote` holds for every quote.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

SegmentKind = Literal["heading", "sentence", "item"]
Status = Literal["stated", "denied", "absent", "unclear"]
Outcome = Literal["satisfied", "partial", "gap", "review", "not_applicable"]
Level = Literal["critical", "major", "minor", "info"]
Certainty = Literal["robust", "conditional"]
Rating = Literal["high", "reasonable", "limited", "very_limited", "not_rated"]
ChangeKind = Literal["now_short", "new", "still_short", "undecided", "now_fine", "no_longer_asked", "still_fine", "not_asked"]
FactValue = bool | str | tuple[str, ...] | None

OUTCOMES: tuple[Outcome, ...] = ("gap", "partial", "review", "satisfied", "not_applicable")
CHANGES: tuple[ChangeKind, ...] = get_args(ChangeKind)
"""What time did to a requirement, most important first. See `Change`."""

LEVELS: tuple[Level, ...] = ("critical", "major", "minor", "info")


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters [start, end) of a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A heading, a sentence or a list item: the unit in which detectors look.

    `words` is the segment as a reader sees it: markup, invisible characters and runs of white space folded away.
    `origin[i]` is the offset in the document's text of `words[i]`.
    """

    index: int
    kind: SegmentKind
    span: Span
    words: str
    origin: tuple[int, ...]
    section: int
    lead_in: int | None = None
    paragraph: int = 0
    page: int | None = None

    def span_of(self, start: int, end: int) -> Span:
        """The document's range for `words[start:end]` (a non-empty range)."""
        return Span(self.origin[start], self.origin[end - 1] + 1)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of text under one heading; section 0 is what stands before the first heading.

    A heading that is `run_in` opens a paragraph of running text, and says less than one that stands alone.
    """

    index: int
    title: str
    level: int
    heading: int | None
    path: tuple[int, ...]
    run_in: bool = False


@dataclass(frozen=True, slots=True)
class ArchiveCapture:
    """An archive's header line: when the text was captured. Evidence for dates only, never words of the policy."""

    date: date
    span: Span


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """A policy as read: its text, untouched, and the segments that detectors read.

    `path` is the path as given, `sha256` the hash of the file's bytes, `words` the number of words of the policy.
    """

    path: str
    sha256: str
    format: str
    text: str
    title: str
    language: str
    words: int
    sections: tuple[Section, ...]
    segments: tuple[Segment, ...]
    archive: ArchiveCapture | None = None
    encoding: str = "utf-8"

    def quote(self, span: Span) -> str:
        """The exact words at `span`."""
        return self.text[span.start : span.end]

    def line_of(self, offset: int) -> int:
        """The line of `offset`, counted from 1."""
        return self.text.count("\n", 0, offset) + 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """Exact words of the policy that state a fact, the detector branch that found them, and the values it read there."""

    span: Span
    line: int
    quote: str
    branch: str = ""
    page: int | None = None
    paragraph: int | None = None
    values: tuple[str, ...] = field(default=(), compare=False)

    @property
    def place(self) -> tuple[str, int]:
        """Where a reader finds the words: the page of a PDF, the paragraph of a Word file, else the line of the file."""
        if self.page is not None:
            return "page", self.page
        return ("line", self.line) if self.paragraph is None else ("paragraph", self.paragraph)

    @property
    def where(self) -> str:
        """`page 3`, `paragraph 12` or `line 40`."""
        unit, number = self.place
        return f"{unit} {number}"


@dataclass(frozen=True, slots=True)
class NearMiss:
    """The closest words that do not count, with the reason why not."""

    evidence: Evidence
    reason: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What the policy says about one question of the vocabulary.

    stated: `value` and `evidence`; denied: false, no, none or [] with evidence; absent: the type's default and no evidence;
    unclear: None, with evidence and a `reason`.
    """

    name: str
    status: Status
    value: FactValue
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    nearest_miss: NearMiss | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of why a finding came out: a condition on a fact, and how it stood."""

    fact: str
    value: str
    status: str
    text: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Words in which the policy promises something, and words in which it says that it does otherwise; neither is empty."""

    promise: tuple[Evidence, ...]
    practice: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one rule on one policy.

    `evidence` are the words that decided the outcome, `applies_evidence` and `applies_because` why the rule asks anything of the
    policy. `because` holds all reasons, `checks` the facts read from the text on which the outcome rests, found or not.
    `contradictions` are statements that the rule holds against each other.
    """

    rule: str
    outcome: Outcome
    severity: Level
    severity_why: str
    provision: str
    title: str
    message: str
    remedy: str
    clause: str
    evidence: tuple[Evidence, ...]
    because: tuple[Reason, ...]
    certainty: Certainty = "robust"
    certainty_why: str = ""
    searched: tuple[str, ...] = ()
    nearest_miss: NearMiss | None = None
    applies_evidence: tuple[Evidence, ...] = ()
    applies_because: tuple[Reason, ...] = ()
    checks: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, slots=True)
class DerivedFact:
    """A fact concluded by the engine from other facts.

    unclear: an undecided boolean or enum has the value None; an undecided list has as its value the members that are certain,
    and those that may or may not belong in `undecided`.
    """

    name: str
    value: FactValue
    status: Status
    because: tuple[Reason, ...] = ()
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of days over which the same regimes govern the policy."""

    start: date
    end: date
    regimes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulesetVersion:
    """Which rules were applied: folder name, version and hash over its files."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The day whose law is applied, and why that day."""

    day: date
    last_day: date
    source: Literal["as_of", "archive_capture", "stated", "today"]
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """One requirement under the law of two days: its findings then (several where one rule replaced them) and now.

    A gap or a partly met demand falls short; what does not apply, or is met by any text, is not asked. `kind` says how it stood:
    now_short was met and falls short; still_short falls short on both days; undecided was asked on both, and a person must
    decide on one; the others are as they read.
    """

    kind: ChangeKind
    then: tuple[Finding, ...]
    now: Finding | None


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """The law of the judged day beside today's; without changes where the two days are one."""

    then: date
    now: date
    regimes_now: tuple[str, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything a report says about one policy; `then_and_now` is None unless asked for."""

    document: PolicyDocument
    judgement: Judgement
    regimes: tuple[str, ...]
    facts: tuple[Fact, ...]
    derived: tuple[DerivedFact, ...]
    findings: tuple[Finding, ...]
    rating: Rating
    rating_why: str
    candidates: tuple[Candidate, ...]
    today_findings: tuple[Finding, ...]
    rulesets: tuple[RulesetVersion, ...]
    issued: date
    today: date
    regime_reasons: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)
    then_and_now: ThenAndNow | None = None

    def count(self, outcome: Outcome) -> int:
        """How many findings have `outcome`."""
        return sum(finding.outcome == outcome for finding in self.findings)
