"""One answer, one check: what a policy was found to say against what a careful reader answered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from compliance.evaluation.agreement import accepted_in_words, agrees, in_words, is_silent, overlaps, plain, said_of
from compliance.evaluation.answers import AnswerFile
from compliance.evaluation.corpus import LabelledPolicy
from compliance.model import Fact, PolicyDocument, Span

Kind = Literal["regimes", "fact", "evidence", "finding", "document", "passage"]
Fault = Literal["", "missed", "wrongly stated", "other value"]
NOT_IN_FORCE = "not in force"


@dataclass(frozen=True, slots=True)
class Check:
    """Whether one thing said of a policy agrees with its answer.

    `stated`: the answer says something (a fact that is stated, a finding that is more than not applicable);
    `silent`: we say nothing.
    """

    policy: str
    kind: Kind
    subject: str
    right: bool
    stated: bool
    silent: bool
    said: str
    expected: str

    @property
    def fault(self) -> Fault:
        """What is wrong with a fact: the text says more than we saw, less, or something else."""
        if self.right:
            return ""
        if self.stated and self.silent:
            return "missed"
        return "other value" if self.stated or self.silent else "wrongly stated"


@dataclass(frozen=True, slots=True)
class Said:
    """What the program says of a policy. `outcomes` (by rule) and `regimes` are empty where it was only read, not judged."""

    document: PolicyDocument
    facts: Mapping[str, Fact]
    outcomes: Mapping[str, str]
    regimes: tuple[str, ...] = ()


def check_answers(said: Said, answers: AnswerFile) -> tuple[Check, ...]:
    """A check for every answer, and one for every rule that is in force here though no answer names it."""
    return (*_regimes(said, answers), *_facts(said, answers), *_findings(said, answers))


def _regimes(said: Said, answers: AnswerFile) -> Iterator[Check]:
    if answers.regimes:
        right = sorted(said.regimes) == sorted(answers.regimes)
        yield Check(answers.name, "regimes", "", right, True, False, _listed(said.regimes), _listed(answers.regimes))


def _facts(said: Said, answers: AnswerFile) -> Iterator[Check]:
    for name, answer in answers.facts.items():
        fact = said.facts.get(name)
        value = said_of(fact)
        silent, stated = is_silent(value), answer.stated
        right = agrees(value, answer.accepted)
        yield Check(answers.name, "fact", name, right, stated, silent, in_words(value), accepted_in_words(answer.accepted))
        if answer.places and stated and not silent:
            spans = [evidence.span for evidence in fact.evidence] if fact else []
            hit = any(overlaps(span, answer.places) for span in spans)
            lines = (lines_of(said.document, spans), lines_of(said.document, answer.places))
            yield Check(answers.name, "evidence", name, hit, stated, silent, *lines)


def _findings(said: Said, answers: AnswerFile) -> Iterator[Check]:
    if not answers.findings:
        return
    for rule, expected in answers.findings.items():
        outcome = said.outcomes.get(rule, NOT_IN_FORCE)
        live = "not_applicable" not in expected
        yield Check(answers.name, "finding", rule, outcome in expected, live, False, outcome, " or ".join(expected))
    for rule in sorted(set(said.outcomes) - set(answers.findings)):
        yield Check(answers.name, "finding", rule, False, False, False, said.outcomes[rule], NOT_IN_FORCE)


def check_labels(said: Said, policy: LabelledPolicy, facts: Iterable[str]) -> tuple[Check, ...]:
    """For each of `facts` whether the policy states it, and for each segment that is labelled or found whether it does.

    A fact counts as stated where it has evidence, whatever its value.
    """
    checks: list[Check] = []
    for name in facts:
        fact = said.facts.get(name)
        evidence = [piece.span for piece in fact.evidence] if fact else []
        labelled = [name in labels for labels in policy.labels]
        checks.append(_labelled(policy.name, "document", name, bool(evidence), any(labelled)))
        for number, (span, stated) in enumerate(zip(policy.spans, labelled, strict=True), 1):
            hit = overlaps(span, evidence)
            if stated or hit:
                checks.append(_labelled(policy.name, "passage", f"{name} in segment {number}", hit, stated))
    return tuple(checks)


def _labelled(policy: str, kind: Kind, subject: str, hit: bool, stated: bool) -> Check:
    words = {True: "stated", False: "not stated"}
    return Check(policy, kind, subject, hit == stated, stated, not hit, words[hit], words[stated])


def fact_of(check: Check) -> str:
    """The fact that the check is about ("" for a finding and for regimes)."""
    return "" if check.kind in ("finding", "regimes") else check.subject.partition(" ")[0]


def lines_of(document: PolicyDocument, spans: Iterable[Span]) -> str:
    """`line 3` or `lines 3, 8` of the places, or `no line`."""
    lines = [str(line) for line in sorted({document.line_of(span.start) for span in spans})]
    return f"{'line' if len(lines) == 1 else 'lines'} {', '.join(lines)}" if lines else "no line"


def _listed(names: Iterable[str]) -> str:
    return in_words(plain(list(names)))
