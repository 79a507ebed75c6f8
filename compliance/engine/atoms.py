"""Variables: what conditions ask about a fact, each with a finite set of cells (values); and conditions as expressions over them.

A probe is one question to one fact, asked before the engine starts (what is its value, does the list hold one of these members,
how many members, which status) or answered by the engine itself (a derived fact). An undecided answer is the cell "?".
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal as OneOf
from typing import TypeGuard, get_args

from compliance.engine import logic
from compliance.engine.logic import Expression, Literal
from compliance.errors import EngineError
from compliance.model import Fact, Status
from compliance.ruleset import AllOf, Always, AnyOf, Condition, Count, Day, FactType, Has, HasStatus, Is, Not

YES, NO, UNDECIDED = "yes", "no", "?"
TERNARY = (YES, NO, UNDECIDED)
STATUSES: tuple[Status, ...] = get_args(Status)
UNCLEAR_COUNT = -1
FIRST_DAY = 0
DAY_KEY = "day"

ProbeKind = OneOf["value", "one_of", "any", "all", "count", "status", "day", "derived"]


@dataclass(frozen=True, slots=True)
class Probe:
    """One question to the fact `fact`; `members` are the values or members it asks for. `key` names it in the engine."""

    key: str
    kind: ProbeKind
    fact: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variable:
    """A probe with its cells: the values themselves or, for numbers, stretches that begin at `starts`."""

    probe: Probe
    cells: tuple[str, ...]
    starts: tuple[int, ...] = ()

    def cell_of(self, value: str | int) -> int:
        """The cell in which `value` lies."""
        return bisect_right(self.starts, value) - 1 if isinstance(value, int) else self.cells.index(value)

    def stretch(self, cell: int) -> tuple[int, int | None]:
        """First and last number of a cell; the last cell has no end."""
        return self.starts[cell], self.starts[cell + 1] - 1 if cell + 1 < len(self.starts) else None


def number(day: date) -> int:
    """A day as the number yyyymmdd."""
    return day.year * 10_000 + day.month * 100 + day.day


def _ends(day: date | None) -> TypeGuard[date]:
    """Whether a stretch that ends on `day` has an end at all: nothing follows the last day of the calendar."""
    return day is not None and day < date.max


def _day_after(day: date) -> int:
    return number(day + timedelta(days=1))


def answer(probe: Probe, facts: Mapping[str, Fact], day: date) -> str | int:
    """The probe's answer, for every kind but "derived": a cell's name, or a number for "count" and "day".

    Raises EngineError where the fact is missing or its value is not of its kind.
    """
    if probe.kind == "day":
        return number(day)
    fact = facts.get(probe.fact)
    if fact is None:
        remedy = "pass every fact of the vocabulary, absent ones with their default"
        raise EngineError(probe.fact, "the engine was given no such fact", remedy)
    if probe.kind == "status":
        return fact.status
    if fact.status == "unclear":
        return UNCLEAR_COUNT if probe.kind == "count" else UNDECIDED
    if probe.kind in ("value", "one_of"):
        return _scalar(probe, fact)
    if not isinstance(fact.value, tuple):
        raise EngineError(probe.fact, f"its value {fact.value!r} is no list", "a list fact has a tuple of members")
    if probe.kind == "count":
        return len(set(fact.value))
    held = [member in fact.value for member in probe.members]
    return YES if (all(held) if probe.kind == "all" else any(held)) else NO


def _scalar(probe: Probe, fact: Fact) -> str:
    if isinstance(fact.value, tuple):
        raise EngineError(probe.fact, f"its value {fact.value!r} is no single value", "only a list fact has a tuple as value")
    value = fact.value if isinstance(fact.value, str) else "" if fact.value is None else str(fact.value).lower()
    if probe.kind == "one_of":
        return YES if value in probe.members else NO
    if value not in probe.members:
        problem = f"its value {fact.value!r} is none of {', '.join(probe.members)}"
        raise EngineError(probe.fact, problem, "mend the detector or the fact's type")
    return value


class Binder:
    """Turns the conditions of one question into expressions, and collects the variables they ask.

    The days and counts at which the question's answer can change become the cells of its numeric variables.
    """

    def __init__(self, where: str, types: Mapping[str, FactType], conditions: Iterable[Condition]) -> None:
        """`where` names the question in errors; `conditions` are all the conditions that will be bound."""
        self._where = where
        self._types = types
        self.variables: dict[str, Variable] = {}
        self._days = {FIRST_DAY}
        self._counts: dict[str, set[int]] = {}
        for condition in conditions:
            self._cut(condition)

    def bind(self, condition: Condition) -> Expression:
        """The condition as an expression over the question's variables; raises EngineError for an unknown fact."""
        match condition:
            case Always():
                return True
            case AllOf(parts):
                return logic.every(self.bind(part) for part in parts)
            case AnyOf(parts):
                return logic.some(self.bind(part) for part in parts)
            case Not(part):
                return logic.negate(self.bind(part))
            case Day(start, end):
                low, high = number(start) if start else None, number(end) if _ends(end) else None
                return self._numeric(Probe(DAY_KEY, "day", DAY_KEY), self._days, low, high)
            case Is(fact, values):
                return self._is(self._type(fact), values)
            case Has(fact, members, how):
                return self._has(self._type(fact), members, how)
            case Count(fact, low, high):
                return self._count(self._type(fact), low, high)
            case HasStatus(fact, statuses):
                return self._status(self._type(fact), statuses)

    def _cut(self, condition: Condition) -> None:
        match condition:
            case AllOf(parts) | AnyOf(parts):
                for part in parts:
                    self._cut(part)
            case Not(part):
                self._cut(part)
            case Day(start, end):
                self._days |= ({number(start)} if start else set()) | ({_day_after(end)} if _ends(end) else set())
            case Count(fact, low, high):
                cuts = self._counts.setdefault(fact, {UNCLEAR_COUNT, 0})
                cuts |= {max(low, 0)} | (set() if high is None else {high + 1})

    def _type(self, name: str) -> FactType:
        if name not in self._types:
            problem = f"a condition names the fact {name!r}, which the vocabulary lacks"
            raise EngineError(self._where, problem, "add the fact or mend the name")
        return self._types[name]

    def _ask(
        self, probe: Probe, cells: tuple[str, ...], truth: Iterable[bool | None], starts: tuple[int, ...] = ()
    ) -> Expression:
        self.variables[probe.key] = Variable(probe, cells, starts)
        # A literal that stands the same for every cell is a constant.
        stands = tuple(truth)
        return stands[0] if len(set(stands)) == 1 else Literal(probe.key, stands)

    def _numeric(self, probe: Probe, cuts: set[int], low: int | None, high: int | None) -> Expression:
        starts = tuple(sorted(cuts))
        truth = [(low is None or low <= at) and (high is None or at <= high) for at in starts]
        undecided = [None if at == UNCLEAR_COUNT else held for at, held in zip(starts, truth, strict=True)]
        return self._ask(probe, tuple(map(str, starts)), undecided, starts)

    def _is(self, fact: FactType, values: tuple[str, ...]) -> Expression:
        if fact.kind == "date":
            return self._ternary(Probe(f"{fact.name}={'|'.join(values)}", "one_of", fact.name, values))
        options = scalar_values(fact)
        cells = (*options, UNDECIDED)
        probe = Probe(fact.name, "derived" if fact.derived else "value", fact.name, options)
        return self._ask(probe, cells, [None if cell == UNDECIDED else cell in values for cell in cells])

    def _has(self, fact: FactType, members: tuple[str, ...], how: str) -> Expression:
        if fact.derived:
            held = [self._member(fact, member) for member in members]
            return logic.every(held) if how == "all" else logic.negate(logic.some(held)) if how == "none" else logic.some(held)
        names = tuple(sorted(set(members)))
        if not names:
            return how != "any"
        kind: ProbeKind = "all" if how == "all" and len(names) > 1 else "any"
        held_any = self._ternary(Probe(f"{fact.name}~{kind}({'|'.join(names)})", kind, fact.name, names))
        return logic.negate(held_any) if how == "none" else held_any

    def _member(self, fact: FactType, member: str) -> Expression:
        if member not in dict(fact.derive):
            return False
        return self._ternary(Probe(member_key(fact.name, member), "derived", fact.name, (member,)))

    def _ternary(self, probe: Probe) -> Expression:
        return self._ask(probe, TERNARY, (True, False, None))

    def _count(self, fact: FactType, low: int, high: int | None) -> Expression:
        if fact.derived:
            return logic.between(low, high, [self._member(fact, member) for member, _ in fact.derive])
        if low <= 0 and high is None:
            return True
        return self._numeric(Probe(f"{fact.name}#", "count", fact.name), self._counts[fact.name], low, high)

    def _status(self, fact: FactType, statuses: tuple[Status, ...]) -> Expression:
        if not fact.derived:
            return self._ask(Probe(f"{fact.name}!", "status", fact.name), STATUSES, [cell in statuses for cell in STATUSES])
        if fact.kind == "list":
            return self._list_status(fact, statuses)
        options = scalar_values(fact)
        cells = (*options, UNDECIDED)
        status = ["unclear" if cell == UNDECIDED else "absent" if cell == default_value(fact) else "stated" for cell in cells]
        return self._ask(Probe(fact.name, "derived", fact.name, options), cells, [found in statuses for found in status])

    def _list_status(self, fact: FactType, statuses: tuple[Status, ...]) -> Expression:
        """A derived list is unclear where any member is undecided, else stated where it has one, else absent."""
        members = [member_key(fact.name, member) for member, _ in fact.derive]
        for key, (member, _) in zip(members, fact.derive, strict=True):
            self._ternary(Probe(key, "derived", fact.name, (member,)))
        unclear = logic.some(Literal(key, (False, False, True)) for key in members)
        stated = logic.some(Literal(key, (True, False, False)) for key in members)
        parts = {
            "unclear": unclear,
            "stated": logic.every([logic.negate(unclear), stated]),
            "absent": logic.every([logic.negate(unclear), logic.negate(stated)]),
        }
        return logic.some(parts[status] for status in statuses if status in parts)


def member_key(fact: str, member: str) -> str:
    """The key under which the engine concludes that a derived list fact holds a member."""
    return f"{fact}~{member}"


def default_value(fact: FactType) -> str:
    """The default of a boolean or enum fact as a cell's name."""
    return "false" if fact.kind == "boolean" else fact.default if isinstance(fact.default, str) else "none"


def scalar_values(fact: FactType) -> tuple[str, ...]:
    """The values of a boolean or enum fact as names of cells, its default among them."""
    if fact.kind == "boolean":
        return ("true", "false")
    return tuple(dict.fromkeys((*fact.values, default_value(fact))))
