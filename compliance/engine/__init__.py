"""Judges facts by rules: forward chaining from what a policy says to which law governs it and what it lacks.

`Engine(ruleset).judge(facts, day)` is all a caller needs; `explain` and `conditions` put conditions and results in words.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from compliance.engine.atoms import UNDECIDED, YES, answer
from compliance.engine.compile import Program as Compiled
from compliance.engine.compile import Stage, compile_ruleset
from compliance.engine.patterns import Leaf, Part
from compliance.engine.results import Firings, Judged, Reader, RuleOutcome
from compliance.engine.session import FactRecord, Network
from compliance.model import Fact
from compliance.ruleset import Ruleset

__all__ = ["Compiled", "Engine", "Judged", "RuleOutcome", "compile_ruleset"]

Values = Mapping[str, str | int]


class Engine:
    """A ruleset, compiled once; `judge` may be called any number of times."""

    def __init__(self, ruleset: Ruleset, compiled: Compiled | None = None) -> None:
        """Compiles the ruleset, unless given `compiled`; raises EngineError for what the engine cannot hold, and for circles."""
        self._ruleset = ruleset
        self._program = compiled or compile_ruleset(ruleset)
        self._derive = Network(self._program.derive.name, self._program.derive.definition)
        self._conclude = Network(self._program.conclude.name, self._program.conclude.definition)
        self._judge = [(stage, Network(stage.name, stage.definition)) for stage in self._program.judge]

    def judge(self, facts: Mapping[str, Fact], day: date) -> Judged:
        """Derives and judges by the law of `day`.

        Raises EngineError where a fact that a condition asks for is missing or illegal, or the engine fails.
        """
        values = {probe.key: answer(probe, facts, day) for probe in self._program.probes}
        derived = self._run_derive(values)
        values |= {key: leaf.answer for key, leaf in derived.items()}
        last = self._program.conclude
        derived |= _run(last, self._conclude, values, last.questions)
        values |= {key: leaf.answer for key, leaf in derived.items()}
        rules, in_force = self._ruleset.rules, self._program.in_force
        opened = frozenset(name for name in rules if values[in_force[name]] == YES)
        fired: dict[str, Leaf] = {}
        for stage, network in self._judge:
            fired |= _run(stage, network, values, stage.questions & opened)
        reader = Reader(self._ruleset.facts, self._program.variables, facts, day, derived)
        return Judged(
            derived=reader.derived,
            outcomes={name: reader.outcome(rules[name], fired[name]) for name in rules if name in opened},
            undecided=tuple(name for name in rules if values[in_force[name]] == UNDECIDED),
            member_reasons={
                name: reader.member_reasons(kind)
                for name, kind in self._ruleset.facts.items()
                if kind.derived and kind.kind == "list"
            },
        )

    def _run_derive(self, values: Values) -> dict[str, Leaf]:
        """The conjunction that held for each derived key; each is asserted as it fires, so that others can build on it."""
        stage, readers = self._program.derive, self._program.readers
        firings = Firings(stage.name, stage.leaves)

        def act(rule: str) -> Iterator[FactRecord]:
            if leaf := firings.take(rule):
                for part in readers.get(leaf.question, ()):
                    yield {"kind": "derived", "part": part, leaf.question: leaf.answer}

        self._derive.run(_cases(stage.parts, values), act, stage.firings)
        firings.check(stage.questions)
        return firings.leaves


def _run(stage: Stage, network: Network, values: Values, expected: frozenset[str]) -> Mapping[str, Leaf]:
    """The conjunction that held for each question of a stage without chaining; exactly those of `expected` must be answered."""
    firings = Firings(stage.name, stage.leaves)

    def act(rule: str) -> tuple[FactRecord, ...]:
        firings.take(rule)
        return ()

    network.run(_cases(stage.parts, values), act, stage.firings)
    firings.check(expected)
    return firings.leaves


def _cases(parts: tuple[Part, ...], values: Values) -> Iterator[FactRecord]:
    """The case as each part sees it."""
    for part in parts:
        yield {"kind": "case", "part": part.number, **{key: values[key] for key in part.inputs}}
