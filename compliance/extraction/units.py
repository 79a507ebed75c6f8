"""What a detector looks at: a segment with its tags, a list item read together with the sentence that introduces it."""

import re
from dataclasses import dataclass, field

from compliance.extraction.tags import Hit, Tags
from compliance.model import PolicyDocument, Segment

NEGATION = "NEGATION"
NEGATION_REACH = 60
"""Characters that a negation reaches forward."""
ENUMERATED = 40
"""Characters to the next comma of an enumeration, which a negation reaches over."""
LONGEST_LEAD_IN = 2_000
_BREAK = re.compile(
    r"[;:]|, ?(?=(?:we|you|it|they|this|these|who|which)\b)"
    r"|\b(?:but|unless|except|other than|however|although|save (?:for|where|as|that))\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Unit:
    """A segment as read: `text` is its words with the lead-in's before them; `own` is where the segment itself begins."""

    segment: Segment
    text: str
    own: int
    tags: Tags
    lead: "Unit | None" = None
    _hits: dict[str, list[Hit]] = field(default_factory=dict)
    _negations: list[tuple[int, int]] | None = None

    def hits(self, name: str, negated: bool | None = None) -> list[Hit]:
        """The hits of class `name` in order, the longest at each place; if asked, only those (not) under a negation."""
        if name in self._hits:
            hits = self._hits[name]
        else:
            hits = self.tags.hits(name, self.segment.index, self.own)
            if self.lead is not None:
                hits = self.lead.hits(name) + hits
            hits = self._hits[name] = longest(hits) if len(hits) > 1 else hits
        if negated is None or not hits:
            return hits
        if self._negations is None:
            self._negations = self._reaches()
        if not self._negations:
            return [] if negated else hits
        return [hit for hit in hits if any(first <= hit[0] <= last for first, last in self._negations) is negated]

    def owns(self, hit: Hit) -> bool:
        """Whether the hit reaches into the segment itself, not only its lead-in."""
        return hit[1] > self.own

    def _reaches(self) -> list[tuple[int, int]]:
        """The first and the last place that each negation reaches: up to the next break."""
        negations = self.hits(NEGATION)
        if not negations:
            return []
        breaks = [match.start() for match in _BREAK.finditer(self.text) if match.end() != self.own - 1]
        return [
            (end, min(self._reach(end), next((place - 1 for place in breaks if place > start), len(self.text))))
            for start, end, _ in negations
        ]

    def _reach(self, start: int) -> int:
        """How far a negation that ends at `start` reaches at most: some words, and on over an enumeration."""
        reach = start + NEGATION_REACH
        comma = self.text.find(",", start, reach)
        while comma >= 0:
            reach = max(reach, comma + ENUMERATED)
            comma = self.text.find(",", comma + 1, comma + ENUMERATED)
        return reach


def units_of(document: PolicyDocument, tags: Tags) -> list[Unit]:
    """The units of a document, one a segment, in order."""
    units: list[Unit] = []
    for segment in document.segments:
        lead = units[segment.lead_in] if segment.lead_in is not None and segment.lead_in < segment.index else None
        if lead is None or len(lead.text) > LONGEST_LEAD_IN:
            units.append(Unit(segment, segment.words, 0, tags))
        else:
            units.append(Unit(segment, f"{lead.text} {segment.words}", len(lead.text) + 1, tags, lead))
    return units


def longest(hits: list[Hit]) -> list[Hit]:
    """The hits in order, without those that lie inside a longer one."""
    kept: list[Hit] = []
    for hit in sorted(set(hits), key=_longest_first):
        if not kept or hit[1] > kept[-1][1] or hit[:2] == kept[-1][:2]:
            kept.append(hit)
    return kept


def _longest_first(hit: Hit) -> tuple[int, int, str]:
    start, end, value = hit
    return start, -end, value
