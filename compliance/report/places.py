"""Where words of a policy stand, for a reader: pages of a PDF, paragraphs of a Word file, else lines."""

from collections.abc import Iterable

from compliance.model import Evidence
from compliance.report import words

SHOWN = 5
"""Places of a fact that are named; of many only the first few."""


def where(evidence: Iterable[Evidence], limit: int = SHOWN) -> str:
    """`line 3`, `pages 2 and 7`, `paragraphs 3, 8 and 2 more`; empty for no evidence."""
    places = sorted({piece.place for piece in evidence})
    if not places:
        return ""
    numbers = [str(number) for _, number in places]
    shown = [*numbers[:limit], f"{len(numbers) - limit} more"] if len(numbers) > limit else numbers
    return f"{places[0][0]}{'s' if len(numbers) > 1 else ''} {words.listing(shown)}"


def unit_of(evidence: Iterable[Evidence]) -> str:
    """`page`, `paragraph` or `line`: how this policy's places are told."""
    return next((piece.place[0] for piece in evidence), "line")
