"""What a detector looks at: a segment with its tags, a list item read together with the sentence that introduces it."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from compliance.extraction.tagging import Hit, Tags
from compliance.model import PolicyDocument, Segment

NEGATION = "NEGATION"
NEGATION_REACH = 60
_BREAK = re.compile(r"[;:]|\b(?:but|unless|except|other than|however|although|save (?:for|where|as|that))\b", re.IGNORECASE)


@dataclass(slots=True)
class Unit:
    """A segment as read: `text` is its words with the lead-in's before them; `own` is where the segment itself begins."""

    segment: Segment
    text: str
    own: int
    tags: Tags
    _negated: dict[tuple[int, int], bool] = field(default_factory=dict)
    _breaks: list[int] | None = None

    def hits(self, name: str, negated: bool | None = None) -> list[Hit]:
        """The hits of class `name`; only those under a negation (True) or free of one (False)."""
        hits = self.tags.get(name, [])
        return hits if negated is None else [hit for hit in hits if self._is_negated(hit) is negated]

    def owns(self, hit: Hit) -> bool:
        """Whether the hit reaches into the segment itself, not only its lead-in."""
        return hit.end > self.own

    def _is_negated(self, hit: Hit) -> bool:
        known = self._negated.get((hit.start, hit.end))
        if known is None:
            known = self._negated[hit.start, hit.end] = self._negation_before(hit.start)
        return known

    def _negation_before(self, start: int) -> bool:
        if self._breaks is None:
            self._breaks = [match.start() for match in _BREAK.finditer(self.text) if match.end() != self.own - 1]
        at = bisect_right(self._breaks, start) - 1
        last_break = self._breaks[at] if at >= 0 else -1
        return any(start - NEGATION_REACH <= hit.end <= start and hit.start >= last_break for hit in self.tags.get(NEGATION, ()))


def units_of(document: PolicyDocument, tags: list[Tags]) -> list[Unit]:
    """The units of a document, one a segment, in order."""
    units: list[Unit] = []
    for segment in document.segments:
        lead = units[segment.lead_in] if segment.lead_in is not None and segment.lead_in < segment.index else None
        own_tags = tags[segment.index]
        if lead is None or len(lead.text) > 2_000:
            units.append(Unit(segment, segment.words, 0, own_tags))
            continue
        own = len(lead.text) + 1
        merged: Tags = {name: list(hits) for name, hits in lead.tags.items()}
        for name, hits in own_tags.items():
            merged.setdefault(name, []).extend(Hit(hit.start + own, hit.end + own, hit.value) for hit in hits)
        units.append(Unit(segment, f"{lead.text} {segment.words}", own, merged))
    return units
