"""An evaluation as JSON, for programs."""

import json
from dataclasses import asdict
from typing import Any

from compliance import __version__
from compliance.evaluation.evaluation import Evaluation
from compliance.evaluation.figures import Share, shares
from compliance.evaluation.places import BranchFigures
from compliance.model import RulesetVersion


def to_json(evaluation: Evaluation, versions: tuple[RulesetVersion, ...]) -> str:
    """One object: `total`, `policies` and `facts`, and where they were asked for `places`, `branches` and `change`."""
    record: dict[str, Any] = {"source": evaluation.source, "total": _total(evaluation)}
    record["policies"] = [
        {"policy": result.policy, "figures": _shares(shares(result.checks)), "wrong": _wrong(result.checks)}
        if evaluation.source == "answers"
        else {"policy": result.policy, "wrong": _wrong(result.checks)}
        for result in evaluation.results
    ]
    record["facts"] = _facts(evaluation)
    if evaluation.wanted.fact:
        record["fact"] = evaluation.wanted.fact
        record["places"] = [asdict(place) for place in evaluation.places]
    if evaluation.wanted.branches:
        record["branches"] = [_branch(row) for row in evaluation.branches]
    if evaluation.change:
        record["change"] = asdict(evaluation.change)
        record["before"] = asdict(evaluation.total_against) if evaluation.total_against else _shares(evaluation.shares_against)
    record["rulesets"] = [asdict(version) for version in versions]
    record["tool"] = {"name": "compliance", "version": __version__}
    return json.dumps(record, ensure_ascii=False, indent=2)


def _total(evaluation: Evaluation) -> dict[str, Any]:
    return asdict(evaluation.total) if evaluation.total else _shares(evaluation.shares)


def _shares(figures: dict[str, Share]) -> dict[str, Any]:
    return {name: asdict(share) | {"share": share.ratio} for name, share in figures.items()}


def _facts(evaluation: Evaluation) -> list[dict[str, Any]]:
    if evaluation.source == "corpus":
        return [asdict(row) | {"document": row.document} for row in evaluation.labels]
    return [asdict(row) for row in evaluation.facts]


def _wrong(checks: tuple[Any, ...]) -> list[dict[str, Any]]:
    return [
        {"kind": check.kind, "subject": check.subject, "fault": check.fault, "said": check.said, "expected": check.expected}
        for check in checks
        if not check.right
    ]


def _branch(row: BranchFigures) -> dict[str, Any]:
    return asdict(row) | {"precision": row.precision}
