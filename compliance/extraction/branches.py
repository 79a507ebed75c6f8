"""Whether a branch of a detector matches a unit: small logic over tags. See docs/rule-authoring.md section 2."""

from bisect import bisect_left

from compliance.extraction.tagging import Hit
from compliance.extraction.units import Unit
from compliance.ruleset import Branch, Ref, Step


def matches(branch: Branch, unit: Unit, lead_in: Unit | None) -> bool:
    """Whether everything the branch says of a unit's classes, kind and length holds; topic and `given` are judged elsewhere."""
    if unit.segment.kind not in branch.kinds or (branch.shorter and len(unit.segment.words) >= branch.shorter):
        return False
    if branch.lead_in and (lead_in is None or not any(lead_in.has(name) for name in branch.lead_in)):
        return False
    hits = _required(branch, unit)
    if hits is None or (unit.own and not any(unit.owns(hit) for hit in hits)):
        return False
    return not _excluded(branch, unit)


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
        ends = sorted(hit.end for hit in reached)
        reached = [hit for hit in _hits_of(step.refs, unit) if _within(ends, hit.start, step.within)]
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
