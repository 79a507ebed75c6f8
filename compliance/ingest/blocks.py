"""Lines -> blocks: headings, paragraphs and list items, each a range of the text."""

import re
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "text", "item"]

_LINE = re.compile(r"\S[^\r\n\f\v\x85\u2028\u2029]*")
_QUOTE_MARK = re.compile(r"(?:>[ \t]{0,3}){1,9}+")
_RULE = re.compile(r"(?:([-*_=~])[ \t]*+)(?:\1[ \t]*+){2,}+$|`{3,}+\w{0,20}$|={2,}+$")
_TABLE_RULE = re.compile(r"\|?[ \t:|-]*-[ \t:|-]*$")
_ATX = re.compile(r"(#{1,6}+)(?:[ \t\xa0]+|$)")
_DOTS = "\u2022\u25e6\u25aa\u25ab\u2023\u2043\u25cf\u25cb\u25a0\u25a1\u2219\u00b7\u27a2\u27a4\u2713\u2714\u25ba\u25b6"
_BULLET = re.compile(rf"(?:[*+\-\u2013\u2014][ \t\xa0]+|o\t[ \t]*|[{_DOTS}]\ufe0f?[ \t\xa0]*)")
_ORDINAL = re.compile(r"\(?(?P<mark>\d{1,3}|[A-Za-z]|[ivx]{2,5}|[IVX]{2,5})(?P<close>\\?[.)])[ \t\xa0]+")
_DECIMAL = re.compile(r"(?P<mark>\d{1,2}(?:\\?\.\d{1,2}){1,3}+)(?:\\?[.)])?[ \t\xa0]+(?=[\"'\u201c\u2018(\[*_]*[^\W\d_])")
_ADDRESS = re.compile(r"(?:https?://|www\.|[\w.+-]{1,64}@)\S+$|[\w-]+(?:\.[\w-]+)+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its content [start, end) and its indentation.

    `apart` says that a blank line stands before it, `broken` that a forced line break follows.
    """

    start: int
    end: int
    indent: int
    apart: bool
    broken: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together. `body` is where the words begin, after a bullet, number or heading mark.

    `style` is the kind of mark: '', '#', '-' (bullet), '1', 'a', 'i', '1.1', '|' (table row); `mark` the mark itself.
    """

    start: int
    end: int
    body: int
    indent: int
    apart: bool
    broken: bool
    number: int
    style: str
    mark: str
    underline: int = 0
    lines: int = 1


def read_lines(text: str, start: int = 0) -> list[Line]:
    """The lines of `text` from `start` that are not blank."""
    found: list[Line] = []
    previous = start
    for match in _LINE.finditer(text, start):
        begin, end = match.span()
        gap = text[previous:begin]
        breaks = gap.count("\n") or gap.count("\r") or len(gap.splitlines()) - 1
        indent = begin - max(text.rfind("\n", previous, begin), text.rfind("\r", previous, begin), previous - 1) - 1
        if text[begin] == ">" and (quote := _QUOTE_MARK.match(text, begin)):
            begin = quote.end()
        length = len(text[begin:end].rstrip())
        broken = end - begin - length >= 2 and text.startswith("  ", begin + length)
        if length > 1 and text[begin + length - 1] == "\\" and text[begin + length - 2] != "\\":
            length, broken = length - 1, True
        if length:
            found.append(Line(begin, begin + length, indent + 3 * gap.count("\t"), breaks > 1 or not found, broken))
            previous = end
    return found


def read_paragraphs(text: str, lines: list[Line]) -> list[Paragraph]:
    """Join the lines of `text` that one hard-wrapped paragraph was broken into."""
    found: list[Paragraph] = []
    usual = _usual_width(lines)
    group: list[Line] = []
    number = 0
    widest = 0
    for i, line in enumerate(lines):
        if line.apart or not group:
            widest = _widest(lines, i)
        rule = bool(_RULE.match(text, line.start, line.end))
        if group and not line.apart and not rule and _continues(text, group[-1], line, widest, usual):
            group.append(line)
            continue
        number += line.apart
        _close(text, group, found, number - line.apart)
        group = [] if rule else [line]
        if rule and found and not line.apart:
            found[-1] = _underlined(text, line, found[-1])
    _close(text, group, found, number)
    return found


def _close(text: str, group: list[Line], found: list[Paragraph], number: int) -> None:
    if group:
        first, last = group[0], group[-1]
        if not _TABLE_RULE.fullmatch(text, first.start, min(first.end, first.start + 2_000)):
            previous = found[-1] if found else None
            style, mark, body = _marker(text, first, previous)
            found.append(
                Paragraph(first.start, last.end, body, first.indent, first.apart, last.broken, number, style, mark, 0, len(group))
            )


def _underlined(text: str, rule: Line, paragraph: Paragraph) -> Paragraph:
    """A paragraph with the level of its setext underline, if the rule under it is one."""
    level = {"=": 1, "-": 2}.get(text[rule.start], 0)
    if paragraph.lines > 1 or paragraph.style in ("-", "|") or paragraph.end - paragraph.start > 150 or not level:
        return paragraph
    return Paragraph(
        paragraph.start,
        paragraph.end,
        paragraph.start,
        paragraph.indent,
        paragraph.apart,
        paragraph.broken,
        paragraph.number,
        paragraph.style,
        paragraph.mark,
        level,
    )


def _usual_width(lines: list[Line]) -> int:
    widths = sorted(line.end - line.start for line in lines)
    return widths[len(widths) * 9 // 10] if widths else 0


def _widest(lines: list[Line], first: int) -> int:
    """The longest line of the run that begins at `first`."""
    widest = 0
    for i in range(first, min(len(lines), first + 200)):
        if i > first and lines[i].apart:
            break
        widest = max(widest, lines[i].end - lines[i].start)
    return widest


def _continues(text: str, before: Line, line: Line, widest: int, usual: int) -> bool:
    """Whether `line` goes on with the sentence that `before` was wrapped in."""
    if before.broken or _ATX.match(text, before.start) or text[line.start] == "|" or text[before.start] == "|":
        return False
    if text[line.start] == "#" or any(mark.match(text, line.start) for mark in (_BULLET, _ORDINAL, _DECIMAL)):
        return False
    width = before.end - before.start + max(0, before.indent)
    word = text[line.start : min(line.end, line.start + 40)].split(None, 1)
    full = 50 <= widest <= 110 and width + 1 + len(word[0] if word else "") > widest - 1 and width >= usual * 3 // 4
    last = text[before.end - 1]
    if full and not _bold_line(text, before):
        return True
    if last in ".!?:;" or _ADDRESS.match(text, line.start, min(line.end, line.start + 300)):
        return False
    return text[line.start].islower()


def _bold_line(text: str, line: Line) -> bool:
    return text.startswith(("**", "__"), line.start) and text.startswith(("**", "__"), line.end - 2)


def _marker(text: str, line: Line, previous: Paragraph | None) -> tuple[str, str, int]:
    """Style, mark and where the words begin."""
    start = line.start
    if text[start] == "\ufeff" and start + 1 < line.end:
        start += 1
    if match := _ATX.match(text, start, line.end):
        return "#", match[1], match.end()
    if text[start] == "|" or (text.count(" | ", start, min(line.end, start + 500)) > 1):
        return "|", "|", start
    if match := _BULLET.match(text, start, line.end):
        return "-", match[0].strip(), match.end()
    if match := _DECIMAL.match(text, start, line.end):
        return "1.1", match["mark"].replace("\\", ""), match.end()
    if (match := _ORDINAL.match(text, start, line.end)) and _is_ordinal(match, previous):
        mark = match["mark"]
        style = "1" if mark.isdigit() else "i" if len(mark) > 1 or (mark == "i" and not _follows("i", previous)) else "a"
        return style + match["close"][-1], mark, match.end()
    return "", "", line.start


def _is_ordinal(match: re.Match[str], previous: Paragraph | None) -> bool:
    """Whether it is a list mark, and not an initial such as the 'J.' of 'J. Moor'."""
    mark = match["mark"]
    if len(mark) > 1 or mark.isdigit() or match["close"].endswith(")") or mark in "AaIi":
        return True
    return _follows(mark, previous)


def _follows(mark: str, previous: Paragraph | None) -> bool:
    return previous is not None and len(previous.mark) == 1 and ord(previous.mark) + 1 == ord(mark)
