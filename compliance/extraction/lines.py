"""The sentences of a text, searchable for literals all at once."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable
from functools import cached_property

from compliance.extraction.words import Words

DIGIT = "0"
"""Stands for any digit."""


class Lines:
    """Lines joined by line breaks into one text, with the place of each in it."""

    def __init__(self, lines: list[str]) -> None:
        """`lines` hold no line break."""
        self.lines = lines
        self.starts: list[int] = []
        at = 0
        for line in lines:
            self.starts.append(at)
            at += len(line) + 1
        self.text = "\n".join(lines)
        lower = self.text.lower()
        self._lower = (
            lower if len(lower) == len(self.text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)
        )
        self.recognised: dict[str, list[tuple[int, int, int, str]]] = {}
        """What recognisers have found already, by their names (recognisers.py)."""
        self._every = range(len(lines))
        self._known: dict[tuple[str, bool], list[int]] = {}

    @cached_property
    def words(self) -> Words:
        """The words of the text."""
        return Words(self.text, self.starts)

    @cached_property
    def distinct_words(self) -> frozenset[str]:
        """The words of the text, each once."""
        return frozenset(self.words.texts)

    @cached_property
    def _vocabulary(self) -> str:
        """The words in lower case: far shorter to search than the text."""
        return " ".join(self.distinct_words).lower()

    def with_words(self, words: frozenset[str]) -> Iterable[int]:
        """The lines that hold one of `words`, in this very case."""
        wanted = words & self.distinct_words
        if not wanted:
            return ()
        return {line for line, word in zip(self.words.lines, self.words.texts, strict=True) if word in wanted}

    def having(self, literals: Collection[str], cased: bool = False) -> Iterable[int]:
        """The lines that hold one of `literals` (in lower case unless `cased`; DIGIT: any digit); all where none is named."""
        if not literals:
            return self._every
        found = [lines for literal in literals if (lines := self._holding(literal, cased))]
        if len(found) < 2:
            return found[0] if found else ()
        return sorted({line for lines in found for line in lines})

    def _holding(self, literal: str, cased: bool) -> list[int]:
        known = self._known.get((literal, cased))
        if known is None:
            known = self._known[literal, cased] = self._digits() if literal == DIGIT else self._search(literal, cased)
        return known

    def _digits(self) -> list[int]:
        return sorted({self._index(match.start()) for match in re.finditer(r"\d+", self.text)})

    def _search(self, literal: str, cased: bool) -> list[int]:
        if literal.isalnum() and literal.lower() not in self._vocabulary:
            return []
        text = self.text if cased else self._lower
        found = []
        at = text.find(literal)
        while at >= 0:
            index = self._index(at)
            found.append(index)
            if index + 1 == len(self.starts):
                break
            at = text.find(literal, self.starts[index + 1])
        return found

    def _index(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1
