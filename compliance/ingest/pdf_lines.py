"""A PDF page -> its lines of text, with place and size."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import hypot
from time import process_time
from typing import Any

from pypdf import PageObject

from compliance.errors import PolicyError

MAX_OPERATIONS = 500_000
MAX_CHARACTERS = 3_000_000
MAX_SECONDS = 20.0
"""Processor time for one file; a page of a policy takes about a twentieth of a second."""

_MOST_LINES = 2_000
_BULLETS = "\u2022\u2023\u2043\u2219\u25aa\u25ab\u25a0\u25a1\u25b6\u25ba\u25cb\u25cf\u25e6\u27a2\u27a4\u2713\u2714\u2756\u00b7"
_BULLET = re.compile(rf"(?:[{_BULLETS}]|[\ue000-\uf8ff](?=\s|$)|[-\u2013*](?=\s))\s*")
_LONE_MARK = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[A-Za-z]|[ivxIVX]{2,5})[.)]\s*")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_BLANKS = re.compile(r"[\s\xa0]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


@dataclass(slots=True)
class Budget:
    """What is left to spend on one file. `spend` raises PolicyError where it is used up."""

    operations: int = MAX_OPERATIONS
    characters: int = MAX_CHARACTERS
    until: float = field(default_factory=lambda: process_time() + MAX_SECONDS)

    def spend(self, operations: int = 0, characters: int = 0) -> None:
        """Take away one page's or one operator's work."""
        self.operations -= operations
        self.characters -= characters
        if self.operations < 0 or self.characters < 0 or process_time() > self.until:
            problem = "the PDF takes too long to read: it holds far more than a policy"
            raise PolicyError("", problem, "give the policy's pages only, printed to a new PDF")


@dataclass(slots=True)
class Line:
    """A line of text. `x` and `y` are along and across the writing, in points, `y` rising to the top; `size` is the font's.

    `item` says that a bullet stood before the text.
    """

    page: int
    x: float
    y: float
    size: float
    bold: bool
    text: str
    item: bool = False


@dataclass(slots=True)
class _Piece:
    text: str
    x: float
    y: float
    size: float
    font: str


class _Collector:
    """Receives the pieces of text of one page in the order in which they are shown, and makes lines of them."""

    def __init__(self, number: int, budget: Budget) -> None:
        self.lines: list[Line] = []
        self._number = number
        self._budget = budget
        self._open: list[_Piece] = []

    def operator(self, *_: object) -> None:
        """One operator of the page."""
        self._budget.spend(operations=1)

    def text(self, text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        """A piece of text; a newline in it ends the line."""
        self._budget.spend(characters=len(text))
        for i, part in enumerate(text.split("\n")):
            if i:
                self.end_line()
            if part.strip() or (part and self._open):
                self._open.append(_piece(part, cm, tm, str((font or {}).get("/BaseFont", "")), size))

    def end_line(self) -> None:
        """Close the line that is open."""
        pieces, self._open = self._open, []
        text = _BLANKS.sub(" ", _CONTROL.sub("\ufffd", "".join(piece.text for piece in pieces))).strip()
        if not text:
            return
        first, biggest = pieces[0], max(pieces, key=lambda piece: len(piece.text.strip()))
        bold = all(_BOLD.search(piece.font) for piece in pieces if piece.text.strip())
        line = Line(self._number, first.x, first.y, biggest.size, bold, text)
        if first.text.strip() == "o" and len(pieces) > 1 and first.font != biggest.font:
            line.text, line.item = text[1:].lstrip(), True  # Word's second level of bullets
        elif match := _BULLET.match(text):
            line.text, line.item = text[match.end() :], True
        self.lines.append(line)


def _piece(text: str, cm: Sequence[float], tm: Sequence[float], font: str, size: float) -> _Piece:
    """A piece with its place measured along and across its own writing, so that turned pages read like upright ones."""
    a = tm[0] * cm[0] + tm[1] * cm[2]
    b = tm[0] * cm[1] + tm[1] * cm[3]
    c = tm[2] * cm[0] + tm[3] * cm[2]
    d = tm[2] * cm[1] + tm[3] * cm[3]
    e = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    f = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    width, height = hypot(a, b) or 1.0, hypot(c, d) or 1.0
    return _Piece(text, (e * a + f * b) / width, (e * c + f * d) / height, abs(size) * height, font)


def page_lines(page: PageObject, number: int, budget: Budget) -> list[Line]:
    """The lines of `page` in the order in which the file shows them. Raises PolicyError where `budget` is used up."""
    collector = _Collector(number, budget)
    page.extract_text(visitor_operand_before=collector.operator, visitor_text=collector.text)
    collector.end_line()
    # pypdf swallows what a visitor raises inside a form; a budget that is used up says so again here.
    budget.spend()
    return _with_marks(collector.lines)


def _with_marks(lines: list[Line]) -> list[Line]:
    """Put bullets and numbers that are shown on their own before the lines they belong to."""
    if len(lines) > _MOST_LINES:
        return [line for line in lines if line.text]
    marks = [line for line in lines if (line.item and not line.text) or _LONE_MARK.fullmatch(line.text)]
    taken: set[int] = set()
    for mark in marks:
        near = [line for line in lines if abs(line.y - mark.y) < 0.5 * line.size and 0 < line.x - mark.x < 8 * line.size]
        owner = min((line for line in near if line.text), key=lambda line: line.x, default=None)
        if owner is not None:
            owner.item = owner.item or mark.item
            owner.text = f"{mark.text} {owner.text}".strip()
            owner.x = mark.x
            taken.add(id(mark))
    return [line for line in lines if id(line) not in taken and line.text]
