"""Lines of PDF pages -> paragraphs, told by gaps, indents, font sizes and how far a line reaches.

pypdf says where a line begins, not where it ends: its width is estimated from its letters, with a margin for error.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from compliance.ingest.pdf_lines import Line

_NEIGHBOURS = 15
_BIGGER = 1.08
_MUCH_BIGGER = 1.25
_NUMBERED = re.compile(r"(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}) ")
_LONGEST_HEADING = 150
_LEVELS = 6
_WIDTH = dict.fromkeys("iljtfrI.,;:'|!()[]-/ \u2019", 0.31) | dict.fromkeys("mwMW\u2014@%", 0.86)


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together. `level` is a heading's (1 to 6) or an item's (from 0); `tight`: no gap stands before it."""

    lines: list[Line]
    kind: Literal["heading", "item", "text"]
    level: int = 0
    tight: bool = False

    @property
    def bold(self) -> bool:
        """Whether it is a short line all in bold, as a heading may be."""
        return all(line.bold for line in self.lines) and sum(len(line.text) for line in self.lines) < 120


def read_paragraphs(lines: list[Line]) -> list[Paragraph]:
    """Join `lines`, in reading order, into paragraphs, items and headings."""
    layout = _Layout(lines)
    found: list[Paragraph] = []
    for i, line in enumerate(lines):
        level = layout.heading(line)
        before = found[-1] if found else None
        if before and not _opens(line, before, level) and layout.joins(i, before.kind == "item"):
            before.lines.append(line)
        else:
            tight = bool(i) and layout.follows(lines[i - 1], line)
            found.append(Paragraph([line], "heading" if level else "item" if line.item else "text", level, tight))
    return _nest(_tabulate([_plain(paragraph) for paragraph in found]))


def _opens(line: Line, before: Paragraph, level: int) -> bool:
    """Whether `line` cannot go on with the paragraph before it, wherever it stands."""
    return line.item or level != (before.level if before.kind == "heading" else 0)


def _plain(paragraph: Paragraph) -> Paragraph:
    """A heading, unless it is as long as a paragraph."""
    size = sum(len(line.text) for line in paragraph.lines)
    words = " ".join(line.text for line in paragraph.lines)
    if paragraph.kind == "heading" and (size > _LONGEST_HEADING or (size > 60 and words.endswith("."))):
        return Paragraph(paragraph.lines, "text", 0, paragraph.tight)
    return paragraph


def _tabulate(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Keep short lines that follow each other together: rows of a table, of which none is a heading."""
    for before, paragraph in pairwise(paragraphs):
        if _is_short_line(before) and _is_short_line(paragraph):
            paragraph.tight = True
    return paragraphs


def _is_short_line(paragraph: Paragraph) -> bool:
    line = paragraph.lines[0]
    alone = paragraph.kind == "text" and not line.bold and len(paragraph.lines) == 1
    return alone and len(line.text) < 80 and line.text[-1] not in ".!?:;" and not _numbered(line)


class _Layout:
    """What is usual in a document: its sizes, its line distance, how far its lines reach."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._body = usual_size(lines)
        bigger = sorted({_size(line) for line in lines if _size(line) > self._body * _BIGGER}, reverse=True)
        self._levels = {size: min(i, _LEVELS) for i, size in enumerate(bigger, start=1)}
        drops = sorted(
            (a.y - b.y) / b.size for a, b in pairwise(lines) if a.page == b.page and b.size and 0.8 < (a.y - b.y) / b.size < 2.6
        )
        self._leading = drops[len(drops) // 4] if drops else 1.2
        self._rights = [line.x + _width(line.text) * line.size for line in lines]

    def heading(self, line: Line) -> int:
        """The level of heading that the line's size says, 0 for running text; a little larger counts only in bold."""
        large = _size(line) > self._body * (_BIGGER if line.bold else _MUCH_BIGGER)
        if not large or not any(char.isalpha() for char in line.text):
            return 0
        return self._levels.get(_size(line), 0)

    def follows(self, before: Line, line: Line) -> bool:
        """Whether `line` stands right below `before`, or on its height."""
        usual = self._leading * 1.22 * max(line.size, before.size)
        return before.page == line.page and -0.5 * line.size < before.y - line.y < usual

    def joins(self, i: int, item: bool) -> bool:
        """Whether line `i` goes on with the words of the line before; `item`: which belongs to a list item."""
        before, line = self._lines[i - 1], self._lines[i]
        ended = before.text[-1] in ".!?:;"
        if not self.follows(before, line):
            turned = before.page != line.page or line.y > before.y
            return turned and not ended and not self._short(i) and not _numbered(line)
        if abs(before.y - line.y) < 0.5 * line.size:
            return True
        if self._short(i) or (ended and _numbered(line)):
            return False
        return item or not (ended and line.x > before.x + 0.8 * line.size)

    def _short(self, i: int) -> bool:
        """Whether the first word of line `i` would have had room on the line before: its break was meant."""
        before = self._lines[i - 1]
        near = range(max(0, i - 1 - _NEIGHBOURS), min(len(self._lines), i + _NEIGHBOURS))
        reach = max(
            self._rights[j]
            for j in near
            if self._lines[j].page == before.page
            and abs(self._lines[j].size - before.size) < 0.6
            and abs(self._lines[j].x - before.x) < 80
        )
        word = self._lines[i].text.split(" ", 1)[0][:40]
        room = reach - 0.1 * (reach - before.x)
        return self._rights[i - 1] + _width(f" {word}") * before.size < room


def usual_size(lines: Iterable[Line]) -> float:
    """The size of most letters, in points; 0 where there are no lines."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[_size(line)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _size(line: Line) -> float:
    return round(line.size * 2) / 2


def _width(text: str) -> float:
    """The usual width of `text` in the size of its font."""
    return sum(_WIDTH.get(char, 0.68 if char.isupper() else 0.53) for char in text)


def _numbered(line: Line) -> bool:
    return _NUMBERED.match(line.text) is not None


def _nest(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Give items their level, and take indented lines after a colon for items: some programs draw bullets as pictures."""
    stack: list[float] = []
    margin: float | None = None
    for paragraph, before in zip(paragraphs, [None, *paragraphs], strict=False):
        first = paragraph.lines[0]
        if margin is not None and not margin < first.x:
            margin = None
        if paragraph.kind == "text" and before and before.kind == "text" and before.lines[-1].text.endswith(":"):
            left = min(line.x for line in before.lines)
            margin = left + first.size if left + first.size < first.x < left + 8 * first.size else margin
        if margin is not None and paragraph.kind == "text" and not _numbered(first):
            paragraph.kind = "item"
        if paragraph.kind != "item":
            stack = []
            continue
        while stack and first.x < stack[-1] - 3:
            stack.pop()
        if not stack or first.x > stack[-1] + 3:
            stack.append(first.x)
        paragraph.level = min(len(stack) - 1, 20)
    return paragraphs
