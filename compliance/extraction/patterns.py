"""Finds the regular expressions of the lexicon, each only where its anchor stands (anchors.py)."""

import re
from functools import cache
from typing import NamedTuple

from compliance.extraction.anchors import Anchor, anchor_of
from compliance.extraction.automaton import Fired, TermAutomaton
from compliance.extraction.lines import Lines
from compliance.extraction.tags import Label, Places


class _Pattern(NamedTuple):
    source: str
    flags: re.RegexFlag
    label: Label

    def expression(self) -> re.Pattern[str]:
        """The compiled pattern, made when a text first holds its anchor."""
        return _expression(self.source, self.flags)


@cache
def _expression(source: str, flags: re.RegexFlag) -> re.Pattern[str]:
    return re.compile(source, flags)


class _Group(NamedTuple):
    """Patterns with the same anchor; the numbers are the triggers under which its terms are found."""

    anchor: Anchor
    trigger: int
    also: tuple[int, ...]
    patterns: list[_Pattern]


class Patterns:
    """The patterns of the lexicon; `find` may be called for any number of texts."""

    def __init__(self, terms: TermAutomaton) -> None:
        """Start without patterns; terms of anchors go into `terms`."""
        self._terms = terms
        self._triggers: dict[frozenset[str], int] = {}
        self._groups: dict[Anchor, _Group] = {}

    def add(self, pattern: str, value: str, name: str) -> None:
        """Add a pattern of class `name` in the lexicon's language, with the value it stands for."""
        source = pattern.removeprefix("(?-i)")
        cased = source != pattern
        anchor = anchor_of(source, cased)
        if anchor not in self._groups:
            also = tuple(self._trigger(terms) for terms in sorted(anchor.also, key=sorted))
            self._groups[anchor] = _Group(anchor, self._trigger(anchor.terms), also, [])
        self._groups[anchor].patterns.append(_Pattern(source, re.NOFLAG if cased else re.IGNORECASE, Label(value, (name,))))

    def _trigger(self, terms: frozenset[str]) -> int:
        """The number under which the automaton finds one of `terms`."""
        if terms not in self._triggers:
            self._triggers[terms] = len(self._triggers)
            for term in sorted(terms):
                self._terms.add(term, self._triggers[terms])
        return self._triggers[terms]

    def find(self, lines: Lines, fired: Fired, places: Places) -> None:
        """Put every match into `places`; `fired` tells where the anchors' terms stand."""
        held = {trigger: {line for line, _ in stands} for trigger, stands in fired.items()}
        for anchor, trigger, also, patterns in self._groups.values():
            if anchor.literals or not anchor.terms:
                where = {*lines.having(anchor.literals), *held.get(trigger, ())}
            elif trigger in held:
                where = held[trigger]
            else:
                continue
            for other in also:
                where = where & held[other] if other in held else set()
            if where:
                for pattern in patterns:
                    if anchor.opening:
                        _match_at(fired[trigger], where, pattern, lines, places)
                    else:
                        _match_in(where, pattern, anchor.at_start, lines, places)


def _match_in(where: set[int], pattern: _Pattern, at_start: bool, lines: Lines, places: Places) -> None:
    """Put the matches in some lines; only the one at the start of each where there can be no other."""
    expression = pattern.expression()
    for line in where:
        if at_start:
            match = expression.match(lines.lines[line])
            if match:
                places.add(pattern.label, line, 0, match.end())
        else:
            for match in expression.finditer(lines.lines[line]):
                places.add(pattern.label, line, match.start(), match.end())


def _match_at(fired: list[tuple[int, int]], where: set[int], pattern: _Pattern, lines: Lines, places: Places) -> None:
    """Put the matches that begin where the anchor does; as `finditer` would, none that overlaps the one before."""
    match_at = pattern.expression().match
    texts, starts, end = lines.lines, lines.starts, 0
    for line, start in fired:
        if start >= end and line in where:
            offset = starts[line]
            match = match_at(texts[line], start - offset)
            if match:
                places.add(pattern.label, line, match.start(), match.end())
                end = match.end() + offset
