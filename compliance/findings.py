"""From the engine's verdicts to findings that a person can act on: message, evidence, what was searched, the nearest miss."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from compliance.engine import Judged, RuleOutcome
from compliance.model import LEVELS, OUTCOMES, Evidence, Fact, Finding, NearMiss, PolicyDocument, Reason
from compliance.ruleset import AllOf, AnyOf, Condition, Count, Has, HasStatus, Is, Not, Rule, Ruleset

MOST_QUOTES = 6
"""Quotes a finding shows; the facts list every place."""


def findings_of(judged: Judged, ruleset: Ruleset, facts: Mapping[str, Fact], document: PolicyDocument) -> tuple[Finding, ...]:
    """One finding for every rule in force, gravest first, then by id."""
    searched = tuple(section.title for section in document.sections if section.title)
    findings = [_finding(ruleset.rules[id_], outcome, ruleset, facts, searched) for id_, outcome in judged.outcomes.items()]
    return tuple(sorted(findings, key=lambda f: (OUTCOMES.index(f.outcome), LEVELS.index(f.severity), f.rule)))


def with_certainty(findings: Sequence[Finding], alternatives: Sequence[tuple[date, date, Judged]]) -> tuple[Finding, ...]:
    """The findings: robust where the outcome is the same on every day of the interval, else conditional, with those days."""
    return tuple(_certain(finding, alternatives) for finding in findings)


def _certain(finding: Finding, alternatives: Sequence[tuple[date, date, Judged]]) -> Finding:
    same = [(start, end) for start, end, judged in alternatives if _outcome(judged, finding.rule) == finding.outcome]
    if len(same) == len(alternatives):
        return finding
    days = ", ".join(f"{start} to {end}" for start, end in _joined(same))
    return replace(
        finding, certainty="conditional", certainty_why=f"This holds if the text was in force {days or 'on the judged day'}."
    )


def _joined(days: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    joined: list[tuple[date, date]] = []
    for start, end in days:
        if joined and (start - joined[-1][1]).days <= 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _outcome(judged: Judged, rule: str) -> str | None:
    outcome = judged.outcomes.get(rule)
    return outcome.outcome if outcome else None


def _finding(rule: Rule, result: RuleOutcome, ruleset: Ruleset, facts: Mapping[str, Fact], searched: tuple[str, ...]) -> Finding:
    names = rule.evidence or tuple(dict.fromkeys(_facts_read(rule, ruleset)))
    used = [facts[name] for name in names if name in facts]
    absent = result.outcome in ("gap", "partial", "review")
    return Finding(
        rule=rule.id,
        outcome=result.outcome,
        severity=result.level,
        severity_why=result.why,
        provision=rule.provision,
        title=rule.title,
        message=_message(rule, result),
        remedy=rule.remedy if absent else "",
        clause=rule.clause if absent else "",
        evidence=_quotes(used),
        because=result.because,
        searched=searched if absent else (),
        nearest_miss=_nearest_miss(used) if absent else None,
    )


def _message(rule: Rule, result: RuleOutcome) -> str:
    if message := rule.messages.get(result.outcome):
        return message
    if result.outcome == "review":
        return rule.question or f"A person must look: {_in_words(result.because)}."
    if result.outcome == "not_applicable":
        return f"Does not apply: {_in_words(result.because)}."
    return f"{rule.title}."


def _in_words(because: Sequence[Reason]) -> str:
    return "; ".join(reason.text for reason in because) or "the text gives no cause for it"


def _quotes(facts: Iterable[Fact]) -> tuple[Evidence, ...]:
    seen: dict[tuple[int, int], Evidence] = {}
    for fact in facts:
        for evidence in fact.evidence[:MOST_QUOTES]:
            seen.setdefault((evidence.span.start, evidence.span.end), evidence)
    return tuple(seen[span] for span in sorted(list(seen)[:MOST_QUOTES]))


def _nearest_miss(facts: Iterable[Fact]) -> NearMiss | None:
    return next((fact.nearest_miss for fact in facts if fact.nearest_miss is not None), None)


def _facts_read(rule: Rule, ruleset: Ruleset) -> Iterator[str]:
    """The facts read from the text on which the rule stands, through derived facts too."""
    for condition in (rule.when, rule.satisfied, rule.review, rule.fails, rule.partial):
        if condition is not None:
            yield from _read_by(condition, ruleset)


def _read_by(condition: Condition, ruleset: Ruleset) -> Iterator[str]:
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _read_by(part, ruleset)
    elif isinstance(condition, Not):
        yield from _read_by(condition.part, ruleset)
    elif isinstance(condition, Is | Has | Count | HasStatus):
        fact = ruleset.facts[condition.fact]
        if not fact.derived:
            yield fact.name
        for _, part in fact.derive:
            yield from _read_by(part, ruleset)
