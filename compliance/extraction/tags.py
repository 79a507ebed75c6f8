"""Where the classes of the lexicon occur in a document: line by line, with the exact places."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from compliance.extraction.bitsets import bits

Hit = tuple[int, int, str]
"""A class found in a segment: start and end in the segment's words, and the value the term carries."""


_FEW_LINES = 4_096
"""Up to so many lines it is quicker to ask whether a class occurs in one than to look."""


@dataclass(slots=True, eq=False)
class Label:
    """What a place is found to be: the classes it belongs to, and the value it stands for."""

    value: str
    classes: tuple[str, ...]


class Places:
    """What has been found so far, line by line: label, start and end in the whole text."""

    __slots__ = ("line_starts", "rows")

    def __init__(self, line_starts: Sequence[int]) -> None:
        """Nothing yet; lines begin at `line_starts` in the text."""
        self.line_starts = line_starts
        self.rows: list[list[tuple[Label, int, int]]] = [[] for _ in line_starts]

    def add(self, label: Label, line: int, start: int, end: int) -> None:
        """Put what was found at [start, end) of a line; nothing where that is empty."""
        if end > start:
            offset = self.line_starts[line]
            self.rows[line].append((label, start + offset, end + offset))


class Tags:
    """What was found in a document. A class that includes others occurs wherever those do."""

    def __init__(self, places: Places, members: Mapping[str, tuple[str, ...]]) -> None:
        """`members` names the classes that include others, and what each is made of."""
        self._places = places
        self._few = len(places.rows) < _FEW_LINES
        of_label = _lines_of_labels(places.rows) if self._few else _lines_of_many_labels(places.rows)
        lines: defaultdict[str, int] = defaultdict(int)
        labels: defaultdict[str, dict[Label, None]] = defaultdict(dict)
        for label, found in of_label.items():
            for name in label.classes:
                lines[name] |= found
                labels[name][label] = None
        for name, made_of in members.items():
            for member in made_of:
                if member != name and member in labels:
                    lines[name] |= lines[member]
                    labels[name].update(labels[member])
        self.lines: Mapping[str, int] = lines
        """The lines that a class occurs in, as a set of bits (bitsets.py); classes that do not occur are missing."""
        self._labels = labels

    def hits(self, name: str, line: int, offset: int) -> list[Hit]:
        """The hits of class `name` in `line`, in no order, as if the line began at `offset`."""
        labels = self._labels.get(name)
        if labels is None or (self._few and not self.lines[name] >> line & 1):
            return []
        shift = offset - self._places.line_starts[line]
        return [(start + shift, end + shift, label.value) for label, start, end in self._places.rows[line] if label in labels]


Rows = Sequence[Sequence[tuple[Label, int, int]]]


def _lines_of_labels(rows: Rows) -> dict[Label, int]:
    """The lines of each label, as sets of bits."""
    found: defaultdict[Label, int] = defaultdict(int)
    for line, row in enumerate(rows):
        bit = 1 << line
        for label, _, _ in row:
            found[label] |= bit
    return found


def _lines_of_many_labels(rows: Rows) -> dict[Label, int]:
    """The same for so many lines that adding one at a time would take a time that grows with the square."""
    found: defaultdict[Label, dict[int, None]] = defaultdict(dict)
    for line, row in enumerate(rows):
        for label, _, _ in row:
            found[label][line] = None
    return {label: bits(lines) for label, lines in found.items()}
