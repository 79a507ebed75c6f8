"""Folding: what a reader sees of a stretch of text, each character with its place in the text.

Every pattern here is linear: quantifiers are bounded or possessive, so hostile input costs time, never a hang.
"""

import re
import unicodedata

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufe00-\ufe0f\ufeff"
)
_PLAIN = dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4", "'") | dict.fromkeys(
    "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'
)
_PLAIN |= dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-") | dict.fromkeys("\u2122\u2120", "")

_ACCENTS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0"

_TAGS = "a|b|i|u|big|center|em|font|h[1-6]|img|ol|small|span|strong|sub|sup|table|tbody|th|ul"
_TARGET = r"\([^()\s]{0,2000}+(?:\([^()\s]{0,500}+\)[^()\s]{0,500}+){0,4}+(?:\s{1,9}+\"[^\"]{0,500}+\")?\s{0,9}+\)"
_SPECIAL = re.compile(
    # Tried first: most characters begin nothing special, and this tells them at once.
    r"(?=[^!-)+-;=-Z^a-z{-}]|!\[|[A-Za-z][^\x00-\x7f])(?:"
    rf"(?P<blank>[\s{INVISIBLE}]{{2,}}+|[^\S ]|[{INVISIBLE}])"
    r"|(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    rf"|(?P<image>!\[[^\[\]]{{0,500}}+\]{_TARGET})"
    r"|(?P<link>\[(?=(?:[^\[\]]|\[[^\[\]]{0,200}+\]){1,500}+\]"
    rf"{_TARGET}))"
    rf"|(?P<target>(?<=\S)\]{_TARGET})"
    r"|(?P<star>(?<=\S)\*++|\*++(?=\S))"
    r"|(?P<under>(?<!\w)(?P<mark>_{1,3}+)(?=\S)(?P<inner>[^_\n]{1,300}+)(?<=\S)(?P=mark)(?!\w))"
    r"|(?P<tick>`++|~~++)"
    r"|(?P<gap></?(?i:br|div|hr|li|p|td|tr)(?:\s[^<>]{0,300}+)?/?>)"
    rf"|(?P<tag></?(?i:{_TAGS})(?:\s[^<>]{{0,300}}+)?>)"
    r"|(?P<auto><(?P<address>[^<>\s]{1,300}+)>)"
    rf"|(?P<wide>(?:[A-Za-z](?=[{_ACCENTS}]))?[^\x00-\x7f\s{INVISIBLE}]++))",
)
_SPACE = re.compile(r"\s")
_CLUSTER = re.compile(rf"[^{_ACCENTS}]?[{_ACCENTS}]{{0,30}}")
_TYPOGRAPHIC = re.compile("[" + "".join(_PLAIN) + "]")
_NEEDS_FOLDING = re.compile(r"[^ -~]|  |[\\*_`~<\[]")


class Folded:
    """Words under construction: characters and, for each, its offset."""

    __slots__ = ("origin", "parts")

    def __init__(self) -> None:
        """Start with nothing."""
        self.parts: list[str] = []
        self.origin: list[int] = []

    def copy(self, text: str, start: int, end: int) -> None:
        """Take text[start:end] as it stands."""
        if start < end:
            self.parts.append(text[start:end])
            self.origin.extend(range(start, end))

    def put(self, words: str, start: int, end: int) -> None:
        """Put `words` in the place of [start, end)."""
        if words:
            self.parts.append(words)
            last = max(start, end - 1)
            self.origin.extend(min(start + i, last) for i in range(len(words)))


def fold(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """The words a reader sees in text[start:end], and the offset in `text` of each of their characters.

    Markdown marks, link targets, tags and invisible characters are gone, white space is one space, quotes and dashes are ASCII,
    compatibility characters are NFKC; accents stay. No white space at either end.
    """
    if not _NEEDS_FOLDING.search(text, start, end):
        raw = text[start:end]
        left = len(raw) - len(raw.lstrip(" "))
        words = raw.strip(" ")
        return words, list(range(start + left, start + left + len(words)))
    folded = Folded()
    _fold_into(folded, text, start, end)
    return _tidy("".join(folded.parts), folded.origin)


def _fold_into(folded: Folded, text: str, start: int, end: int) -> None:
    position = start
    for match in _SPECIAL.finditer(text, start, end):
        folded.copy(text, position, match.start())
        position = _special(folded, text, match)
    folded.copy(text, position, end)


def _special(folded: Folded, text: str, match: re.Match[str]) -> int:
    """Write what `match` folds to; the offset to go on from."""
    start, end = match.span()
    if match["wide"] is not None:
        _wide(folded, text, start, end)
    elif match["blank"] is not None:
        folded.put(" " if _SPACE.search(match["blank"]) else "", start, end)
    elif match["escape"] is not None:
        folded.copy(text, end, end + 1)
        return end + 1
    elif match["under"] is not None:
        _fold_into(folded, text, *match.span("inner"))
    elif match["auto"] is not None:
        address = "@" in match["address"] or "://" in match["address"]
        folded.copy(text, *(match.span("address") if address else (start, end)))
    elif match["gap"] is not None:
        folded.put(" ", start, end)
    return end


def _wide(folded: Folded, text: str, start: int, end: int) -> None:
    """Fold a run that holds characters beyond ASCII."""
    run = text[start:end]
    if not _TYPOGRAPHIC.search(run) and unicodedata.is_normalized("NFKC", run):
        folded.copy(text, start, end)
        return
    for cluster in _CLUSTER.finditer(run):
        plain = _PLAIN.get(cluster[0])
        if plain is None:
            plain = "".join(unicodedata.normalize("NFKC", cluster[0]).split())
        folded.put(plain, start + cluster.start(), start + cluster.end())


def _tidy(words: str, origin: list[int]) -> tuple[str, list[int]]:
    """Drop white space at the ends and the second of two spaces that folding left behind."""
    if "  " in words:
        keep = [i for i, c in enumerate(words) if c != " " or (i and words[i - 1] != " ")]
        words, origin = "".join(words[i] for i in keep), [origin[i] for i in keep]
    left = len(words) - len(words.lstrip(" "))
    right = len(words.rstrip(" "))
    return words[left:right], origin[left:right]
