"""The days on which the rulesets change their answer: edges of windows and of conditions on the day."""

from collections.abc import Iterator
from datetime import date, timedelta

from compliance.ruleset import AllOf, AnyOf, Condition, Day, Not, Rule, Ruleset

_DAY = timedelta(days=1)


def stretches(ruleset: Ruleset, start: date, end: date) -> list[tuple[date, date]]:
    """[start, end] cut at every day on which some rule or derivation begins or ends: (first, last) of each stretch."""
    cuts = sorted({start, *(day for day in _changes(ruleset) if start < day <= end)})
    return [(first, (cuts[number + 1] - _DAY) if number + 1 < len(cuts) else end) for number, first in enumerate(cuts)]


def _changes(ruleset: Ruleset) -> Iterator[date]:
    """The first day of each new state of the law."""
    for rule in ruleset.rules.values():
        for window in rule.windows.values():
            yield from _edges(window.start, window.end)
        for condition in _conditions(rule):
            yield from _days(condition)
    for fact in ruleset.facts.values():
        for _, condition in fact.derive:
            yield from _days(condition)


def _conditions(rule: Rule) -> Iterator[Condition]:
    for condition in (rule.when, rule.satisfied, rule.review, rule.fails, rule.partial, *(c for c, _ in rule.severity_unless)):
        if condition is not None:
            yield condition


def _days(condition: Condition) -> Iterator[date]:
    if isinstance(condition, Day):
        yield from _edges(condition.start, condition.end)
    elif isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _days(part)
    elif isinstance(condition, Not):
        yield from _days(condition.part)


def _edges(start: date | None, end: date | None) -> Iterator[date]:
    if start is not None:
        yield start
    if end is not None:
        yield end + _DAY
