"""The line that a web archive puts above a captured page."""

import re
from datetime import date

from compliance.model import ArchiveCapture, Span

_SEARCHED = 2_000
_LONGEST_HEADER = 1_200
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}+"
_DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}\.?,?\s\d{{4}}"
    rf"|{_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}})"
)
_PHRASE = re.compile(rf"\b(?:archived|captured|saved|crawled)\b[^\n]{{0,60}}?\b({_DATE})", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://)?web\.archive\.org/web/(\d{8})\d{0,6}(?:[a-z]{2}_)?/?", re.IGNORECASE)
_MARKER = re.compile(r"web\.archive\.org/|wayback machine|internet archive|extracted and transformed", re.IGNORECASE)


def find_capture(text: str) -> tuple[ArchiveCapture, Span] | None:
    """The capture an archive's header states, and the range of the whole header; None where there is none.

    The header stands among the first few lines: a quoted note ('> ...'), a 'Captured by the Internet Archive on' line, or
    a bare address of the Wayback Machine. Its span is the phrase that gives the date, else the address.
    """
    for start, end in _candidates(text):
        header = text[start:end]
        if len(header) > _LONGEST_HEADER or not _MARKER.search(header):
            continue
        for match in (_PHRASE.search(header), _ADDRESS.search(header)):
            day = _day(match[1]) if match else None
            if match and day and (match.re is _PHRASE or _bare(header)):
                span = Span(start + match.start(), start + match.end())
                return ArchiveCapture(day, span), Span(start, end)
    return None


def _candidates(text: str) -> list[tuple[int, int]]:
    """The first few lines that are not blank; neighbouring quoted lines count as one."""
    found: list[tuple[int, int]] = []
    quoted_until = -1
    for match in re.finditer(r"\S[^\r\n]*", text[: _SEARCHED + _LONGEST_HEADER]):
        if match.start() > _SEARCHED or len(found) == 5:
            break
        quoted = match[0].lstrip("\ufeff").startswith(">")
        if quoted and quoted_until >= 0 and text.count("\n", quoted_until, match.start()) <= 1:
            found[-1] = (found[-1][0], match.end())
        else:
            found.append(match.span())
        quoted_until = match.end() if quoted else -1
    return found


def _bare(header: str) -> bool:
    """Whether an address is all that the line holds, but for a label such as 'Source:' or a quoted note."""
    rest = re.sub(r"\S*web\.archive\.org/\S*", "", header)
    return header.lstrip("\ufeff").startswith(">") or len(rest) <= 60


def _day(words: str) -> date | None:
    iso = re.fullmatch(r"(\d{4})-?(\d\d)-?(\d\d)", words)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        year = int(words[-4:])
        day = re.search(r"\d{1,2}(?!\d)", words[:-4])
        name = re.search(_MONTH, words, re.IGNORECASE)
        if not day or not name:
            return None
        month = next(i for i, full in enumerate(_MONTHS, 1) if full.startswith(name[0][:3].lower()))
        return date(year, month, int(day[0]))
    except ValueError:
        return None
