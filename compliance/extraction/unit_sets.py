"""Sets of a document's units as integers, bit i for unit i: by class, and by what is not about classes."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from compliance.detectors import Branch, Topic
from compliance.extraction.bitsets import bits, members, runs
from compliance.extraction.tags import Tags
from compliance.extraction.units import Unit
from compliance.model import PolicyDocument, Section

Sets = Mapping[str, int]
"""The units that hold a class; classes that do not occur are missing."""


def any_of(sets: Sets, names: Iterable[str]) -> int:
    """The units that hold one of the classes."""
    found = 0
    for name in names:
        if name in sets:
            found |= sets[name]
    return found


def at_least(sets: Sets, count: int, names: Iterable[str]) -> int:
    """The units that hold so many of the classes."""
    reached = [-1] + [0] * count
    for name in names:
        if name in sets:
            for number in range(count, 0, -1):
                reached[number] |= reached[number - 1] & sets[name]
    return reached[count]


class LeadIns:
    """Which units are read together with which."""

    def __init__(self, units: Sequence[Unit]) -> None:
        """Index the lead-ins of `units`."""
        self.led = bits(unit.segment.index for unit in units if unit.lead)
        """The units that have a lead-in before them."""
        followers: dict[int, list[int]] = {}
        introduced: dict[int, list[int]] = {}
        for unit in units:
            lead = unit.lead
            while lead is not None:
                followers.setdefault(lead.segment.index, []).append(unit.segment.index)
                lead = lead.lead
            if unit.segment.lead_in is not None:
                introduced.setdefault(unit.segment.lead_in, []).append(unit.segment.index)
        self._followers = {lead: bits(after) for lead, after in followers.items()}
        self._leads = bits(followers)
        self._introduced = introduced
        self._introducing = bits(introduced)

    def spread(self, sets: Sets) -> Sets:
        """The units that hold a class themselves or in a lead-in, directly or not."""
        leads = self._leads
        return {name: self._spread(units) if units & leads else units for name, units in sets.items()}

    def _spread(self, units: int) -> int:
        found = units
        for lead in members(units & self._leads):
            found |= self._followers[lead]
        return found

    def introduced_by(self, units: int) -> int:
        """The list items that one of `units` introduces."""
        return bits(item for lead in members(units & self._introducing) for item in self._introduced[lead])


class Gates:
    """Which units a branch looks at, classes apart: by topic, kind, length and lead-in."""

    def __init__(self, document: PolicyDocument, tags: Tags, leads: LeadIns, classes: Sets) -> None:
        """`tags` are those of the segments and, last, of the title; `classes` are the units by class, lead-ins read with them."""
        self._segments = document.segments
        self._leads = leads
        self._classes = classes
        self._lines = tags.lines
        everywhere = _spanning(document)
        headings = [section.heading for section in document.sections]
        title = len(document.segments)
        nearest = [title if heading is None else heading for heading in headings]
        self._sections = [
            (
                {nearest[section.index], nearest[_standing_alone(document, section)]},
                {headings[index] for index in section.path if index == section.index or index not in everywhere},
                bounds,
            )
            for section, bounds in zip(document.sections, _bounds(document), strict=True)
        ]
        """The nearest heading (or title; a run-in one and the one above it), those of the path, and the bounds of a section."""
        self._known: dict[tuple[object, ...], int] = {}

    def through(self, branch: Branch) -> int:
        """The units that `branch` looks at."""
        found = self._once(("kinds", branch.kinds), lambda: bits(s.index for s in self._segments if s.kind in branch.kinds))
        topic = branch.topic
        if topic.any or topic.none:
            found &= self._once((topic.any, topic.none), lambda: self._on_topic(topic))
        if branch.shorter:
            found &= self._once(
                ("shorter", branch.shorter), lambda: bits(s.index for s in self._segments if len(s.words) < branch.shorter)
            )
        if branch.lead_in:
            found &= self._leads.introduced_by(any_of(self._classes, branch.lead_in))
        return found

    def _once(self, key: tuple[object, ...], make: Callable[[], int]) -> int:
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]

    def _on_topic(self, topic: Topic) -> int:
        wanted, unwanted = set(members(any_of(self._lines, topic.any))), set(members(any_of(self._lines, topic.none)))
        return runs(
            bounds
            for nearest, path, bounds in self._sections
            if not (topic.any and wanted.isdisjoint(nearest)) and unwanted.isdisjoint(path)
        )


def _bounds(document: PolicyDocument) -> list[tuple[int, int]]:
    """The first unit of each section, and the one after its last."""
    first = [0] * len(document.sections)
    count = [0] * len(document.sections)
    for segment in document.segments:
        first[segment.section] = first[segment.section] if count[segment.section] else segment.index
        count[segment.section] += 1
    return [(start, start + size) for start, size in zip(first, count, strict=True)]


def _standing_alone(document: PolicyDocument, section: Section) -> int:
    """The section itself, or the one that a run-in heading stands in."""
    if not section.run_in:
        return section.index
    return next((index for index in reversed(section.path[:-1]) if not document.sections[index].run_in), 0)


def _spanning(document: PolicyDocument) -> frozenset[int]:
    """Sections that hold more than half of the text: their heading is a title, and tells nothing about what is deep below it."""
    sizes = [0] * len(document.sections)
    for segment in document.segments:
        sizes[segment.section] += len(segment.words)
    deep = [0] * len(document.sections)
    for section, size in zip(document.sections, sizes, strict=True):
        for index in section.path:
            deep[index] += size
    half = sum(sizes) / 2
    return frozenset(index for index, size in enumerate(deep) if size > half)
