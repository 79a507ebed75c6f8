"""What the engine's firings say: derived facts and rule outcomes, with the reasons that decided them. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import get_args

from compliance.engine.atoms import UNDECIDED, YES, Variable, default_value, member_key
from compliance.engine.patterns import Leaf
from compliance.engine.reasons import reason
from compliance.errors import EngineError
from compliance.model import DerivedFact, Fact, Level, Outcome, Reason
from compliance.ruleset import FactType, Rule

_OUTCOMES: Mapping[str, Outcome] = {outcome: outcome for outcome in get_args(Outcome)}


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """How a rule in force came out, with the severity that holds for this policy and the reasons that decided it."""

    rule: str
    outcome: Outcome
    level: Level
    why: str
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What the engine concluded: the derived facts, and the outcome of exactly the rules in force.

    `undecided` names the rules of which it cannot be told whether they are in force, because it is undecided which law governs.
    `member_reasons` tells of each derived list why each member belongs to it, or may.
    """

    derived: Mapping[str, DerivedFact]
    outcomes: Mapping[str, RuleOutcome]
    undecided: tuple[str, ...]
    member_reasons: Mapping[str, Mapping[str, tuple[Reason, ...]]] = field(default_factory=dict)


class Firings:
    """The conjunctions that fired in one run of a stage, one for each question; any other number is an error."""

    def __init__(self, stage: str, known: Mapping[str, Leaf]) -> None:
        """`known` are the stage's conjunctions by rule name."""
        self._stage = stage
        self._known = known
        self.leaves: dict[str, Leaf] = {}

    def take(self, rule: str) -> Leaf | None:
        """The conjunction of a rule that fired; None for a rule that only acknowledges a case fact."""
        leaf = self._known.get(rule)
        if leaf is None:
            return None
        if leaf.question in self.leaves:
            raise EngineError(self._stage, f"two conjunctions of {leaf.question!r} fired, {rule!r} is the second")
        self.leaves[leaf.question] = leaf
        return leaf

    def check(self, expected: frozenset[str]) -> None:
        """Raises EngineError unless exactly the questions of `expected` were answered."""
        if wrong := sorted(expected ^ self.leaves.keys()):
            raise EngineError(self._stage, f"the engine left unanswered, or answered unasked: {', '.join(wrong)}")


class Reader:
    """Puts the firings of one judgement into words."""

    def __init__(
        self,
        types: Mapping[str, FactType],
        variables: Mapping[str, Mapping[str, Variable]],
        facts: Mapping[str, Fact],
        day: date,
        derived: Mapping[str, Leaf],
    ) -> None:
        """`derived` gives the conjunction that fired for each derived key, `variables` those of each question."""
        self._variables = variables
        self._day = day
        self._fired = derived
        self._found: dict[tuple[str, tuple[int, ...]], Reason] = {}
        concluded = {name: _conclude(kind, derived) for name, kind in types.items() if kind.derived}
        self._facts: dict[str, Fact | DerivedFact] = {**facts, **concluded}
        self.derived = {name: replace(fact, because=self._why(types[name])) for name, fact in concluded.items()}

    def outcome(self, rule: Rule, leaf: Leaf) -> RuleOutcome:
        """The outcome of a rule by the conjunction that fired for it."""
        name, _, level = leaf.answer.partition(" ")
        severity = rule.severity_unless[int(level) - 1][1] if level and level != "0" else rule.severity
        return RuleOutcome(rule.id, _OUTCOMES[name], severity.level, severity.why, tuple(dict.fromkeys(self._reasons(leaf))))

    def member_reasons(self, kind: FactType) -> dict[str, tuple[Reason, ...]]:
        """Why each member of the derived list `kind` belongs to it or may; the others are left out."""
        leaves = {member: self._fired[member_key(kind.name, member)] for member, _ in kind.derive}
        telling = {member: leaf for member, leaf in leaves.items() if leaf.answer in (YES, UNDECIDED)}
        return {member: tuple(dict.fromkeys(self._reasons(leaf))) for member, leaf in telling.items()}

    def _why(self, kind: FactType) -> tuple[Reason, ...]:
        """For a list the reasons of the members that hold or are undecided; where there are none, those of all members."""
        if kind.kind != "list":
            return tuple(dict.fromkeys(self._reasons(self._fired[kind.name])))
        leaves = [self._fired[member_key(kind.name, member)] for member, _ in kind.derive]
        telling = [leaf for leaf in leaves if leaf.answer in (YES, UNDECIDED)] or leaves
        return tuple(dict.fromkeys(found for leaf in telling for found in self._reasons(leaf)))

    def _reasons(self, leaf: Leaf) -> Iterator[Reason]:
        for key, cells in leaf.literals:
            variable = self._variables[leaf.question][key]
            if variable.starts:
                yield reason(variable, cells, self._facts, self._day)
            elif (key, cells) in self._found:
                yield self._found[key, cells]
            elif variable.probe.fact in self._facts:
                yield self._found.setdefault((key, cells), reason(variable, cells, self._facts, self._day))
            else:
                # A helper question that the compiler made of a large condition: its own literals are the reasons.
                yield from self._reasons(self._fired[key])


def _conclude(kind: FactType, fired: Mapping[str, Leaf]) -> DerivedFact:
    if kind.kind == "list":
        answers = {member: fired[member_key(kind.name, member)].answer for member, _ in kind.derive}
        held = tuple(member for member, found in answers.items() if found == YES)
        undecided = tuple(member for member, found in answers.items() if found == UNDECIDED)
        return DerivedFact(kind.name, held, "unclear" if undecided else "stated" if held else "absent", undecided=undecided)
    found = fired[kind.name].answer
    if found == UNDECIDED:
        return DerivedFact(kind.name, None, "unclear")
    value = found == "true" if kind.kind == "boolean" else found
    return DerivedFact(kind.name, value, "absent" if found == default_value(kind) else "stated")
