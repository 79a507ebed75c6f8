"""On which facts an outcome stands: the parts of a rule's conditions that decided it, and no others. Pure.

The engine's reasons are the questions its network asked on the way, which may include some that no part of the outcome rests on;
findings quote by these grounds instead.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from compliance.engine.conditions import Known, holds_member, truth
from compliance.engine.questions import GOVERNS
from compliance.model import DerivedFact
from compliance.ruleset import AllOf, AnyOf, Condition, Count, FactType, Has, HasStatus, Is, Not, Rule

LATER_STEPS = ("review", "satisfied", "fails", "partial")


@dataclass(frozen=True, slots=True)
class Ground:
    """A fact read from the text that took part in the decision.

    `stands` is how the condition on it stood, `quotable` whether the fact's words show that; `members` are the members of a list
    fact that the condition found in it (empty: all). `through` are the derived facts on the way to it, the outermost first.
    """

    fact: str
    stands: bool | None
    quotable: bool
    members: tuple[str, ...] = ()
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an outcome rests on.

    `decisive` decided it, `besides` kept it from being worse or better, `applies` is why the rule asks anything of the policy,
    `levels` why its severity differs from the usual one.
    """

    decisive: tuple[Ground, ...]
    besides: tuple[Ground, ...] = ()
    applies: tuple[Ground, ...] = ()
    levels: tuple[Ground, ...] = ()

    def facts(self) -> frozenset[str]:
        """Every fact, read or derived, by name."""
        every = (*self.decisive, *self.besides, *self.applies, *self.levels)
        return frozenset(name for ground in every for name in (ground.fact, *ground.through))


def grounds_of(rule: Rule, types: Mapping[str, FactType], known: Known, day: date, skip: Container[str] = ()) -> Grounds:
    """The grounds of the outcome of `rule`, in the order of its conditions.

    `known` holds derived facts too; of those in `skip` it is not asked on what they stand.
    """
    walk = _Walk(types, known, day, skip)
    when = truth(rule.when, known, day)
    if when is not True:
        return Grounds(walk.of(rule.when))
    applies, levels = walk.of(rule.when), _levels(rule, walk)
    step, stands = _deciding_step(rule, known, day)
    satisfied = walk.of(rule.satisfied)
    besides: tuple[Ground, ...] = ()
    if step in ("fails", "partial") and stands:
        decisive, besides = walk.of(getattr(rule, step)), satisfied
    elif step:
        decisive = walk.of(getattr(rule, step))
    else:
        asked = set(_names(rule.satisfied)) if rule.satisfied else set()
        decisive = satisfied
        besides = tuple(ground for ground in (*walk.of(rule.partial), *walk.of(rule.fails)) if ground.fact not in asked)
    if rule.satisfied is None and step not in ("fails", "review"):
        # Nothing is asked for: what the rule applies to is what is wrong.
        decisive, applies = (*applies, *decisive), ()
    return Grounds(decisive, besides, applies, levels)


def _deciding_step(rule: Rule, known: Known, day: date) -> tuple[str, bool | None]:
    for name in LATER_STEPS:
        condition = getattr(rule, name)
        stands = False if condition is None else truth(condition, known, day)
        if stands or (stands is None and name != "review"):
            return name, stands
    return "", False


def _levels(rule: Rule, walk: "_Walk") -> tuple[Ground, ...]:
    for condition, _ in rule.severity_unless:
        if truth(condition, walk.known, walk.day):
            return walk.of(condition)
    return ()


def territory(types: Mapping[str, FactType]) -> frozenset[str]:
    """The facts, read and derived, that decide which law governs: by place and day, the same for all rules."""
    found: set[str] = set()
    open_names = [GOVERNS]
    while open_names:
        name = open_names.pop()
        if name in types and name not in found:
            found.add(name)
            open_names += [fact for _, condition in types[name].derive for fact in _names(condition)]
    return frozenset(found)


def _names(condition: Condition) -> Iterator[str]:
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _names(part)
        case Not(part):
            yield from _names(part)
        case Is(name) | Has(name) | Count(name) | HasStatus(name):
            yield name


def _quotable(condition: Condition, stands: bool | None, denied: bool, members: tuple[str, ...]) -> bool:
    """Whether the fact's words show why the condition stands as it does: what is not there has no words."""
    match condition:
        case Has(_, _, how) if stands is not None:
            return bool(members) and (how != "all" or stands)
        case HasStatus():
            return stands is True
        case _:
            # A value that was wanted and is another one shows itself.
            return stands is not False or not denied


class _Walk:
    """Collects the grounds of conditions, through derived facts too."""

    def __init__(self, types: Mapping[str, FactType], known: Known, day: date, skip: Container[str]) -> None:
        self._types, self.known, self.day, self._skip = types, known, day, skip

    def of(self, condition: Condition | None) -> tuple[Ground, ...]:
        """The grounds on which `condition` stands as it does, each once."""
        return () if condition is None else tuple(dict.fromkeys(self._of(condition, False, ())))

    def _of(self, condition: Condition, denied: bool, through: tuple[str, ...]) -> Iterator[Ground]:
        match condition:
            case AllOf(parts) | AnyOf(parts):
                for part in self._deciding(condition, parts):
                    yield from self._of(part, denied, through)
            case Not(part):
                yield from self._of(part, not denied, through)
            case Is(name) | Has(name) | Count(name) | HasStatus(name):
                yield from self._of_fact(condition, name, denied, through)

    def _deciding(self, whole: Condition, parts: Iterable[Condition]) -> list[Condition]:
        """The parts that stand as the whole does: the others do not matter, or matter to its opposite."""
        stands = truth(whole, self.known, self.day)
        return [part for part in parts if truth(part, self.known, self.day) is stands]

    def _of_fact(
        self, condition: Is | Has | Count | HasStatus, name: str, denied: bool, through: tuple[str, ...]
    ) -> Iterator[Ground]:
        fact, stands = self.known[name], truth(condition, self.known, self.day)
        if isinstance(fact, DerivedFact):
            if name not in through and name not in self._skip:
                for step, turned in self._derivations(condition, fact):
                    yield from self._of(step, denied is not turned, (*through, name))
            return
        held = fact.value if isinstance(fact.value, tuple) else ()
        members = tuple(member for member in condition.members if member in held) if isinstance(condition, Has) else ()
        yield Ground(name, stands, _quotable(condition, stands, denied, members), members, through)

    def _derivations(self, condition: Is | Has | Count | HasStatus, fact: DerivedFact) -> Iterator[tuple[Condition, bool]]:
        """The derivations that the condition asks about, and whether it asks for their opposite."""
        kind = self._types[fact.name]
        if isinstance(condition, Has):
            steps = dict(kind.derive)
            held = [member for member in condition.members if holds_member(fact, member)]
            for member in held or condition.members:
                if member in steps:
                    yield steps[member], condition.how == "none"
        elif kind.kind == "boolean":
            yield kind.derive[0][1], isinstance(condition, Is) and condition.values == ("false",)
        else:
            yield from ((step, False) for value, step in kind.derive if kind.kind == "list" or value == fact.value)
