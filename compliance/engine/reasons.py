"""Reasons: the literals that decided an answer, in words. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta

from compliance.engine.atoms import Variable
from compliance.model import DerivedFact, Fact, FactValue, Reason

SILENT = "the policy is silent"


def words(value: FactValue) -> str:
    """A fact's value in words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return value or "none"


def reason(variable: Variable, cells: tuple[int, ...], facts: Mapping[str, Fact | DerivedFact], day: date) -> Reason:
    """Why a variable stands in one of `cells`: the fact, its value and status, and a sentence."""
    probe = variable.probe
    if probe.kind == "day":
        return Reason("day", day.isoformat(), "stated", f"the judgement day {day.isoformat()} is {_stretch(variable, cells)}")
    fact = facts[probe.fact]
    value = "unclear" if fact.value is None and fact.status == "unclear" else words(fact.value)
    return Reason(fact.name, value, fact.status, _text(variable, fact))


def _text(variable: Variable, fact: Fact | DerivedFact) -> str:
    probe = variable.probe
    if fact.status == "unclear" and not (isinstance(fact, DerivedFact) and isinstance(fact.value, tuple)):
        return f"{fact.name} is unclear" + (f": {fact.reason}" if isinstance(fact, Fact) and fact.reason else "")
    if probe.kind == "status":
        return f"{fact.name} is {fact.status}"
    if isinstance(fact.value, tuple):
        return _list_text(variable, fact, fact.value)
    if probe.kind == "one_of":
        return f"{fact.name} is {words(fact.value)}"
    return f"{fact.name} is {words(fact.value)}" + _aside(fact)


def _list_text(variable: Variable, fact: Fact | DerivedFact, held: tuple[str, ...]) -> str:
    probe = variable.probe
    if probe.kind == "count":
        return f"{fact.name} has {len(set(held))} member{'' if len(set(held)) == 1 else 's'}" + _aside(fact)
    if isinstance(fact, DerivedFact) and set(probe.members) & set(fact.undecided):
        return f"whether {fact.name} holds {' or '.join(probe.members)} is undecided"
    present = [member for member in probe.members if member in held]
    missing = [member for member in probe.members if member not in held]
    if probe.kind == "all" and missing:
        return f"{fact.name} does not hold {', '.join(missing)}" + _aside(fact)
    if present:
        return f"{fact.name} holds {', '.join(present)}"
    return f"{fact.name} holds {'none of ' if len(missing) > 1 else 'no '}{', '.join(missing)}" + _aside(fact)


def _aside(fact: Fact | DerivedFact) -> str:
    if isinstance(fact, DerivedFact):
        return ""
    return {"absent": f" ({SILENT})", "denied": " (the policy denies it)"}.get(fact.status, "")


def _stretch(variable: Variable, cells: tuple[int, ...]) -> str:
    return " or ".join(_between(*bounds) for bounds in _bounds(variable, cells)) or "any day"


def _bounds(variable: Variable, cells: tuple[int, ...]) -> list[tuple[int, int | None]]:
    found: list[tuple[int, int | None]] = []
    for cell in sorted(cells):
        first, last = variable.stretch(cell)
        if found and cell - 1 in cells:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def _between(first: int, last: int | None) -> str:
    if last is None:
        return f"{_day(first).isoformat()} or later"
    # A stretch ends with the number before the next one's first day, which need not be a day.
    end = _day(last + 1) - timedelta(days=1)
    return f"from {_day(first).isoformat()} to {end.isoformat()}" if first else f"{end.isoformat()} or earlier"


def _day(value: int) -> date:
    return date(value // 10_000, value // 100 % 100, value % 100)
