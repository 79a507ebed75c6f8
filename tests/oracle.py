"""A second, independent judge: the decision lists of docs/rule-authoring.md read literally, in plain Python, by a fixpoint.

It shares no code with the engine. It is slow and simple on purpose: what both say is very likely what the document means.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from compliance.model import Fact
from compliance.ruleset import AllOf, Always, AnyOf, Condition, Count, Day, Has, HasStatus, Is, Not, Rule, Ruleset


@dataclass(frozen=True)
class Known:
    """What is known of a fact: one value (None: undecided), or members that are in and members that may be."""

    status: str
    value: str | None = None
    members: frozenset[str] = frozenset()
    maybe: frozenset[str] | None = frozenset()  # None: any member may be


def known_fact(fact: Fact) -> Known:
    if isinstance(fact.value, tuple):
        return Known(fact.status, members=frozenset(fact.value))
    if fact.status == "unclear":
        return Known("unclear", maybe=None)
    return Known(fact.status, value={True: "true", False: "false", None: ""}.get(fact.value, fact.value))


def holds(condition: Condition, known: Mapping[str, Known], day: date) -> bool | None:
    match condition:
        case Always():
            return True
        case AllOf(parts):
            return all_of([holds(part, known, day) for part in parts])
        case AnyOf(parts):
            return opposite(all_of([opposite(holds(part, known, day)) for part in parts]))
        case Not(part):
            return opposite(holds(part, known, day))
        case Day(start, end):
            return (start is None or day >= start) and (end is None or day <= end)
        case HasStatus(fact, statuses):
            return known[fact].status in statuses
        case Is(fact, values):
            return None if known[fact].status == "unclear" else known[fact].value in values
        case Has(fact, members, how):
            has = [member_of(known[fact], member) for member in members]
            some = opposite(all_of([opposite(one) for one in has]))
            return all_of(has) if how == "all" else opposite(some) if how == "none" else some
        case Count(fact, low, high):
            return counted(known[fact], low, high)


def all_of(parts: list[bool | None]) -> bool | None:
    return False if False in parts else None if None in parts else True


def opposite(held: bool | None) -> bool | None:
    return None if held is None else not held


def member_of(known: Known, member: str) -> bool | None:
    if member in known.members:
        return True
    return None if known.maybe is None or member in known.maybe else False


def counted(known: Known, low: int, high: int | None) -> bool | None:
    if known.maybe is None:
        # The answer of an unclear list is known only where every number of members gives the same.
        return True if low <= 0 and high is None else None
    possible = {
        low <= number and (high is None or number <= high)
        for number in range(len(known.members), len(known.members | known.maybe) + 1)
    }
    return possible.pop() if len(possible) == 1 else None


def derive(ruleset: Ruleset, facts: Mapping[str, Fact], day: date) -> dict[str, Known]:
    """All facts, derived ones included: concluded round by round until nothing new is known."""
    known = {name: known_fact(fact) for name, fact in facts.items()}
    waiting = [kind for kind in ruleset.facts.values() if kind.derived]
    while waiting:
        left = []
        for kind in waiting:
            try:
                truths = [(name, holds(condition, known, day)) for name, condition in kind.derive]
            except KeyError:
                left.append(kind)
                continue
            if kind.kind == "list":
                members = frozenset(name for name, held in truths if held is True)
                maybe = frozenset(name for name, held in truths if held is None)
                known[kind.name] = Known("unclear" if maybe else "stated" if members else "absent", None, members, maybe)
                continue
            default = "false" if kind.kind == "boolean" else str(kind.default)
            value: str | None = default
            for name, held in truths:
                if held is not False:
                    value = name if held else None
                    break
            known[kind.name] = Known("unclear" if value is None else "absent" if value == default else "stated", value)
        assert len(left) < len(waiting), "the derived facts form a circle"
        waiting = left
    return known


def in_force(rule: Rule, known: Mapping[str, Known], day: date) -> bool | None:
    found = [member_of(known["governs"], place) for place in rule.jurisdictions if rule.windows[place].covers(day)]
    return True if True in found else None if None in found else False


def judge_rule(rule: Rule, known: Mapping[str, Known], day: date) -> tuple[str, str]:
    outcome = outcome_of(rule, known, day)
    if outcome in ("gap", "partial", "review"):
        for condition, severity in rule.severity_unless:
            if holds(condition, known, day):
                return outcome, severity.level
    return outcome, rule.severity.level


def outcome_of(rule: Rule, known: Mapping[str, Known], day: date) -> str:
    applies = holds(rule.when, known, day)
    if applies is not True:
        return "not_applicable" if applies is False else "review"
    if rule.review is not None and holds(rule.review, known, day):
        return "review"
    for condition, outcome in ((rule.satisfied, "satisfied"), (rule.fails, "gap"), (rule.partial, "partial")):
        held = False if condition is None else holds(condition, known, day)
        if held is not False:
            return outcome if held else "review"
    return rule.otherwise
