"""The assessment as JSON: for programs, and the evidence pack's master copy. Described by docs/schemas/assessment.schema.json."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from compliance import __version__
from compliance.model import (
    Assessment,
    Contradiction,
    DerivedFact,
    Evidence,
    Fact,
    FactValue,
    Finding,
    NearMiss,
    PolicyDocument,
    Reason,
    ThenAndNow,
)
from compliance.report.comparison_view import summary
from compliance.track_record import record_of

SCHEMA = "urn:compliance:schema:assessment:1"
TOOL = {"name": "compliance", "version": __version__}

_SURROGATES = re.compile("[\ud800-\udfff]")


def to_json(assessment: Assessment) -> str:
    """One object with everything the assessment holds, keys in a fixed order, two spaces of indent, a newline at the end."""
    text = json.dumps(_assessment(assessment), ensure_ascii=False, indent=2)
    return _SURROGATES.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"  # a file name need not be valid Unicode


def facts_line(document: PolicyDocument, facts: Iterable[Fact] | Mapping[str, Fact]) -> dict[str, Any]:
    """A line of `compliance facts`: the policy, its hash, and every fact with its evidence, in the order given."""
    listed = facts.values() if isinstance(facts, Mapping) else facts
    return {"policy": document.path, "sha256": document.sha256, "facts": [_fact(fact) for fact in listed]}


def _assessment(assessment: Assessment) -> dict[str, Any]:
    document, judgement = assessment.document, assessment.judgement
    return {
        "schema": SCHEMA,
        "policy": {
            "path": document.path,
            "sha256": document.sha256,
            "title": document.title,
            "words": document.words,
            "language": document.language,
            "format": document.format,
            "encoding": document.encoding,
            "captured": document.archive.date.isoformat() if document.archive else None,
        },
        "judged_on": judgement.day.isoformat(),
        "judgement": {
            "from": judgement.day.isoformat(),
            "to": judgement.last_day.isoformat(),
            "source": judgement.source,
            "why": judgement.why,
        },
        "regimes": list(assessment.regimes),
        "regime_reasons": {regime: _because(reasons) for regime, reasons in assessment.regime_reasons.items()},
        "rating": assessment.rating,
        "rating_why": assessment.rating_why,
        "findings": [_finding(finding) for finding in assessment.findings],
        "today": assessment.today.isoformat(),
        "today_findings": [_finding(finding) for finding in assessment.today_findings],
        "candidates": [
            {"from": candidate.start.isoformat(), "to": candidate.end.isoformat(), "regimes": list(candidate.regimes)}
            for candidate in assessment.candidates
        ],
        "facts": [_fact(fact) for fact in assessment.facts],
        "derived": [_derived(fact) for fact in assessment.derived],
        "rulesets": [{"name": v.name, "version": v.version, "sha256": v.sha256} for v in assessment.rulesets],
        "issued": assessment.issued.isoformat(),
        "tool": TOOL,
    } | ({"then_and_now": _compared(assessment.then_and_now)} if assessment.then_and_now else {})


def _compared(compared: ThenAndNow) -> dict[str, Any]:
    return {
        "then": compared.then.isoformat(),
        "now": compared.now.isoformat(),
        "regimes_now": list(compared.regimes_now),
        "summary": summary(compared),
        "requirements": [
            {
                "change": change.kind,
                "then": [_stood(finding) for finding in change.then],
                "now": _stood(change.now) if change.now else None,
            }
            for change in compared.changes
        ],
    }


def _stood(finding: Finding) -> dict[str, str]:
    return {
        "rule": finding.rule,
        "outcome": finding.outcome,
        "severity": finding.severity,
        "provision": finding.provision,
        "title": finding.title,
        "message": finding.message,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "outcome": finding.outcome,
        "severity": finding.severity,
        "severity_why": finding.severity_why,
        "provision": finding.provision,
        "title": finding.title,
        "message": finding.message,
        "remedy": finding.remedy,
        "clause": finding.clause,
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
        "because": _because(finding.because),
        "certainty": finding.certainty,
        "certainty_why": finding.certainty_why,
        "searched": list(finding.searched),
        "nearest_miss": _near(finding.nearest_miss),
        "applies_evidence": [_evidence(evidence) for evidence in finding.applies_evidence],
        "applies_because": _because(finding.applies_because),
        "checks": [{"fact": check, "track_record": record_of(check)} for check in finding.checks],
    } | ({"contradictions": [_opposed(sides) for sides in finding.contradictions]} if finding.contradictions else {})


def _opposed(sides: Contradiction) -> dict[str, Any]:
    return {side: [_evidence(evidence) for evidence in getattr(sides, side)] for side in ("promise", "practice")}


def _fact(fact: Fact) -> dict[str, Any]:
    line: dict[str, Any] = {
        "fact": fact.name,
        "status": fact.status,
        "value": _value(fact.value),
        "evidence": [_evidence(evidence) for evidence in fact.evidence],
    }
    if fact.reason:
        line["reason"] = fact.reason
    if fact.nearest_miss:
        line["nearest_miss"] = _near(fact.nearest_miss)
    return line


def _derived(fact: DerivedFact) -> dict[str, Any]:
    return {"fact": fact.name, "status": fact.status, "value": _value(fact.value), "because": _because(fact.because)}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    place: dict[str, Any] = {
        "start": evidence.span.start,
        "end": evidence.span.end,
        "line": evidence.line,
        "quote": evidence.quote,
    }
    where = {"page": evidence.page, "paragraph": evidence.paragraph}
    return place | {key: number for key, number in where.items() if number is not None}


def _near(miss: NearMiss | None) -> dict[str, Any] | None:
    return _evidence(miss.evidence) | {"reason": miss.reason} if miss else None


def _because(reasons: Iterable[Reason]) -> list[dict[str, str]]:
    return [{"fact": r.fact, "value": r.value, "status": r.status, "text": r.text} for r in reasons]


def _value(value: FactValue) -> bool | str | list[str] | None:
    return list(value) if isinstance(value, tuple) else value
