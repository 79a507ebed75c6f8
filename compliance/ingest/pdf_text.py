"""Lines of PDF pages -> text in light Markdown: paragraphs joined, headings and items marked, running lines said once."""

import re
from collections import Counter
from dataclasses import replace

from compliance.ingest.extract import Extract
from compliance.ingest.pdf_lines import Line
from compliance.ingest.pdf_paragraphs import Paragraph, read_paragraphs, usual_size

_EDGE = 3
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:page|seite|pagina|p\.)?[\W_]*\d{1,4}[\W_]*(?:(?:of|von|van|de|/)[\W_]*\d{1,4})?[\W_]*", re.IGNORECASE
)
_BARE_NUMBER = re.compile(r"^\d{1,4}(?=\s)|(?<=\s)\d{1,3}$")
_COUNTER = re.compile(r"\W{0,5}\b(?:page|seite|pagina) \d{1,4}(?: ?(?:of|von|van|/) ?\d{1,4})?\b\W{0,5}", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:\.{4,}|(?:\. ){4,}|\u2026{2,})[ .]*\d{1,3}$")
_HYPHEN = re.compile(r"[^\W\d_][-\u2010\xad]$")
_KEPT = frozenset(
    "all anti co cross ex full geo high in inter long low multi non off on one opt part pre pseudo re real self short sub third "
    "two well".split()
)
_WORD = re.compile(r"[\w-]+")


def to_extract(pages: list[list[Line]]) -> Extract:
    """The text of `pages`; headers and footers that return on several pages come once, at the end, page numbers never."""
    body, running = _split_running(pages)
    lines = [line for page in body for line in page if not _CONTENTS.search(line.text[-60:])]
    writer = _Writer(Counter(word.lower() for line in lines for word in _WORD.findall(line.text)))
    for paragraph in read_paragraphs(lines):
        writer.paragraph(paragraph)
    for line in running:
        writer.paragraph(Paragraph([line], "text"))
    return writer.extract()


def _split_running(pages: list[list[Line]]) -> tuple[list[list[Line]], list[Line]]:
    """The pages without what runs along their edges, and each running line once, where it stands first."""
    usual = usual_size(line for page in pages for line in page)
    edges = [{id(line): _without_number(line, usual) for line in _edge(page)} for page in pages]
    seen = Counter(
        key for page, edge in zip(pages, edges, strict=True) for key in {_key(line, edge) for line in page if id(line) in edge}
    )
    often = max(2, sum(map(bool, pages)) * 2 // 5)
    body: list[list[Line]] = []
    running: dict[str, Line] = {}
    for page, edge in zip(pages, edges, strict=True):
        kept: list[Line] = []
        outermost = [*edge][:1] + [*edge][-1:]
        for line in page:
            words = edge.get(id(line))
            if words is None or (seen[_key(line, edge)] < often and (words or id(line) not in outermost)):
                kept.append(line)
            elif words:
                running.setdefault(words, replace(line, text=words))
        body.append(kept)
    return body, list(running.values())


def _edge(page: list[Line]) -> list[Line]:
    """The lines nearest to the top and the foot of the page, from top to foot."""
    by_height = sorted(page, key=lambda line: -line.y)
    return by_height if len(page) <= 2 * _EDGE else by_height[:_EDGE] + by_height[-_EDGE:]


def _key(line: Line, edge: dict[int, str]) -> tuple[str, int]:
    """What makes two lines of the edges of pages the same: their words without the page number, and their height."""
    return edge[id(line)], round(line.y / 3)


def _without_number(line: Line, usual: float) -> str:
    """The words without a page number; '' if that is all. A bare number in a larger line is a heading's, as in 'Part 2'."""
    if len(line.text) <= 40 and _PAGE_NUMBER.fullmatch(line.text):
        return ""
    words = _COUNTER.sub(" ", line.text).strip()
    return _BARE_NUMBER.sub("", words).strip() if line.size <= usual + 0.5 else words


class _Writer:
    """Writes paragraphs one after another and notes where the page changes."""

    def __init__(self, known: Counter[str]) -> None:
        self._known = known
        self._parts: list[str] = []
        self._length = 0
        self._places: list[tuple[int, int]] = []
        self._before = ""

    def paragraph(self, paragraph: Paragraph) -> None:
        """Write `paragraph` with its mark, apart from or right below the one before."""
        bold = paragraph.kind == "text" and paragraph.bold
        prefix = {"heading": "#" * paragraph.level + " ", "item": "  " * paragraph.level + "- "}.get(paragraph.kind, "")
        self._put(self._gap(paragraph) + prefix + ("**" if bold else ""))
        for i, line in enumerate(paragraph.lines):
            if not self._places or self._places[-1][1] != line.page:
                self._places.append((self._length, line.page))
            following = paragraph.lines[i + 1] if i + 1 < len(paragraph.lines) else None
            self._put(self._wrapped(line.text, following.text) if following else line.text)
        self._put("**" if bold else "")
        self._before = paragraph.kind

    def _gap(self, paragraph: Paragraph) -> str:
        if not self._parts:
            return ""
        if paragraph.kind == self._before == "item":
            return "\n"
        return "  \n" if paragraph.tight and paragraph.kind == self._before == "text" else "\n\n"

    def _wrapped(self, text: str, following: str) -> str:
        """A line as it goes on in `following`: a word that was divided there is joined, unless the hyphen is its own."""
        after = _WORD.match(following)
        if not _HYPHEN.search(text) or not after or not following[0].islower():
            return text + " "
        head, tail = _WORD.findall(text[:-1])[-1], after[0]
        whole, hyphened = self._known[f"{head}{tail}".lower()], self._known[f"{head}-{tail}".lower()]
        own = hyphened > whole or (text[-1] == "-" and not whole and (head.lower() in _KEPT or "-" in head))
        return text[:-1] + ("-" if own else "")

    def _put(self, words: str) -> None:
        if words:
            self._parts.append(words)
            self._length += len(words)

    def extract(self) -> Extract:
        """All that was written."""
        return Extract("".join(self._parts) + "\n", tuple(self._places))
