"""From a ruleset to what the engine runs: definitions for the rete network, and tables to read its firings back. Pure.

Three stages. `derive` chains: case facts hold what the policy says, each derived fact is asserted as soon as a conjunction for it
holds, and lets further ones fire. `conclude` answers what only the rules ask: the derived facts on which no other rests, and
which rules are in force; `judge` matches the case against those. The last two need no chaining: their case facts hold all that
the stages before have concluded.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

from compliance.engine.atoms import YES, Probe, Variable
from compliance.engine.patterns import Leaf, Part, case_rules, chained_rules, fits, pack
from compliance.engine.questions import (
    GOVERNS,
    Outline,
    Question,
    Questioner,
    outline_of_rule,
    outline_of_windows,
    outlines_of_fact,
    windows_of,
)
from compliance.errors import EngineError
from compliance.ruleset import Ruleset

MAX_RULES = 2_000


@dataclass(frozen=True, slots=True)
class Stage:
    """A ruleset of the network, its leaves by rule name and its parts."""

    name: str
    definition: Mapping[str, Any]
    leaves: Mapping[str, Leaf]
    parts: tuple[Part, ...]

    @property
    def questions(self) -> frozenset[str]:
        """Keys of the questions it answers."""
        return frozenset(question.key for part in self.parts for question in part.questions)

    @property
    def firings(self) -> int:
        """The most rules that can fire in one run: one a question, and one a case fact that arrives."""
        return sum(1 + len(part.questions) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Program:
    """All the engine needs: the stages, the probes to ask of the facts, and the variables of each question.

    `readers` gives the parts of the derive stage that read a derived key, `in_force` the question of the stage `conclude` that
    says whether a rule is in force.
    """

    derive: Stage
    conclude: Stage
    judge: tuple[Stage, ...]
    probes: tuple[Probe, ...]
    variables: Mapping[str, Mapping[str, Variable]]
    readers: Mapping[str, tuple[int, ...]]
    in_force: Mapping[str, str]


def compile_ruleset(ruleset: Ruleset) -> Program:
    """The program of a ruleset; raises EngineError for what cannot be compiled, naming the fact or rule."""
    questioner = Questioner(ruleset.facts, fits)
    concluded = [outline for fact in ruleset.facts.values() if fact.derived for outline in outlines_of_fact(fact)]
    opening, in_force = _openings(ruleset)
    first = [questioner.question(outline) for outline in (*concluded, *opening)]
    rules = [questioner.question(outline_of_rule(rule)) for rule in ruleset.rules.values()]
    first += questioner.helpers
    _check_order(first)
    built_on = {key for question in first for key in question.needs}
    chained = [question for question in first if question.key in built_on]
    derive = _stage("derive", pack(chained, chained_rules, lambda question: question.stated))
    last = [question for question in first if question.key not in built_on]
    conclude = _stage("conclude", pack(last, case_rules, lambda question: question.variables))
    judge = pack(
        rules,
        lambda question, part: case_rules(question, part, {in_force[question.key]: YES}),
        lambda question: (in_force[question.key], *question.variables),
    )
    questions = (*first, *rules)
    asked = (variable.probe for question in questions for variable in question.variables.values())
    probes = {probe for probe in asked if probe.kind != "derived"}
    return Program(
        derive=derive,
        conclude=conclude,
        judge=tuple(_stage(f"judge{number}", parts) for number, parts in enumerate(_chunks(judge))),
        probes=tuple(sorted(probes, key=lambda probe: probe.key)),
        variables={question.key: question.variables for question in questions},
        readers=_readers(derive.parts),
        in_force=in_force,
    )


def _openings(ruleset: Ruleset) -> tuple[list[Outline], dict[str, str]]:
    """Questions whether rules are in force, one for all rules with equal windows, and the question of each rule."""
    governs = ruleset.facts.get(GOVERNS)
    if ruleset.rules and (governs is None or not governs.derived or governs.kind != "list"):
        problem = f"there is no derived list fact {GOVERNS!r}, so no rule can be in force"
        raise EngineError("rulesets/applicability/governs.yaml", problem, "add it, with the members EU, UK and NL")
    different = dict.fromkeys(map(windows_of, ruleset.rules.values()))
    keys = {windows: f"in_force/{number}" for number, windows in enumerate(different)}
    outlines = [outline_of_windows(key, windows) for windows, key in keys.items()]
    return outlines, {rule.id: keys[windows_of(rule)] for rule in ruleset.rules.values()}


def _check_order(derived: Iterable[Question]) -> None:
    graph = {question.key: question.needs for question in derived}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = error.args[1]
        where = next(question.where for question in derived if question.key == circle[0])
        problem = f"derived facts wait for each other: {' -> '.join(reversed(circle))}"
        raise EngineError(where, problem, "break the circle") from None


def _chunks(parts: Iterable[Part]) -> Iterator[tuple[Part, ...]]:
    """The parts in groups of at most MAX_RULES rules of the network."""
    group: list[Part] = []
    for part in parts:
        if group and sum(len(each.rules) for each in (*group, part)) > MAX_RULES:
            yield tuple(group)
            group = []
        group.append(part)
    if group:
        yield tuple(group)


def _stage(name: str, parts: tuple[Part, ...]) -> Stage:
    definition = {rule: patterns for part in parts for rule, patterns in part.definition()}
    leaves = {rule.name: rule.leaf for part in parts for rule in part.rules}
    return Stage(name, definition, leaves, parts)


def _readers(parts: Iterable[Part]) -> dict[str, tuple[int, ...]]:
    readers: dict[str, dict[int, None]] = {}
    for part in parts:
        for key in (key for question in part.questions for key in question.needs):
            readers.setdefault(key, {})[part.number] = None
    return {key: tuple(numbers) for key, numbers in readers.items()}
