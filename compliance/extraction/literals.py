"""Where a regular expression can match at all: the literals it cannot do without, and the lines that hold one of them."""

import importlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

_parser: Any = importlib.import_module("re._parser")
_constants: Any = importlib.import_module("re._constants")
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
SHORTEST = 2
DIGIT = "0"
"""Stands for any digit."""
_RARE = "@£€$+&%"


def required_literals(pattern: str) -> tuple[str, ...]:
    """Strings in lower case of which every match of `pattern` holds at least one; empty where none can be told."""
    return _best(_parser.parse(pattern, re.IGNORECASE))


def _best(tree: Any) -> tuple[str, ...]:
    """The most telling set among those that each part of a sequence requires."""
    sets: list[tuple[str, ...]] = []
    run = ""
    for operator, argument in tree:
        if operator is _constants.LITERAL and not chr(argument).isdigit():
            run += chr(argument).lower()
            continue
        sets.append((run,))
        run = ""
        if operator is _constants.SUBPATTERN:
            sets.append(_best(argument[-1]))
        elif operator is _constants.BRANCH:
            alternatives = [_best(alternative) for alternative in argument[1]]
            sets.append(tuple(dict.fromkeys(s for a in alternatives for s in a)) if all(alternatives) else ())
        elif operator in _REPEATS and argument[0] >= 1:
            sets.append(_best(argument[2]))
        elif operator is _constants.LITERAL or (operator is _constants.IN and all(_is_digit(part) for part in argument)):
            sets.append((DIGIT,))
    sets.append((run,))
    return max((s for s in sets if s and all(_weight(string) >= SHORTEST for string in s)), key=_worth, default=())


def _worth(strings: tuple[str, ...]) -> tuple[int, int]:
    return min(map(_weight, strings)), -len(strings)


def _weight(string: str) -> int:
    """How telling a literal is: its length, but signs that texts seldom hold and digits say more than letters."""
    return max(len(string), 6 if any(sign in string for sign in _RARE) else 3 if string == DIGIT else 0)


def _is_digit(part: tuple[object, object]) -> bool:
    operator, argument = part
    if operator is _constants.RANGE and isinstance(argument, tuple):
        return chr(argument[0]).isdigit() and chr(argument[1]).isdigit()
    return argument is _constants.CATEGORY_DIGIT or (
        operator is _constants.LITERAL and isinstance(argument, int) and chr(argument).isdigit()
    )


class Lines:
    """The sentences of a text, searchable for literals all at once."""

    def __init__(self, lines: Sequence[str]) -> None:
        """`lines` hold no line break."""
        self.lines = lines
        self._starts: list[int] = []
        at = 0
        for line in lines:
            self._starts.append(at)
            at += len(line) + 1
        self.text = "\n".join(lines)
        lower = self.text.lower()
        self._lower = (
            lower if len(lower) == len(self.text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)
        )
        self._every = range(len(lines))
        self._known: dict[tuple[str, bool], list[int]] = {}
        self._digits = sorted({self._index(match.start()) for match in re.finditer(r"\d+", self.text)})

    def having(self, literals: Sequence[str], cased: bool = False) -> Iterable[int]:
        """The lines (by index) that hold one of `literals`, in lower case unless `cased`; all where none is named."""
        if not literals:
            return self._every
        if len(literals) == 1:
            return self._holding(literals[0], cased)
        return sorted({index for literal in literals for index in self._holding(literal, cased)})

    def _holding(self, literal: str, cased: bool) -> list[int]:
        known = self._known.get((literal, cased))
        if known is None:
            known = self._known[literal, cased] = self._digits if literal == DIGIT else list(self._search(literal, cased))
        return known

    def _search(self, literal: str, cased: bool) -> Iterator[int]:
        text = self.text if cased else self._lower
        at = text.find(literal)
        while at >= 0:
            index = self._index(at)
            yield index
            if index + 1 == len(self._starts):
                return
            at = text.find(literal, self._starts[index + 1])

    def start(self, index: int) -> int:
        """Where line `index` begins in the text."""
        return self._starts[index]

    def _index(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1
