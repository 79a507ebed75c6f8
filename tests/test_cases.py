"""Every case that stands beside a rule, a derived fact or a detector in the YAML comes out as its author says."""

from collections import defaultdict
from functools import cache

import pytest

from compliance.cases import CaseResult, run_cases
from compliance.pipeline import Program
from compliance.resources import rulesets_dir


@cache
def program() -> Program:
    return Program.load(rulesets_dir())


@cache
def results() -> dict[str, list[CaseResult]]:
    by_subject: dict[str, list[CaseResult]] = defaultdict(list)
    for result in run_cases(program()):
        by_subject[result.subject].append(result)
    return by_subject


def subjects() -> list[str]:
    return [*program().ruleset.rules, *program().ruleset.facts]


@pytest.mark.parametrize("subject", subjects())
def test_cases(subject: str) -> None:
    cases = results()[subject]
    fact = program().ruleset.facts.get(subject)
    only_reused = fact is not None and not fact.derived and all(branch.same or branch.archive for branch in fact.detect)
    assert cases or only_reused, f"{subject} has no case"
    assert not [f"{case.place}: {case.case}: {case.failure}" for case in cases if not case.passed]


def test_the_vocabulary_is_the_agreed_one() -> None:
    facts = program().ruleset.facts
    assert len([fact for fact in facts.values() if not fact.helper and not fact.derived]) == 90
    assert facts["applicable_regimes"].derived


def test_every_rule_of_the_requirements_is_there() -> None:
    assert len(program().ruleset.rules) == 119
