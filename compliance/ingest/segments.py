"""Text -> sections and segments: headings, sentences and list items, each with its offsets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from compliance.ingest.blocks import Paragraph, read_lines, read_paragraphs
from compliance.ingest.fold import fold
from compliance.ingest.headings import heading_style, is_bold_number, run_in_end
from compliance.ingest.sentences import sentence_bounds
from compliance.model import Section, Segment, SegmentKind, Span

_ANNOUNCES = re.compile(
    r"\b(?:following|follows|below|these (?:are|include)|(?:ways|cases|purposes|circumstances|reasons|conditions) (?:are"
    r"|include))\b[^.]{0,30}+[.!]$",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"table of contents\b", re.IGNORECASE)
_FEWEST_ENTRIES = 3
_NUMBER = re.compile(r"^(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z]|[ivxIVX]{1,5})[.)]?\s+)")
_RUN_IN = "run-in"
_MARKED = ("-", "1.", "1)", "a.", "a)", "i.", "i)")


@dataclass(slots=True)
class _Open:
    """A list level that is open: indentation and mark style of its items, and what introduces them."""

    indent: int
    style: str
    lead_in: int | None
    item: int
    colon: bool


class _Builder:
    """Collects sections and segments in the order of the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sections: list[Section] = [Section(0, "", 0, None, (0,))]
        self.segments: list[Segment] = []
        self._headings: list[tuple[str, int, int]] = []
        self._lists: list[_Open] = []
        self._last_list: list[_Open] = []
        self._last: int | None = None

    def heading(self, paragraph: Paragraph, style: str) -> None:
        """Open a section."""
        words, origin = fold(self.text, paragraph.body if style == "#" else paragraph.start, paragraph.end)
        if style == "#":
            right = len(words.rstrip("# ")) if words.endswith("#") else len(words)
            words, origin = words[:right], origin[:right]
        if not words:
            return
        depth, level = self._place(paragraph, style)
        self._open_section(words, origin, paragraph.number, depth, level)

    def _open_section(self, words: str, origin: list[int], number: int, style: str, level: int) -> None:
        index = len(self.sections)
        path = (*self.sections[self._headings[-1][2]].path, index) if self._headings else (index,)
        self.sections.append(Section(index, words, level, len(self.segments), path, style == _RUN_IN))
        self._headings.append((style, level, index))
        self._close_list()
        self._last_list = []
        self._add("heading", words, origin, number)
        self._last = len(self.segments) - 1 if words.endswith((":", "?")) else None

    def _place(self, paragraph: Paragraph, style: str) -> tuple[str, int]:
        """Close the sections that end here; the style key and level of the new one.

        Markdown levels order themselves; another style closes the last section of its own style, else it opens one deeper.
        """
        stack = self._headings
        if style in "#=":
            level = len(paragraph.mark) if style == "#" else paragraph.underline
            while stack and not (stack[-1][0] == "#" and stack[-1][1] < level):
                stack.pop()
            return "#", level
        if style == "1.1":
            style = "1." * (paragraph.mark.count(".") + 1)
        elif style == "bold" and is_bold_number(self.text[paragraph.start : paragraph.end]):
            style = "bold1"
        keys = [key for key, _, _ in stack]
        if style in keys:
            del stack[keys.index(style) :]
        elif style.startswith("1."):
            deeper = [i for i, key in enumerate(keys) if key.startswith("1.") and len(key) > len(style)]
            del stack[deeper[0] if deeper else len(stack) :]
        return style, (stack[-1][1] if stack else 0) + 1

    def item(self, paragraph: Paragraph, style: str) -> None:
        """A list item: its first sentence carries the lead-in, later ones are sentences."""
        pieces = self._sentences(paragraph.body, paragraph.end)
        if not pieces:
            return
        level = self._list_level(paragraph, style)
        lead_in = level.lead_in
        level.item = len(self.segments)
        for k, (words, origin) in enumerate(pieces):
            self._add("item" if k == 0 else "sentence", words, origin, paragraph.number, lead_in if k == 0 else None)
        level.colon = pieces[-1][0].endswith(":")

    def _list_level(self, paragraph: Paragraph, style: str) -> _Open:
        """The list level an item stands on; opens and closes levels."""
        lists = self._lists
        if not lists and self._last_list and self._introduction() is None and paragraph.mark not in ("1", "a", "i", "-"):
            lists.extend(level for level in self._last_list if level.style == style)
        while len(lists) > 1 and paragraph.indent < lists[-1].indent - 1:
            lists.pop()
        for depth, level in enumerate(lists):
            if level.style == style and abs(level.indent - paragraph.indent) < 2:
                del lists[depth + 1 :]
                return level
        if lists and (paragraph.indent >= lists[-1].indent + 2 or lists[-1].colon):
            lists.append(_Open(paragraph.indent, style, lists[-1].item, 0, False))
        elif lists:
            lists[-1].style = style
        else:
            lists.append(_Open(paragraph.indent, style, self._introduction(), 0, False))
        return lists[-1]

    def _introduction(self) -> int | None:
        """The segment just before the list, where it introduces it."""
        if self._last is None:
            return None
        last = self.segments[self._last]
        return self._last if last.kind == "heading" or introduces(last.words) else None

    def paragraph(self, paragraph: Paragraph) -> None:
        """Sentences of running text; the last one may introduce the list that follows."""
        self._close_list()
        start = paragraph.body if paragraph.style in ("1.1", "#") else self._run_in(paragraph)
        for words, origin in self._sentences(start, paragraph.end):
            self._add("sentence", words, origin, paragraph.number)
            self._last = len(self.segments) - 1

    def _run_in(self, paragraph: Paragraph) -> int:
        """Open a section where the paragraph begins with a heading of its own; where the rest of it begins."""
        end = run_in_end(self.text, paragraph)
        if end > paragraph.start:
            words, origin = fold(self.text, paragraph.start, end)
            keys = [key for key, _, _ in self._headings]
            if _RUN_IN in keys:
                del self._headings[keys.index(_RUN_IN) :]
            self._open_section(words, origin, paragraph.number, _RUN_IN, (self._headings[-1][1] if self._headings else 0) + 1)
        return end

    def row(self, paragraph: Paragraph) -> None:
        """A Markdown table row: its cells as one segment."""
        self._close_list()
        self._last = None
        words, origin = fold(self.text, paragraph.start, paragraph.end)
        left = len(words) - len(words.lstrip("| "))
        right = len(words.rstrip("| "))
        if left < right:
            self._add("sentence", words[left:right].replace("|", ";"), origin[left:right], paragraph.number)

    def _sentences(self, start: int, end: int) -> list[tuple[str, list[int]]]:
        words, origin = fold(self.text, start, end)
        return [(words[a:b], origin[a:b]) for a, b in sentence_bounds(words)]

    def _close_list(self) -> None:
        if self._lists:
            self._last_list = self._lists[:1]
            self._lists = []
            self._last = None

    def _add(self, kind: SegmentKind, words: str, origin: list[int], number: int, lead_in: int | None = None) -> None:
        span = Span(origin[0], origin[-1] + 1)
        section = len(self.sections) - 1
        self.segments.append(Segment(len(self.segments), kind, span, words, tuple(origin), section, lead_in, number))


