"""Where one fact goes wrong: the places an answer names and we overlook, and our finds at no place of the answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from compliance.evaluation.agreement import Answer, overlaps
from compliance.evaluation.checks import Check, Fault, Said
from compliance.model import Evidence, Fact, PolicyDocument, Span
from compliance.ruleset import FactType


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a policy and their line; `branch` is the detector branch that found them, "" for a place of the answer."""

    line: int
    text: str
    branch: str = ""


@dataclass(frozen=True, slots=True)
class FactPlaces:
    """One fact in one policy: the verdict on its value, and every place on which we and the answer differ.

    `near` is our nearest miss, and why it does not count.
    """

    policy: str
    fault: Fault
    said: str
    expected: str
    places: int
    finds: int
    overlooked: tuple[Passage, ...]
    astray: tuple[Passage, ...]
    near: Passage | None = None
    near_why: str = ""

    @property
    def differs(self) -> bool:
        """Whether there is something to look at."""
        return bool(self.fault or self.overlooked or self.astray)


def fact_places(said: Said, check: Check, answer: Answer) -> FactPlaces:
    """The places of the fact that `check` speaks of."""
    fact = said.facts.get(check.subject, Fact(check.subject, "absent", None))
    spans = [evidence.span for evidence in fact.evidence]
    wanted = answer.places if answer.stated else ()  # where silence is accepted too, no place has to be found
    miss = fact.nearest_miss
    return FactPlaces(
        policy=check.policy,
        fault=check.fault,
        said=check.said,
        expected=check.expected,
        places=len(wanted),
        finds=len(spans),
        overlooked=tuple(_at(said.document, place) for place in wanted if not overlaps(place, spans)),
        astray=tuple(_found(piece) for piece in fact.evidence if _is_astray(piece.span, answer)),
        near=_found(miss.evidence) if miss else None,
        near_why=miss.reason if miss else "",
    )


def _is_astray(span: Span, answer: Answer) -> bool:
    # A stated answer without places names none: nothing can be held against a find there.
    return not overlaps(span, answer.places) and bool(answer.places or answer.denies_all)


def _at(document: PolicyDocument, span: Span) -> Passage:
    return Passage(document.line_of(span.start), document.quote(span))


def _found(evidence: Evidence) -> Passage:
    return Passage(evidence.line, evidence.quote, evidence.branch)


@dataclass(frozen=True, slots=True)
class BranchFigures:
    """How one detector branch fares over all policies that have an answer for its fact.

    Of its `hits`, `right` lie at a place of the answer, `elsewhere` at none of those it has, `false` where the answer is that
    nothing is said; the rest cannot be judged (an answer without places, a denial where the answer is silence).
    """

    fact: str
    branch: str
    hits: int
    right: int
    elsewhere: int
    false: int
    policies: int

    @property
    def precision(self) -> float | None:
        """Share of the right ones among the hits that can be judged; None where there are none."""
        judged = self.right + self.elsewhere + self.false
        return self.right / judged if judged else None


@dataclass(frozen=True, slots=True)
class Hit:
    """A branch that matched: right, elsewhere or false, or open where it cannot be judged."""

    policy: str
    fact: str
    branch: str
    verdict: str


def branch_hits(
    said: Said, policy: str, answers: Mapping[str, Answer], found: Mapping[str, tuple[Span, ...]], types: Mapping[str, FactType]
) -> tuple[Hit, ...]:
    """Every hit of the branches of the facts in `answers`; `found` has the spans by "fact.branch"."""
    hits: list[Hit] = []
    for name, answer in answers.items():
        for branch in types[name].detect if name in types else ():
            spans = found.get(f"{name}.{branch.id}", ())
            if branch.archive and name in said.facts:
                spans = tuple(piece.span for piece in said.facts[name].evidence if piece.branch == branch.id)
            hits += (Hit(policy, name, branch.id, _verdict(span, answer, branch.denied)) for span in spans)
    return tuple(hits)


def _verdict(span: Span, answer: Answer, denied: bool) -> str:
    if overlaps(span, answer.places):
        return "right"
    if answer.denies_all:
        return "open" if denied else "false"
    return "elsewhere" if answer.places else "open"


def branch_figures(hits: tuple[Hit, ...], facts: frozenset[str], types: Mapping[str, FactType]) -> tuple[BranchFigures, ...]:
    """The figures of every branch of `facts`, by fact and in file order, those that never match too."""
    by_branch: dict[tuple[str, str], list[Hit]] = {}
    for hit in hits:
        by_branch.setdefault((hit.fact, hit.branch), []).append(hit)
    named = [(name, branch.id) for name in sorted(facts) if name in types for branch in types[name].detect]
    return tuple(_branch_figures(name, branch, by_branch.get((name, branch), [])) for name, branch in named)


def _branch_figures(fact: str, branch: str, hits: list[Hit]) -> BranchFigures:
    verdicts = [hit.verdict for hit in hits]
    right, elsewhere, false = (verdicts.count(verdict) for verdict in ("right", "elsewhere", "false"))
    return BranchFigures(fact, branch, len(hits), right, elsewhere, false, len({hit.policy for hit in hits}))
