"""Three-valued expressions over variables with few values, and their partial evaluation. Pure.

True, False and None (undecided) are the constants; `all`, `any` and `not` follow Kleene's strong logic. De Morgan's laws hold in
it, so a negation is pushed down to the literals and no negation node is needed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Literal:
    """How the condition stands for each cell (value) of the variable `key`."""

    key: str
    truth: tuple[bool | None, ...]


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold; two or more parts, none of them true or false."""

    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds; two or more parts, none of them true or false."""

    parts: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Between:
    """From `low` to `high` of the parts hold, with `yes` known to hold and `maybe` known to be undecided."""

    low: int
    high: int | None
    negated: bool
    yes: int
    maybe: int
    parts: tuple[Literal, ...]


Expression = Literal | Every | Some | Between | bool | None


def every(parts: Iterable[Expression]) -> Expression:
    """The conjunction of `parts`, as short as it gets."""
    kept = _gather(parts, Every, neutral=True)
    return kept if isinstance(kept, bool) else _gate(kept, Every, neutral=True)


def some(parts: Iterable[Expression]) -> Expression:
    """The disjunction of `parts`, as short as it gets."""
    kept = _gather(parts, Some, neutral=False)
    return kept if isinstance(kept, bool) else _gate(kept, Some, neutral=False)


def between(low: int, high: int | None, parts: Iterable[Expression]) -> Expression:
    """Whether from `low` to `high` (None: no upper end) of `parts`, literals or constants, hold."""
    return _between(Between(low, high, False, 0, 0, ()), parts)


def negate(expression: Expression) -> Expression:
    """The opposite; undecided stays undecided."""
    match expression:
        case None:
            return None
        case bool():
            return not expression
        case Literal(key, truth):
            return Literal(key, tuple(None if cell is None else not cell for cell in truth))
        case Every(parts):
            return some(negate(part) for part in parts)
        case Some(parts):
            return every(negate(part) for part in parts)
        case Between(low, high, negated, yes, maybe, literals):
            return Between(low, high, not negated, yes, maybe, literals)


def assign(expression: Expression, key: str, cell: int) -> Expression:
    """What is left of the expression once the variable `key` is known to be in `cell`."""
    match expression:
        case Literal(name, truth):
            return truth[cell] if name == key else expression
        case Every(parts):
            return every(assign(part, key, cell) for part in parts)
        case Some(parts):
            return some(assign(part, key, cell) for part in parts)
        case Between(parts=parts):
            return _between(expression, (assign(part, key, cell) for part in parts))
        case _:
            return expression


def variables(expression: Expression) -> Iterator[str]:
    """The keys of the expression's variables in the order of their appearance, repeats included."""
    match expression:
        case Literal(key, _):
            yield key
        case Every(parts) | Some(parts) | Between(parts=parts):
            for part in parts:
                yield from variables(part)


def _gather(parts: Iterable[Expression], node: type[Every] | type[Some], *, neutral: bool) -> dict[Expression, None] | bool:
    """The parts without repeats and neutral ones, gates of the same kind opened; or the absorbing constant."""
    # A dict keeps the author's order. Constants are told from literals by identity: 1 == True does not occur here.
    kept: dict[Expression, None] = {}
    for part in parts:
        if isinstance(part, bool):
            if part is not neutral:
                return part
        elif isinstance(part, node):
            kept.update(dict.fromkeys(part.parts))
        else:
            kept[part] = None
    return kept


def _gate(kept: dict[Expression, None], node: type[Every] | type[Some], *, neutral: bool) -> Expression:
    if not kept:
        return neutral
    if len(kept) == 1:
        return next(iter(kept))
    return node(tuple(kept))


def _between(count: Between, parts: Iterable[Expression]) -> Expression:
    yes, maybe = count.yes, count.maybe
    rest: list[Literal] = []
    for part in parts:
        if isinstance(part, Literal):
            rest.append(part)
        elif part is True:
            yes += 1
        elif part is None:
            maybe += 1
    most = yes + maybe + len(rest)
    if count.low <= yes and (count.high is None or most <= count.high):
        return not count.negated
    if most < count.low or (count.high is not None and yes > count.high):
        return count.negated
    return Between(count.low, count.high, count.negated, yes, maybe, tuple(rest)) if rest else None
