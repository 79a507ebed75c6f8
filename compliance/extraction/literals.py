"""Where a regular expression can match at all: the literals it cannot do without, and the lines that hold one of them."""

import importlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

_parser: Any = importlib.import_module("re._parser")
_constants: Any = importlib.import_module("re._constants")
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
SHORTEST = 2


def required_literals(pattern: str) -> tuple[str, ...]:
    """Strings in lower case of which every match of `pattern` holds at least one; empty where none can be told."""
    return _best(_parser.parse(pattern, re.IGNORECASE))


def _best(tree: Any) -> tuple[str, ...]:
    """The most telling set among those that each part of a sequence requires."""
    sets: list[tuple[str, ...]] = []
    run = ""
    for operator, argument in tree:
        if operator is _constants.LITERAL:
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
    sets.append((run,))
    return max((s for s in sets if s and all(len(string) >= SHORTEST for string in s)), key=_worth, default=())


def _worth(strings: tuple[str, ...]) -> tuple[int, int]:
    return min(map(len, strings)), -len(strings)


class Lines:
    """The sentences of a text, searchable for literals all at once."""

    def __init__(self, lines: Sequence[str]) -> None:
        """`lines` hold no line break."""
        self._starts: list[int] = []
        at = 0
        for line in lines:
            self._starts.append(at)
            at += len(line) + 1
        self.text = "\n".join(lines)
        lower = self.text.lower()
        self._lower = lower if len(lower) == len(self.text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)
        self._every = range(len(lines))
        self._digits = sorted({self._index(match.start()) for match in re.finditer(r"\d+", self.text)})

    def having(self, literals: Iterable[str], cased: bool = False) -> Iterable[int]:
        """Indexes of the lines that hold one of `literals` (in lower case unless `cased`; `0` means any digit); all where none is named."""
        text = self.text if cased else self._lower
        found: set[int] = set()
        named = False
        for literal in literals:
            named = True
            if literal == "0":
                found.update(self._digits)
                continue
            at = text.find(literal)
            while at >= 0:
                index = self._index(at)
                found.add(index)
                if index + 1 == len(self._starts):
                    break
                at = text.find(literal, self._starts[index + 1])
        return sorted(found) if named else self._every

    def _index(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1
