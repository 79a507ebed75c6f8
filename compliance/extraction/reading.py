"""One document, tagged and indexed: which units a branch matches."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping

from compliance.extraction.branches import matches
from compliance.extraction.tagging import Tags
from compliance.extraction.units import Unit, units_of
from compliance.model import Evidence, PolicyDocument, Span
from compliance.ruleset import Branch


class Reading:
    """A tagged document; finds units by class."""

    def __init__(self, document: PolicyDocument, tags: list[Tags], title_tags: Tags) -> None:
        """`tags` are those of each segment, `title_tags` those of the title."""
        self.document = document
        self.units = units_of(document, tags)
        self._by_class: dict[str, list[int]] = {}
        for unit in self.units:
            for name in set(unit.classes()) if unit.lead else unit.tags:
                self._by_class.setdefault(name, []).append(unit.segment.index)
        self._nearest = [
            frozenset(tags[section.heading]) if section.heading is not None else frozenset(title_tags)
            for section in document.sections
        ]
        headings = [
            frozenset(tags[section.heading]) if section.heading is not None else frozenset() for section in document.sections
        ]
        everywhere = _spanning(document)
        self._path = [
            frozenset().union(*(headings[index] for index in section.path if index not in everywhere), headings[section.index])
            for section in document.sections
        ]
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", document.text))]

    def find(self, branch: Branch) -> list[Unit]:
        """The units that `branch` matches, in order."""
        candidates = self._candidates(branch)
        found = [unit for unit in candidates if self._on_topic(branch, unit) and matches(branch, unit, self._lead_in(unit))]
        return [unit for unit in found if self.carried(branch, unit)] if branch.carry_needed else found

    def carried(self, branch: Branch, unit: Unit) -> list[Unit]:
        """The units after `unit` in its section that carry its evidence on."""
        following = self.units[unit.segment.index + 1 : unit.segment.index + 1 + branch.carry]
        return [
            other
            for other in following
            if other.segment.section == unit.segment.section and any(other.has(name) for name in branch.carry_of)
        ]

    def evidence(self, span: Span, branch: str, unit: Unit | None = None) -> Evidence:
        """The words at `span` with their line, and their page or paragraph where the format has them."""
        line = bisect_right(self._line_starts, span.start)
        page = unit.segment.page if unit else None
        paragraph = unit.segment.paragraph if unit and self.document.format == "docx" else None
        return Evidence(span, line, self.document.quote(span), branch, page, paragraph)

    def _lead_in(self, unit: Unit) -> Unit | None:
        return self.units[unit.segment.lead_in] if unit.segment.lead_in is not None else None

    def _on_topic(self, branch: Branch, unit: Unit) -> bool:
        section = unit.segment.section
        if branch.topic.any and not self._nearest[section].intersection(branch.topic.any):
            return False
        return not (branch.topic.none and self._path[section].intersection(branch.topic.none))

    def _candidates(self, branch: Branch) -> Iterable[Unit]:
        """The units that hold the branch's rarest required class."""
        groups = [[ref.name] for ref in branch.all]
        groups += [[ref.name for ref in step.refs] for step in branch.seq]
        groups += [[ref.name for ref in refs] for refs in (branch.any, branch.at_least[1]) if refs]
        best = min(groups, key=lambda names: sum(len(self._by_class.get(name, ())) for name in names), default=[])
        indexes = {index for name in best for index in self._by_class.get(name, ())}
        return [self.units[index] for index in sorted(indexes)]


def _spanning(document: PolicyDocument) -> frozenset[int]:
    """Sections that hold more than half of the text: their heading is a title, and tells nothing of a passage deep below it."""
    sizes: dict[int, int] = {}
    for segment in document.segments:
        for index in document.sections[segment.section].path:
            sizes[index] = sizes.get(index, 0) + len(segment.words)
    total = sum(len(segment.words) for segment in document.segments)
    return frozenset(index for index, size in sizes.items() if size * 2 > total)


def given_holds(branch: Branch, values: Mapping[str, object]) -> bool:
    """Whether the other facts that the branch asks for have the values it asks for."""
    for fact, wanted in branch.given:
        value = values.get(fact)
        held = set(value or ("none",)) if isinstance(value, tuple) else {str(value).lower()}
        if not held.intersection(wanted):
            return False
    return True
