"""Conjunctions as rules of the rete network, packed into parts that keep its limits. Pure.

A case fact is wide: one property a variable, so that one pattern holds a whole conjunction. A join for every literal instead made
a judgement four times slower.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from compliance.engine import limits
from compliance.engine.atoms import Variable
from compliance.engine.limits import Test
from compliance.engine.questions import Question, too_large

MAX_INPUTS = 100
MAX_UNEQUAL = 4

Literals = tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One conjunction as a rule of the network: which question it answers, how, and by which literals."""

    question: str
    answer: str
    literals: Literals


@dataclass(frozen=True, slots=True)
class NetworkRule:
    """A leaf, and the patterns (conjunctions of tests) that one fact each must match for it to fire."""

    name: str
    leaf: Leaf
    patterns: tuple[tuple[Test, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Questions that share one case fact; `inputs` are the keys of its properties."""

    number: int
    questions: tuple[Question, ...]
    inputs: tuple[str, ...]
    rules: tuple[NetworkRule, ...]

    def definition(self) -> Iterator[tuple[str, Any]]:
        """The part's rules in durable_rules' form; the first fires for its case fact, whatever it says: proof that it arrived."""
        yield f"case/{self.number}", _rule([_head("case", self.number)])
        for rule in self.rules:
            yield rule.name, _rule(rule.patterns)


RulesOf = Callable[[Question, int], Iterable[NetworkRule]]


def pack(questions: Iterable[Question], rules_of: RulesOf, inputs_of: Callable[[Question], Iterable[str]]) -> tuple[Part, ...]:
    """The questions in parts, in order; raises EngineError for a question that does not fit into any."""
    parts: list[Part] = []
    packing = _Packing(0)
    for question in questions:
        if not packing.add(question, rules_of, inputs_of):
            parts.append(packing.part())
            packing = _Packing(len(parts))
            if not packing.add(question, rules_of, inputs_of):
                raise too_large(question.where, question.key)
    return (*parts, packing.part()) if packing.questions else tuple(parts)


def fits(question: Question) -> bool:
    """Whether a part can hold the question at all."""
    return _Packing(0).add(question, lambda question, part: case_rules(question, part), lambda question: question.variables)


class _Packing:
    """A part that is being filled."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._network = limits.Node()
        self._inputs: dict[str, None] = {}
        self._rules: list[NetworkRule] = []
        self.questions: list[Question] = []

    def add(self, question: Question, rules_of: RulesOf, inputs_of: Callable[[Question], Iterable[str]]) -> bool:
        """Adds the question, if the part then still keeps the limits; if not, the part must not be added to any more."""
        rules = tuple(rules_of(question, self._number))
        patterns = [pattern for rule in rules for pattern in rule.patterns]
        for pattern in patterns:
            self._network.insert(pattern)
        inputs = self._inputs | dict.fromkeys(inputs_of(question))
        sound = len(inputs) <= MAX_INPUTS and all(limits.operators(pattern) <= limits.MAX_OPERATORS for pattern in patterns)
        if not sound or not self._network.within_limits():
            return False
        self._inputs = inputs
        self._rules += rules
        self.questions.append(question)
        return True

    def part(self) -> Part:
        return Part(self._number, tuple(self.questions), tuple(self._inputs), tuple(self._rules))


def chained_rules(question: Question, part: int) -> Iterator[NetworkRule]:
    """Rules over the part's case fact joined with the derived facts they need: the first stage."""
    for number, (literals, answer) in enumerate(question.conjunctions):
        own = [literal for literal in literals if literal[0] not in question.needs]
        patterns = [pattern("case", part, question, own)] if own or not literals else []
        patterns += [pattern("derived", part, question, [literal]) for literal in literals if literal[0] in question.needs]
        yield NetworkRule(f"{question.key}:{number}", Leaf(question.key, answer, literals), tuple(patterns))


def case_rules(question: Question, part: int, *opened: Test) -> Iterator[NetworkRule]:
    """Rules over the part's finished case fact alone, where it also passes the tests `opened`: the second stage."""
    for number, (literals, answer) in enumerate(question.conjunctions):
        tests = pattern("case", part, question, literals, *opened)
        yield NetworkRule(f"{question.key}:{number}", Leaf(question.key, answer, literals), (tests,))


def pattern(
    kind: str, part: int, question: Question, literals: Iterable[tuple[str, tuple[int, ...]]], *extra: Test
) -> tuple[Test, ...]:
    """The tests a fact of this kind and part passes exactly where `literals` hold, and `extra` does."""
    found = [test for key, cells in literals for test in _tests(question.variables[key], cells)]
    return (*_head(kind, part), *extra, *found)


def _head(kind: str, part: int) -> tuple[Test, ...]:
    return {"kind": kind}, {"part": part}


def _rule(patterns: Iterable[tuple[Test, ...]]) -> Any:
    return {"all": [{f"m{number}": {"$and": list(tests)}} for number, tests in enumerate(patterns)]}


def _tests(variable: Variable, cells: tuple[int, ...]) -> list[Test]:
    """The tests, all of which hold exactly where the variable is in one of `cells`."""
    key = variable.probe.key
    if variable.starts:
        return _any_of(list(_ranges(variable, cells)))
    others = [name for cell, name in enumerate(variable.cells) if cell not in cells]
    if len(cells) > 1 and len(others) <= MAX_UNEQUAL:
        # Inequalities are shared between rules; each disjunction makes a node of its own.
        return [{"$neq": {key: name}} for name in others]
    return _any_of([[{key: variable.cells[cell]}] for cell in cells])


def _any_of(options: list[list[Test]]) -> list[Test]:
    if len(options) == 1:
        return options[0]
    return [{"$or": [tests[0] if len(tests) == 1 else {"$and": tests} for tests in options]}]


def _ranges(variable: Variable, cells: tuple[int, ...]) -> Iterator[list[Test]]:
    """Neighbouring cells of a numeric variable as one range each."""
    key = variable.probe.key
    for first in (cell for cell in cells if cell - 1 not in cells):
        last = first
        while last + 1 in cells:
            last += 1
        low, end = variable.stretch(first)[0], variable.stretch(last)[1]
        upper: list[Test] = [] if end is None else [{"$lte": {key: end}}]
        yield [*([{"$gte": {key: low}}] if first or not upper else []), *upper]