def introduces(words: str) -> bool:
    """Whether a sentence introduces a list that follows it directly."""
    tail = words[-120:].rstrip("\"')")
    return tail[-1:] not in ".!?" or tail.endswith("...") or bool(_ANNOUNCES.search(tail))


def segment(text: str, start: int = 0) -> tuple[tuple[Section, ...], tuple[Segment, ...]]:
    """Sections and segments of `text` from `start`, in order; section 0 is what stands before the first heading."""
    paragraphs = read_paragraphs(text, read_lines(text, start))
    builder = _Builder(text)
    listing = False
    for i, paragraph in enumerate(paragraphs):
        style = heading_style(text, paragraphs, i)
        listing = not style and not paragraph.style and _is_bare_item(text, paragraphs, i, listing)
        if style:
            builder.heading(paragraph, style)
        elif paragraph.style == "|":
            builder.row(paragraph)
        elif paragraph.style in _MARKED:
            builder.item(paragraph, paragraph.style)
        elif listing:
            builder.item(paragraph, "bare")
        else:
            builder.paragraph(paragraph)
    return tuple(builder.sections), tuple(_contents_as_headings(builder.segments, builder.sections))


def _contents_as_headings(segments: list[Segment], sections: list[Section]) -> Iterator[Segment]:
    """The segments; entries of a table of contents, which repeat headings, are headings too: they state nothing."""
    titles = {_bare(section.title) for section in sections if not section.run_in} - {""}

    def repeats(part: Segment) -> bool:
        introduced = part.lead_in is not None and segments[part.lead_in].kind != "heading"
        return part.kind != "heading" and not introduced and len(part.words) < 150 and _bare(part.words) in titles

    for repeated, run in groupby(segments, repeats):
        parts = list(run)
        for part in parts:
            entry = (repeated and len(parts) >= _FEWEST_ENTRIES) or _CONTENTS.match(part.words)
            yield replace(part, kind="heading", lead_in=None) if entry else part


def _bare(title: str) -> str:
    """A title without its number and the stops around it."""
    return _NUMBER.sub("", title).strip(" .:?!*").casefold()


def _is_bare_item(text: str, paragraphs: list[Paragraph], i: int, listing: bool) -> bool:
    """Whether paragraph `i` is an item without a mark: one of several short lines after a colon."""
    if not _is_short(text, paragraphs[i]):
        return False
    before = paragraphs[i - 1] if i else None
    if listing:
        return _near(text, paragraphs[i])
    opens = before is not None and text[before.end - 1] == ":" and i + 1 < len(paragraphs)
    return opens and _is_short(text, paragraphs[i + 1]) and not paragraphs[i + 1].style and _near(text, paragraphs[i + 1])


def _is_short(text: str, paragraph: Paragraph) -> bool:
    return paragraph.end - paragraph.start <= 100 and text[paragraph.end - 1] not in ".!?:"


def _near(text: str, paragraph: Paragraph) -> bool:
    return not paragraph.apart or text[paragraph.start].islower() or text[paragraph.end - 1] in ";,"
