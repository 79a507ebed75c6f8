"""The words of a text, all at once, and across which gaps a term may read on."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

_WORD = re.compile(r"((?!(?<=')s\b)[^\W_]+(?:'(?!s\b)[^\W_]+)*)")
"""The words of terms.WORD, written so that the matches and what lies between them tile the text."""
JOIN = re.compile(r"(?:'s)?[ \-/\"']{0,3}")
"""What a term may read on across."""
_GAPS_KEPT = 10_000


class _Joins(dict[str, bool]):
    """Whether a term may read on across what stands between two words."""

    def __missing__(self, gap: str) -> bool:
        joined = bool(JOIN.fullmatch(gap))
        if len(self) < _GAPS_KEPT:
            self[gap] = joined
        return joined


_JOINS = _Joins()


class Words:
    """The words of a text of several lines; the lists run in parallel, offsets are those of the text."""

    __slots__ = ("ends", "joined", "lines", "starts", "texts")

    def __init__(self, text: str, line_starts: Sequence[int]) -> None:
        """Cut `text` into words; `line_starts` are the offsets at which its lines begin."""
        pieces = _WORD.split(text)
        bounds = list(accumulate(map(len, pieces)))
        self.texts = pieces[1::2]
        self.starts = bounds[0:-1:2]
        self.ends = bounds[1::2]
        self.joined = list(map(_JOINS.__getitem__, pieces[2::2]))
        """Whether a term may read on from this word to the next."""
        if self.joined:
            self.joined[-1] = False
        firsts = [*(bisect_left(self.starts, start) for start in line_starts), len(self.starts)]
        self.lines: list[int] = []
        for line in range(len(line_starts)):
            self.lines += [line] * (firsts[line + 1] - firsts[line])
