"""Conditions read on their own: whether one holds, and what it says in plain words. Pure.

The engine compiles conditions instead of calling this; proofs, rule listings and messages about one condition use it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from compliance.model import DerivedFact, Fact
from compliance.ruleset import AllOf, Always, AnyOf, Condition, Count, Day, Has, HasStatus, Is, Not

SHOWN_VALUES = 6

Known = Mapping[str, Fact | DerivedFact]


def truth(condition: Condition, facts: Known, day: date) -> bool | None:
    """Whether the condition holds; None where an unclear fact leaves it undecided (Kleene's three-valued logic).

    `facts` holds every fact the condition names, derived ones included; a missing one is a KeyError.
    """
    match condition:
        case Always():
            return True
        case AllOf(parts):
            return _all(truth(part, facts, day) for part in parts)
        case AnyOf(parts):
            return _any(truth(part, facts, day) for part in parts)
        case Not(part):
            held = truth(part, facts, day)
            return None if held is None else not held
        case Day(start, end):
            return (start is None or start <= day) and (end is None or day <= end)
        case HasStatus(fact, statuses):
            return facts[fact].status in statuses
        case Is(fact, values):
            known = facts[fact]
            return None if known.status == "unclear" else _name(known.value) in values
        case Has(fact, members, how):
            return _has(facts[fact], members, how)
        case Count(fact, low, high):
            return _count(facts[fact], low, high)


def holds_member(fact: Fact | DerivedFact, member: str) -> bool | None:
    """Whether a list fact holds `member`."""
    if isinstance(fact.value, tuple) and member in fact.value:
        return True
    if isinstance(fact, DerivedFact):
        return None if member in fact.undecided else False
    return None if fact.status == "unclear" else False


def describe(condition: Condition) -> str:
    """The condition in plain words."""
    match condition:
        case Always():
            return "always"
        case AllOf(parts):
            return " and ".join(_bracketed(part, AnyOf) for part in parts)
        case AnyOf(parts):
            return " or ".join(_bracketed(part, AllOf) for part in parts)
        case Not(part):
            return f"not ({describe(part)})"
        case Day(start, end):
            return _day(start, end)
        case HasStatus(fact, statuses):
            return f"{fact} is {_list(statuses, 'or')}"
        case Is(fact, values):
            return f"{fact} is {_list(values, 'or')}"
        case Has(fact, members, how):
            return f"{fact} holds {_members(members, how)}"
        case Count(fact, low, high):
            return f"{fact} has {_number(low, high)}"


def _all(parts: Iterable[bool | None]) -> bool | None:
    found = set(parts)
    return False if False in found else None if None in found else True


def _any(parts: Iterable[bool | None]) -> bool | None:
    found = set(parts)
    return True if True in found else None if None in found else False


def _has(fact: Fact | DerivedFact, members: tuple[str, ...], how: str) -> bool | None:
    held = [holds_member(fact, member) for member in members]
    if how == "all":
        return _all(held)
    some = _any(held)
    return some if how == "any" or some is None else not some


def _count(fact: Fact | DerivedFact, low: int, high: int | None) -> bool | None:
    least = len(set(fact.value)) if isinstance(fact.value, tuple) else 0
    most: float = least + len(fact.undecided) if isinstance(fact, DerivedFact) else least
    if isinstance(fact, Fact) and fact.status == "unclear":
        most = float("inf")
    top = float("inf") if high is None else high
    if low <= least and most <= top:
        return True
    return False if most < low or least > top else None


def _name(value: object) -> object:
    return {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value


def _bracketed(part: Condition, gate: type[AllOf] | type[AnyOf]) -> str:
    return f"({describe(part)})" if isinstance(part, gate) and len(part.parts) > 1 else describe(part)


def _list(values: Sequence[str], word: str) -> str:
    if len(values) > SHOWN_VALUES:
        return f"one of {', '.join(values[:SHOWN_VALUES])} and {len(values) - SHOWN_VALUES} more"
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} {word} {values[-1]}"


def _members(members: tuple[str, ...], how: str) -> str:
    if how == "all":
        return " and ".join(members)
    if how == "none":
        return f"none of {', '.join(members)}" if len(members) > 1 else f"no {members[0]}"
    return _list(members, "or")


def _number(low: int, high: int | None) -> str:
    if high is None:
        return f"at least {low} member{'' if low == 1 else 's'}"
    if low == high:
        return f"exactly {low} member{'' if low == 1 else 's'}"
    return f"at most {high} member{'' if high == 1 else 's'}" if low <= 0 else f"from {low} to {high} members"


def _day(start: date | None, end: date | None) -> str:
    if start and end:
        return f"the day lies from {start.isoformat()} to {end.isoformat()}"
    if start:
        return f"the day is {start.isoformat()} or later"
    return f"the day is {end.isoformat()} or earlier" if end else "any day"
