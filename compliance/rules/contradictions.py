"""Finds conditions that cannot hold in any policy: two values of one fact at once, a status that excludes the value.

It looks at what must hold together and, for `any`, at each alternative with it. What it reports is certain; it does not
find every contradiction.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from compliance.model import Status
from compliance.ruleset import AllOf, AnyOf, Condition, Count, Day, FactType, Has, HasStatus, Is, Not

_STATUSES: frozenset[str] = frozenset(get_args(Status))


@dataclass(slots=True)
class _Demands:
    """What is asked of one fact at once."""

    values: frozenset[str] | None = None
    statuses: frozenset[str] = _STATUSES
    all_of: set[str] = field(default_factory=set)
    none_of: set[str] = field(default_factory=set)
    any_of: list[tuple[str, ...]] = field(default_factory=list)
    low: int = 0
    high: int | None = None
    asks_value: bool = False


def conflict(parts: Iterable[Condition], facts: Mapping[str, FactType]) -> str:
    """Why `parts` cannot all hold at once; '' where no reason is found."""
    literals: list[Condition] = []
    choices: list[AnyOf] = []
    for part in _flat(parts, facts):
        if isinstance(part, AnyOf):
            choices.append(part)
        else:
            literals.append(part)
    found = _among(literals, facts)
    if found:
        return found
    for choice in choices:
        reasons = [conflict((*literals, alternative), facts) for alternative in choice.parts]
        if reasons and all(reasons):
            return reasons[0]
    return ""


def _flat(parts: Iterable[Condition], facts: Mapping[str, FactType]) -> Iterator[Condition]:
    for part in parts:
        if isinstance(part, AllOf):
            yield from _flat(part.parts, facts)
        elif isinstance(part, Not):
            opposite = _opposite(part.part, facts)
            yield from _flat((opposite,), facts) if opposite is not None else ()
        else:
            yield part


def _opposite(part: Condition, facts: Mapping[str, FactType]) -> Condition | None:
    """The condition that holds where `part` does not; None where there is no simple one."""
    if isinstance(part, Not):
        return part.part
    if isinstance(part, AnyOf):
        return AllOf(tuple(Not(one) for one in part.parts))
    if isinstance(part, AllOf):
        return AnyOf(tuple(Not(one) for one in part.parts))
    if isinstance(part, Is) and part.fact in facts:
        return Is(part.fact, tuple(value for value in _legal(facts[part.fact]) if value not in part.values))
    if isinstance(part, Has) and part.how != "all":
        return Has(part.fact, part.members, "none" if part.how == "any" else "any")
    if isinstance(part, HasStatus):
        return HasStatus(part.fact, tuple(one for one in get_args(Status) if one not in part.statuses))
    return None


def _legal(fact: FactType) -> tuple[str, ...]:
    return ("true", "false") if fact.kind == "boolean" else fact.values


def _among(literals: Iterable[Condition], facts: Mapping[str, FactType]) -> str:
    demands: dict[str, _Demands] = {}
    first: date | None = None
    last: date | None = None
    for literal in literals:
        if isinstance(literal, Day):
            first = max((day for day in (first, literal.start) if day), default=None)
            last = min((day for day in (last, literal.end) if day), default=None)
        elif isinstance(literal, Is | Has | Count | HasStatus):
            demand = demands.setdefault(literal.fact, _Demands())
            earlier = demand.values
            _add(demand, literal)
            if isinstance(literal, Is) and not demand.values:
                return _two_values(literal, earlier)
    if first and last and first > last:
        return f"no day is on or after {first} and on or before {last}"
    return next((found for name, demand in demands.items() if name in facts and (found := _fault(facts[name], demand))), "")


def _two_values(literal: Is, earlier: frozenset[str] | None) -> str:
    if not earlier or not literal.values:
        return f"'{literal.fact}' would have none of its values"
    return f"'{literal.fact}' would be {' or '.join(sorted(earlier))} and {' or '.join(literal.values)} at once"


def _add(demand: _Demands, literal: Is | Has | Count | HasStatus) -> None:
    if isinstance(literal, HasStatus):
        demand.statuses &= frozenset(literal.statuses)
        return
    demand.asks_value = True
    if isinstance(literal, Is):
        demand.values = frozenset(literal.values) if demand.values is None else demand.values & frozenset(literal.values)
    elif isinstance(literal, Count):
        demand.low = max(demand.low, literal.low)
        demand.high = (
            literal.high if demand.high is None else demand.high if literal.high is None else min(demand.high, literal.high)
        )
    elif literal.how == "any":
        demand.any_of.append(literal.members)
        demand.low = max(demand.low, 1)
    elif literal.how == "all":
        demand.all_of |= set(literal.members)
        demand.low = max(demand.low, len(demand.all_of))
    else:
        demand.none_of |= set(literal.members)


def _fault(fact: FactType, demand: _Demands) -> str:
    name = fact.name
    if not demand.statuses:
        return f"'{name}' would have two statuses at once"
    if demand.asks_value and demand.statuses == {"unclear"}:
        return f"'{name}' has no value where it is unclear"
    both = demand.all_of & demand.none_of
    if both:
        return f"'{name}' would hold {sorted(both)[0]} and not hold it"
    if any(set(members) <= demand.none_of for members in demand.any_of):
        return f"'{name}' would hold one of the members that it must not hold"
    if demand.high is not None and demand.low > demand.high:
        return f"'{name}' would have at least {demand.low} and at most {demand.high} members"
    return _empty_fault(fact, demand)


def _empty_fault(fact: FactType, demand: _Demands) -> str:
    """A value is asked for although the status leaves only the default (absent) or a denial."""
    if not demand.asks_value or not demand.statuses <= {"absent", "denied", "unclear"}:
        return ""
    status = " or ".join(sorted(demand.statuses))
    if fact.kind == "list":
        return f"'{fact.name}' has no members where it is {status}" if demand.low > 0 else ""
    default = str(fact.default).lower() if fact.kind == "boolean" else str(fact.default)
    possible = {default} if "absent" in demand.statuses else set()
    if "denied" in demand.statuses:
        possible |= {"false", "none", "no"}
    if demand.values is not None and not demand.values & possible:
        return f"'{fact.name}' cannot be {' or '.join(sorted(demand.values))} where it is {status}"
    return ""
