"""From matches to a fact: value and status. Stated beats unclear, unclear beats denied."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from compliance.detectors import Branch
from compliance.model import Evidence, Fact, FactValue, NearMiss
from compliance.ruleset import FactType


@dataclass(frozen=True, slots=True)
class Sighting:
    """A branch that matched, its evidence, and the values read there."""

    branch: Branch
    evidence: Evidence
    values: tuple[str, ...]


def resolve(fact_type: FactType, sightings: Sequence[Sighting], nearest_miss: Callable[[], NearMiss | None]) -> Fact:
    """The fact that `sightings` (in the order of the text) amount to; an absent one is shown with its `nearest_miss`."""
    stated = [
        sighting for sighting in sightings if not sighting.branch.denied and not sighting.branch.unclear and sighting.values
    ]
    if stated:
        return _stated(fact_type, stated)
    unclear = [sighting for sighting in sightings if sighting.branch.unclear]
    if unclear:
        return Fact(fact_type.name, "unclear", None, _evidence(unclear), unclear[0].branch.unclear)
    denied = [sighting for sighting in sightings if sighting.branch.denied]
    if denied:
        return Fact(fact_type.name, "denied", _denial(fact_type), _evidence(denied))
    return Fact(fact_type.name, "absent", fact_type.default, nearest_miss=nearest_miss())


def _stated(fact_type: FactType, stated: Sequence[Sighting]) -> Fact:
    value: FactValue
    if fact_type.kind == "boolean":
        value = True
    elif fact_type.kind == "list":
        seen = dict.fromkeys(v for sighting in stated for v in sighting.values)
        value = tuple(v for v in fact_type.values if v in seen) if len(fact_type.values) < 40 else tuple(sorted(seen))
    elif fact_type.kind == "enum":
        rank = {name: number for number, name in enumerate(fact_type.values)}
        value = min((v for sighting in stated for v in sighting.values), key=lambda v: rank.get(v, len(rank)))
    else:
        order = {branch.id: number for number, branch in enumerate(fact_type.detect)}
        first = min(stated, key=lambda sighting: (order[sighting.branch.id], sighting.evidence.span.start))
        value = first.values[0]
        stated = [sighting for sighting in stated if sighting.values[0] == value]
    return Fact(fact_type.name, "stated", value, _evidence(stated))


def _denial(fact_type: FactType) -> FactValue:
    if fact_type.kind == "boolean":
        return False
    if fact_type.kind == "list":
        return ()
    return next((value for value in ("no", "none") if value in fact_type.values), fact_type.default)


def _evidence(sightings: Sequence[Sighting]) -> tuple[Evidence, ...]:
    """One piece of evidence a place, in the order of the text, with every value read there."""
    found: dict[tuple[int, int], Evidence] = {}
    for sighting in sightings:
        span = (sighting.evidence.span.start, sighting.evidence.span.end)
        known = found.setdefault(span, sighting.evidence)
        if known.values != sighting.values:
            found[span] = replace(known, values=tuple(dict.fromkeys((*known.values, *sighting.values))))
    return tuple(found[span] for span in sorted(found))
