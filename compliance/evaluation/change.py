"""What a change of the rulesets gained and lost: the answers that agree now and did not, and the other way round."""

from collections.abc import Iterable
from dataclasses import dataclass

from compliance.evaluation.checks import Check


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer on which two rulesets differ: what each says, and what it should be."""

    policy: str
    kind: str
    subject: str
    before: str
    now: str
    expected: str


@dataclass(frozen=True, slots=True)
class Change:
    """The answers that a change put right, and those that it put wrong."""

    gained: tuple[Turn, ...]
    lost: tuple[Turn, ...]


def change(before: Iterable[Check], now: Iterable[Check]) -> Change:
    """What turned between two evaluations of the same policies, in the order of the later one, then of the earlier one."""
    old = {_key(check): check for check in before}
    new = {_key(check): check for check in now}
    turns = [(old.get(key), new.get(key)) for key in dict.fromkeys([*new, *old])]
    return Change(
        gained=tuple(_turn(was, is_) for was, is_ in turns if not _right(was, is_) and _right(is_, was)),
        lost=tuple(_turn(was, is_) for was, is_ in turns if _right(was, is_) and not _right(is_, was)),
    )


def _key(check: Check) -> tuple[str, str, str]:
    return check.policy, check.kind, check.subject


def _right(check: Check | None, other: Check | None) -> bool:
    """Whether a side is right; where it has no such check, nothing is said that could be wrong.

    Evidence is the exception: a fact that was missed has no evidence to check, and counts as neither.
    """
    if check is None:
        return other is None or other.kind != "evidence" or other.right
    return check.right


def _turn(before: Check | None, now: Check | None) -> Turn:
    one = now or before
    assert one is not None
    return Turn(
        one.policy, one.kind, one.subject, before.said if before else "nothing", now.said if now else "nothing", one.expected
    )
