"""What a detector looks at: a segment with its tags, a list item read together with the sentence that introduces it."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from compliance.extraction.tagging import Hit, Tags
from compliance.model import PolicyDocument, Segment

NEGATION = "NEGATION"
NEGATION_REACH = 60
LONGEST_LEAD_IN = 2_000
_BREAK = re.compile(r"[;:]|\b(?:but|unless|except|other than|however|although|save (?:for|where|as|that))\b", re.IGNORECASE)


@dataclass(slots=True)
class Unit:
    """A segment as read: `text` is its words with the lead-in's before them; `own` is where the segment itself begins."""

    segment: Segment
    text: str
    own: int
    tags: Tags
    lead: "Unit | None" = None
    _hits: Tags = field(default_factory=dict)
    _negated: dict[tuple[int, int], bool] = field(default_factory=dict)
    _breaks: list[int] | None = None

    def classes(self) -> Iterator[str]:
        """The classes that occur, those of the lead-in too (some twice)."""
        yield from self.tags
        if self.lead:
            yield from self.lead.classes()

    def has(self, name: str) -> bool:
        """Whether class `name` occurs."""
        return name in self.tags or (self.lead is not None and self.lead.has(name))

    def hits(self, name: str, negated: bool | None = None) -> list[Hit]:
        """The hits of class `name` in order, the longest at each place; if asked, only those (not) under a negation."""
        hits = self._hits.get(name)
        if hits is None:
            hits = self._hits[name] = longest(self._found(name))
        return hits if negated is None else [hit for hit in hits if self._is_negated(hit) is negated]

    def _found(self, name: str) -> list[Hit]:
        own = self.tags.get(name, [])
        if self.lead is None:
            return own
        return self.lead.hits(name) + [Hit(hit.start + self.own, hit.end + self.own, hit.value) for hit in own]

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
        return any(start - NEGATION_REACH <= hit.end <= start and hit.start >= last_break for hit in self.hits(NEGATION))


def units_of(document: PolicyDocument, tags: list[Tags]) -> list[Unit]:
    """The units of a document, one a segment, in order."""
    units: list[Unit] = []
    for segment in document.segments:
        lead = units[segment.lead_in] if segment.lead_in is not None and segment.lead_in < segment.index else None
        if lead is None or len(lead.text) > LONGEST_LEAD_IN:
            units.append(Unit(segment, segment.words, 0, tags[segment.index]))
        else:
            units.append(Unit(segment, f"{lead.text} {segment.words}", len(lead.text) + 1, tags[segment.index], lead))
    return units


def longest(hits: list[Hit]) -> list[Hit]:
    """The hits in order, without those that lie inside a longer one."""
    if len(hits) < 2:
        return hits
    kept: list[Hit] = []
    for hit in sorted(set(hits), key=_longest_first):
        if not kept or hit.end > kept[-1].end or (hit.start, hit.end) == (kept[-1].start, kept[-1].end):
            kept.append(hit)
    return kept


def _longest_first(hit: Hit) -> tuple[int, int, str]:
    return hit.start, -hit.end, hit.value
