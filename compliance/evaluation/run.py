"""Runs the program on one answered policy and compares; what all policies come to is an `Evaluation`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from compliance.evaluation.agreement import Answer
from compliance.evaluation.answers import AnswerFile
from compliance.evaluation.checks import Check, Said, check_answers, check_labels, fact_of
from compliance.evaluation.corpus import LabelledPolicy
from compliance.evaluation.places import FactPlaces, Hit, branch_hits, fact_places
from compliance.ingest import read_policy, read_text
from compliance.model import PolicyDocument
from compliance.pipeline import Program


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look at beside the figures: the places of one fact, the hits of all branches."""

    fact: str = ""
    branches: bool = False


@dataclass(frozen=True, slots=True)
class PolicyResult:
    """One policy compared: its checks, those of the rulesets it is compared `against`, and what was wanted beside them.

    `notes` tell what is odd in the answers themselves.
    """

    policy: str
    checks: tuple[Check, ...]
    against: tuple[Check, ...] = ()
    places: tuple[FactPlaces, ...] = ()
    hits: tuple[Hit, ...] = ()
    notes: tuple[str, ...] = ()


def evaluate_answers(
    program: Program, answers: AnswerFile, today: date, wanted: Wanted = Wanted(), against: Program | None = None
) -> PolicyResult:
    """Compare what the program says of a policy with its answers. Raises PolicyError where the policy cannot be read."""
    document = read_policy(str(answers.policy))
    said = _said(program, document, answers, today)
    checks = check_answers(said, answers)
    return PolicyResult(
        answers.name,
        checks,
        check_answers(_said(against, document, answers, today), answers) if against else (),
        _places(said, checks, answers.facts, wanted),
        _hits(program, said, answers.name, answers.facts, wanted),
        tuple(_oddities(program, answers, document)),
    )


def evaluate_labels(
    program: Program,
    policy: LabelledPolicy,
    facts: Iterable[str],
    wanted: Wanted = Wanted(),
    against: Program | None = None,
) -> PolicyResult:
    """Compare where the program finds `facts` with an annotator's labels."""
    names = sorted(facts)
    document = read_text(policy.text, policy.name)
    said = _read(program, document)
    checks = check_labels(said, policy, names)
    answers = {name: policy.answer(name) for name in names}
    return PolicyResult(
        policy.name,
        checks,
        check_labels(_read(against, document), policy, names) if against else (),
        _places(said, checks, answers, wanted),
        _hits(program, said, policy.name, answers, wanted),
    )


def _said(program: Program, document: PolicyDocument, answers: AnswerFile, today: date) -> Said:
    """What the program says; the law is asked only where an answer is about it."""
    if not answers.of_law:
        return _read(program, document)
    judged = program.assess(document, today, answers.as_of)
    outcomes = {finding.rule: finding.outcome for finding in judged.findings}
    return Said(document, {fact.name: fact for fact in judged.facts}, outcomes, judged.regimes)


def _read(program: Program, document: PolicyDocument) -> Said:
    return Said(document, {fact.name: fact for fact in program.vocabulary(program.facts(document))}, {})


def _places(said: Said, checks: Iterable[Check], answers: Mapping[str, Answer], wanted: Wanted) -> tuple[FactPlaces, ...]:
    asked = [check for check in checks if check.kind in ("fact", "document") and fact_of(check) == wanted.fact]
    return tuple(fact_places(said, check, answers[wanted.fact]) for check in asked)


def _hits(program: Program, said: Said, policy: str, answers: Mapping[str, Answer], wanted: Wanted) -> tuple[Hit, ...]:
    if not wanted.branches:
        return ()
    asked = {name: answer for name, answer in answers.items() if wanted.fact in ("", name)}
    return branch_hits(said, policy, asked, program.matches(said.document), program.ruleset.facts)


def _oddities(program: Program, answers: AnswerFile, document: PolicyDocument) -> Iterable[str]:
    """Answers that can never agree: about facts and rules that do not exist, or places outside the text."""
    for name, answer in answers.facts.items():
        if name not in program.ruleset.facts:
            yield f"there is no fact '{name}'"
        if any(place.end > len(document.text) for place in answer.places):
            yield f"{name}: a place lies outside the text; do the answers belong to this file?"
    for rule in answers.findings:
        if rule not in program.ruleset.rules:
            yield f"there is no rule '{rule}'"
