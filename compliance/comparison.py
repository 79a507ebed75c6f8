"""What time did to each requirement: the findings of one day beside those of another, successive rules in one row. Pure."""

from collections.abc import Container, Mapping, Sequence

from compliance.model import CHANGES, LEVELS, OUTCOMES, Change, ChangeKind, Finding, Outcome
from compliance.ruleset import Always, Rule

_SHORT: tuple[Outcome, ...] = ("gap", "partial")


def compare(then: Sequence[Finding], now: Sequence[Finding], rules: Mapping[str, Rule]) -> tuple[Change, ...]:
    """One change for each requirement of either day, most important first.

    A rule that is no longer in force stands beside the one that replaced it (`replaced_by` of its window, step by step).
    """
    today = {finding.rule: finding for finding in now}
    before: dict[str, list[Finding]] = {}
    for finding in then:
        before.setdefault(_heir(finding.rule, today, rules) or finding.rule, []).append(finding)
    idle = {name for name, rule in rules.items() if isinstance(rule.satisfied, Always)}
    changes = [_change(before.get(rule, ()), today.get(rule), idle) for rule in dict.fromkeys((*today, *before))]
    return tuple(sorted(changes, key=_importance))


def _heir(name: str, today: Mapping[str, Finding], rules: Mapping[str, Rule]) -> str:
    """The rule of today that stands for `name`: itself, or what replaced it in one of its jurisdictions; empty if none does."""
    if name in today:
        return name
    heirs = (window.replaced_by for window in rules[name].windows.values() if window.replaced_by)
    return next((found for heir in heirs if (found := _heir(heir, today, rules))), "")


def _change(then: Sequence[Finding], now: Finding | None, idle: Container[str]) -> Change:
    worst_first = tuple(sorted(then, key=_gravity))
    return Change(_kind(_asked(worst_first[0] if worst_first else None, idle), _asked(now, idle)), worst_first, now)


def _asked(finding: Finding | None, idle: Container[str]) -> Outcome | None:
    """The outcome of a rule that asked something; a rule in `idle` is met whatever a policy says."""
    if finding is None or finding.outcome == "not_applicable" or (finding.outcome == "satisfied" and finding.rule in idle):
        return None
    return finding.outcome


def _kind(then: Outcome | None, now: Outcome | None) -> ChangeKind:
    """The change between two outcomes; None where nothing was asked."""
    if then is None:
        return "new" if now else "not_asked"
    if now is None:
        return "no_longer_asked"
    if "review" in (then, now):
        return "undecided"
    if now in _SHORT:
        return "still_short" if then in _SHORT else "now_short"
    return "now_fine" if then in _SHORT else "still_fine"


def _importance(change: Change) -> tuple[int, tuple[int, int, str]]:
    return CHANGES.index(change.kind), _gravity(change.now or change.then[0])


def _gravity(finding: Finding) -> tuple[int, int, str]:
    return OUTCOMES.index(finding.outcome), LEVELS.index(finding.severity), finding.rule
