"""The strings that a part of a regular expression stands for, where they are few."""

import importlib
from typing import Any

CODES: Any = importlib.import_module("re._constants")
REPEATS = (CODES.MAX_REPEAT, CODES.MIN_REPEAT, CODES.POSSESSIVE_REPEAT)
ZERO_WIDTH = (CODES.AT, CODES.ASSERT, CODES.ASSERT_NOT)
_MOST_STRINGS = 100
_MOST_CHARACTERS = 6
NOTHING = frozenset({""})
"""What a part that matches no character stands for."""
Strings = frozenset[str]


def options(operator: Any, argument: Any) -> Strings | None:
    """The strings that a part stands for; None where they are many."""
    if operator is CODES.LITERAL:
        return frozenset({chr(argument)})
    if operator in ZERO_WIDTH:
        return NOTHING
    if operator is CODES.IN:
        return _characters(argument)
    if operator is CODES.SUBPATTERN:
        return _strings(argument[-1])
    if operator is CODES.BRANCH:
        alternatives = [_strings(alternative) for alternative in argument[1]]
        return None if None in alternatives else frozenset().union(*(a for a in alternatives if a))
    if operator in REPEATS and argument[1] <= 2:
        once = _strings(argument[2])
        if once is None:
            return None
        powers = [NOTHING, once, product(once, once)][argument[0] : argument[1] + 1]
        return None if None in powers else frozenset().union(*(p for p in powers if p))
    return None


def _strings(tree: Any) -> Strings | None:
    found: Strings | None = NOTHING
    for operator, argument in tree:
        more = options(operator, argument)
        found = None if more is None or found is None else product(found, more)
        if found is None:
            return None
    return found


def product(heads: Strings, tails: Strings) -> Strings | None:
    """Every head with every tail; None where these are many."""
    if len(heads) * len(tails) > _MOST_STRINGS:
        return None
    return frozenset(head + tail for head in heads for tail in tails)


def _characters(parts: Any) -> Strings | None:
    found: set[str] = set()
    for operator, argument in parts:
        if operator is CODES.LITERAL:
            found.add(chr(argument))
        elif operator is CODES.RANGE and argument[1] - argument[0] < _MOST_CHARACTERS:
            found.update(map(chr, range(argument[0], argument[1] + 1)))
        else:
            return None
    return frozenset(found) if len(found) <= _MOST_CHARACTERS else None
