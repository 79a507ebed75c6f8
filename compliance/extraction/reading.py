"""One document, tagged and indexed: which units a branch matches."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from itertools import islice

from compliance.detectors import Branch
from compliance.extraction.bitsets import members
from compliance.extraction.branches import Detector, matches
from compliance.extraction.tags import Tags
from compliance.extraction.unit_sets import Gates, LeadIns, any_of, at_least
from compliance.extraction.units import Unit, units_of
from compliance.model import Evidence, PolicyDocument, Span

MOST_MATCHES = 2_000
"""Units in which a branch is looked for closely; no policy has so many sentences on one thing."""


class Reading:
    """A tagged document; finds units by class. Most branches are done with after a few operations on sets of units."""

    def __init__(self, document: PolicyDocument, tags: Tags) -> None:
        """`tags` are those of each segment and, last, of the title."""
        self.document = document
        self.units = units_of(document, tags)
        leads = LeadIns(self.units)
        self._led = leads.led
        self._own = tags.lines
        self._classes = leads.spread(tags.lines)
        self._gates = Gates(document, tags, leads, self._classes)
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", document.text))]

    def find(self, detector: Detector) -> list[Unit]:
        """The units that the detector matches, in order."""
        candidates = self._candidates(detector)
        if not candidates:
            return []
        found = [self.units[index] for index in members(candidates)]
        if detector.close or detector.close_exclusion:
            found = list(islice((unit for unit in found if matches(detector, unit)), MOST_MATCHES))
        branch = detector.branch
        return [unit for unit in found if self.carried(branch, unit)] if branch.carry_needed else found

    def carried(self, branch: Branch, unit: Unit) -> list[Unit]:
        """The units after `unit` in its section that carry its evidence on."""
        first = unit.segment.index + 1
        following = [u for u in self.units[first : first + branch.carry] if u.segment.section == unit.segment.section]
        return [other for other in following if any(other.hits(name) for name in branch.carry_of)]

    def evidence(self, span: Span, branch: str, unit: Unit | None = None, values: tuple[str, ...] = ()) -> Evidence:
        """The words at `span` with their line (page or paragraph where the format has them), and the values read there."""
        line = bisect_right(self._line_starts, span.start)
        page = unit.segment.page if unit else None
        paragraph = unit.segment.paragraph if unit and self.document.format == "docx" else None
        return Evidence(span, line, self.document.quote(span), branch, page, paragraph, values)

    def _candidates(self, detector: Detector) -> int:
        """The units in which everything holds but what has to be looked at closely."""
        classes = self._classes
        found = -1
        for name in detector.required:
            if name not in classes:
                return 0
            found &= classes[name]
        for group in detector.required_any:
            if not found:
                return 0
            found &= any_of(classes, group)
        count, names = detector.counted
        if count and found:
            found &= at_least(classes, count, names)
        if found <= 0:
            # Nothing left, or nothing required.
            return 0
        if detector.excluded and not detector.close_exclusion:
            found &= ~(any_of(classes, detector.excluded) & ~any_of(classes, detector.excused))
        if found & self._led:
            found &= ~self._led | any_of(self._own, detector.own)
        return found and found & self._gates.through(detector.branch)


def given_holds(branch: Branch, values: Mapping[str, object]) -> bool:
    """Whether the other facts that the branch asks for have the values it asks for."""
    for fact, wanted in branch.given:
        value = values.get(fact)
        held = set(value or ("none",)) if isinstance(value, tuple) else {str(value).lower()}
        if not held.intersection(wanted):
            return False
    return True
