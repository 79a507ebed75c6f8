"""Whether a branch of a detector matches a unit: small logic over tags. See docs/rule-authoring.md section 2.

A `Detector` is a branch prepared for a quick look at all units at once (reading.py): which classes must occur at all. `matches`
looks at a single unit, and is needed only where order, distance or negation count.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from compliance.detectors import Branch, Ref, Step
from compliance.extraction.tags import Hit
from compliance.extraction.units import Unit

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Detector:
    """A branch, named "fact.branch". All of `required` occur, of each group of `required_any` one, of `counted` so many.

    One of `own` occurs in the item itself, not only in its lead-in. None of `excluded` occurs, unless one of `excused` does.
    `close`: what is required has to be looked at closely in each unit, `close_exclusion`: so has what is excluded.
    """

    name: str
    branch: Branch
    required: Names
    required_any: tuple[Names, ...]
    counted: tuple[int, Names]
    own: Names
    excluded: Names
    excused: Names
    close: bool
    close_exclusion: bool


def detector(fact: str, branch: Branch) -> Detector:
    """Prepare a branch of `fact`."""
    count, counted = branch.at_least
    groups = [*((ref,) for ref in branch.all), *(step.refs for step in branch.seq), *([branch.any] if branch.any else [])]
    last = branch.seq[-1].refs if branch.seq else ()
    names = [_names(group) for group in groups]
    return Detector(
        name=f"{fact}.{branch.id}",
        branch=branch,
        required=tuple(group[0] for group in names if len(group) == 1),
        required_any=tuple(group for group in names if len(group) > 1),
        counted=(count, _names(counted)),
        own=_names((*branch.all, *branch.any, *counted, *last)),
        excluded=_names(branch.none),
        excused=_names(branch.unless),
        close=len(branch.seq) > 1 or any(ref.negated is not None for group in (*groups, counted) for ref in group),
        close_exclusion=any(ref.negated is not None for ref in (*branch.none, *branch.unless)),
    )


def _names(refs: Iterable[Ref]) -> Names:
    return tuple(dict.fromkeys(ref.name for ref in refs))


def matches(detector: Detector, unit: Unit) -> bool:
    """Whether what the detector requires and excludes holds in a unit in which all required classes occur."""
    if detector.close:
        hits = _required(detector.branch, unit)
        if hits is None or (unit.own and not any(unit.owns(hit) for hit in hits)):
            return False
    return not (detector.close_exclusion and _excluded(detector.branch, unit))


def _required(branch: Branch, unit: Unit) -> list[Hit] | None:
    """The hits of all required classes, or None where one is missing."""
    found: list[Hit] = []
    for ref in branch.all:
        hits = unit.hits(ref.name, ref.negated)
        if not hits:
            return None
        found += hits
    if branch.any:
        hits = _hits_of(branch.any, unit)
        if not hits:
            return None
        found += hits
    count, refs = branch.at_least
    if count:
        groups = [hits for ref in refs if (hits := unit.hits(ref.name, ref.negated))]
        if len(groups) < count:
            return None
        found += [hit for hits in groups for hit in hits]
    if branch.seq:
        hits = _sequence(branch.seq, unit)
        if not hits:
            return None
        found += hits
    return found


def _sequence(steps: tuple[Step, ...], unit: Unit) -> list[Hit]:
    """The hits of the last step that close a sequence, in order and each step within its distance; none where it is broken."""
    reached = _hits_of(steps[0].refs, unit)
    for step in steps[1:]:
        ends = sorted([end for _, end, _ in reached])
        reached = [hit for hit in _hits_of(step.refs, unit) if _within(ends, hit[0], step.within)]
        if not reached:
            return []
    return reached


def _within(ends: list[int], start: int, distance: int) -> bool:
    at = bisect_left(ends, start - distance)
    return at < len(ends) and ends[at] <= start


def _hits_of(refs: tuple[Ref, ...], unit: Unit) -> list[Hit]:
    return [hit for ref in refs for hit in unit.hits(ref.name, ref.negated)]


def _excluded(branch: Branch, unit: Unit) -> bool:
    if not branch.none or not _hits_of(branch.none, unit):
        return False
    return not (branch.unless and _hits_of(branch.unless, unit))
