"""Runs the cases that stand beside rules, derived facts and detectors in the YAML."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from compliance.detectors import Branch
from compliance.ingest import read_text
from compliance.model import Fact, FactValue
from compliance.pipeline import Program
from compliance.placed import Place
from compliance.ruleset import DerivedCase, FactType, Rule, RuleCase

STATE_OF_LAW = date(2026, 11, 22)
"""The day on which a case is judged that names no day and whose rule is in force without end."""

_ESTABLISHED = {"UK": ("UK",), "EU": ("IE",), "NL": ("NL",)}


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case: where it stands, of what it speaks, and what was expected and got where it failed (else empty)."""

    place: Place
    subject: str
    case: str
    failure: str

    @property
    def passed(self) -> bool:
        """Whether the case came out as its author says."""
        return not self.failure


def run_cases(program: Program, names: Iterable[str] = ()) -> Iterator[CaseResult]:
    """The result of every case of the rules and facts called `names` (all when none is named)."""
    wanted = set(names)
    for fact in program.ruleset.facts.values():
        if not wanted or fact.name in wanted:
            yield from _fact_cases(program, fact)
            yield from (_derived_case(program, fact, case) for case in fact.cases)
    for rule in program.ruleset.rules.values():
        if not wanted or rule.id in wanted:
            yield from (_rule_case(program, rule, case) for case in rule.cases)


def _fact_cases(program: Program, fact: FactType) -> Iterator[CaseResult]:
    for key, branch in [(b.id, b) for b in fact.detect] + [(f"near.{b.id}", b) for b in fact.near]:
        for text in branch.matches:
            yield _text_case(program, fact, key, branch, text, True)
        for text in branch.ignores:
            yield _text_case(program, fact, key, branch, text, False)


def _text_case(program: Program, fact: FactType, key: str, branch: Branch, text: str, expected: bool) -> CaseResult:
    found = program.matching(read_text(text), fact.name)
    got = bool(found[key])
    failure = ""
    if got != expected:
        other = [name for name, units in found.items() if units and name != key]
        seen = f"; other branches that match: {', '.join(other)}" if other else ""
        failure = f"branch '{key}' should {'match' if expected else 'ignore'} {text!r}{seen}"
    return CaseResult(branch.place, fact.name, text, failure)


def _derived_case(program: Program, fact: FactType, case: DerivedCase) -> CaseResult:
    judged = program.judge(facts_of_case(program, case.facts), case.on)
    got = judged.derived[fact.name]
    value = None if got.status == "unclear" else got.value
    same = set(value) == set(case.value) if isinstance(value, tuple) and isinstance(case.value, tuple) else value == case.value
    return CaseResult(
        case.place, fact.name, f"{dict(case.facts)} on {case.on}", "" if same else f"expected {case.value!r}, got {value!r}"
    )


def _rule_case(program: Program, rule: Rule, case: RuleCase) -> CaseResult:
    facts, day = case_inputs(program, rule, case)
    result = program.judge(facts, day).outcomes.get(rule.id)
    got = result.outcome if result else "not_in_force"
    level = result.level if result else None
    failure = ""
    if got != case.outcome:
        why = (
            "; ".join(reason.text for reason in result.because)
            if result
            else "no window covers the day or no jurisdiction governs"
        )
        failure = f"expected {case.outcome}, got {got} on {day} ({why})"
    elif case.severity and level != case.severity:
        failure = f"expected severity {case.severity}, got {level}"
    return CaseResult(case.place, rule.id, case.policy or str(dict(case.facts)), failure)


def case_inputs(program: Program, rule: Rule, case: RuleCase) -> tuple[dict[str, Fact], date]:
    """The facts that a case of `rule` gives, or its policy states, and the day on which it is judged."""
    facts = facts_of_case(program, case.facts)
    if case.policy:
        facts = program.facts(read_text(case.policy)) | {name: facts[name] for name in case.facts}
    if "controller_jurisdictions" not in case.facts:
        place = _ESTABLISHED[case.jurisdiction or rule.jurisdictions[0]]
        facts["controller_jurisdictions"] = Fact("controller_jurisdictions", "stated", place)
    return facts, case.on or _last_day(rule)


def _last_day(rule: Rule) -> date:
    ends = [window.end for window in rule.windows.values()]
    return STATE_OF_LAW if None in ends else max(end for end in ends if end)


def facts_of_case(program: Program, given: Mapping[str, object]) -> dict[str, Fact]:
    """Every fact of the vocabulary: as `given`, else absent."""
    facts = {}
    for fact_type in program.ruleset.facts.values():
        if fact_type.derived:
            continue
        name = fact_type.name
        facts[name] = _given_fact(fact_type, given[name]) if name in given else Fact(name, "absent", fact_type.default)
    return facts


def _given_fact(fact_type: FactType, value: object) -> Fact:
    if value == "unclear" and "unclear" not in fact_type.values:
        return Fact(fact_type.name, "unclear", None, reason="as the case says")
    if value == "denied":
        return Fact(fact_type.name, "denied", fact_type.default)
    typed: FactValue = tuple(value) if isinstance(value, list | tuple) else value  # type: ignore[assignment]
    status = "absent" if typed == fact_type.default else "stated"
    return Fact(fact_type.name, status, typed)  # type: ignore[arg-type]
