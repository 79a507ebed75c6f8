"""Mutation of the rules: every condition dropped or turned round must make a case of its rule fail.

python -m tests.mutation [RULE...]

Prints each mutant that all cases of its rule survive, as `rule: key: what was done`, and ends with status 1 where there is one.
Outcomes come from the oracle of the tests, so that all rules take seconds.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from compliance.cases import case_inputs
from compliance.pipeline import Program
from compliance.resources import rulesets_dir
from compliance.ruleset import AllOf, Always, AnyOf, Condition, Has, Is, Not, Rule, RuleCase
from tests.oracle import Known, derive, in_force, judge_rule

KEYS = ("when", "review", "satisfied", "fails", "partial")


@dataclass(frozen=True)
class Mutant:
    """A rule with one condition changed."""

    key: str
    change: str
    rule: Rule


def mutants(rule: Rule) -> Iterator[Mutant]:
    """Every change of one condition of `rule`."""
    for key in KEYS:
        condition = getattr(rule, key)
        if condition is not None:
            for change, changed in changes(condition):
                yield Mutant(key, change, replace(rule, **{key: changed}))
    for number, (condition, severity) in enumerate(rule.severity_unless):
        for change, changed in changes(condition):
            unless = list(rule.severity_unless)
            unless[number] = (changed, severity)
            yield Mutant(f"severity.unless[{number}]", change, replace(rule, severity_unless=tuple(unless)))


def changes(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """`condition` with one part dropped or turned round, or one of several values left out."""
    if isinstance(condition, Always):
        return
    yield f"turn round {words(condition)}", condition.part if isinstance(condition, Not) else Not(condition)
    if isinstance(condition, AllOf | AnyOf):
        for number, part in enumerate(condition.parts):
            rest = condition.parts[:number] + condition.parts[number + 1 :]
            if rest:
                yield f"drop {words(part)}", replace(condition, parts=rest)
            for change, changed in changes(part):
                yield change, replace(condition, parts=(*condition.parts[:number], changed, *condition.parts[number + 1 :]))
    elif isinstance(condition, Not):
        for change, changed in changes(condition.part):
            yield change, Not(changed)
    elif isinstance(condition, Is) and len(condition.values) > 1:
        for value in condition.values:
            yield f"drop {condition.fact}: {value}", replace(condition, values=tuple(v for v in condition.values if v != value))
    elif isinstance(condition, Has) and 1 < len(condition.members) < 12:
        for member in condition.members:
            yield (
                f"drop {condition.fact}: {member}",
                replace(condition, members=tuple(m for m in condition.members if m != member)),
            )


def words(condition: Condition) -> str:
    """A condition in short."""
    match condition:
        case AllOf(parts):
            return f"all({', '.join(map(words, parts))})"
        case AnyOf(parts):
            return f"any({', '.join(map(words, parts))})"
        case Not(part):
            return f"not {words(part)}"
        case Is(fact, values):
            return f"{fact}={'|'.join(values)}"
        case Has(fact, members, how):
            return f"{fact} has {how} {'|'.join(members[:4])}"
    return str(condition)


@dataclass(frozen=True)
class Given:
    """A case with all that is known where it plays."""

    case: RuleCase
    known: Mapping[str, Known]
    day: date


def survivors(program: Program, rule: Rule) -> Iterator[Mutant]:
    """The mutants of `rule` that each of its cases judges as the rule itself."""
    given = []
    for case in rule.cases:
        facts, day = case_inputs(program, rule, case)
        given.append(Given(case, derive(program.ruleset, facts, day), day))
    given = [one for one in given if in_force(rule, one.known, one.day)]
    expected = [checked(rule, one) for one in given]
    for mutant in mutants(rule):
        if all(checked(mutant.rule, one) == right for one, right in zip(given, expected, strict=True)):
            yield mutant


def checked(rule: Rule, given: Given) -> tuple[str, str]:
    """What the case checks of the oracle's judgement: the outcome, and the severity where the case names one."""
    outcome, level = judge_rule(rule, given.known, given.day)
    return outcome, level if given.case.severity else ""


def main() -> None:
    """Print the survivors."""
    program = Program.load(rulesets_dir())
    wanted = sys.argv[1:] or sorted(program.ruleset.rules)
    total = left = 0
    for name in wanted:
        rule = program.ruleset.rules[name]
        total += sum(1 for _ in mutants(rule))
        for mutant in survivors(program, rule):
            left += 1
            print(f"{name}: {mutant.key}: {mutant.change}")
    print(f"{total} mutants of {len(wanted)} rules, {left} survive", file=sys.stderr)
    sys.exit(1 if left else 0)


if __name__ == "__main__":
    main()
