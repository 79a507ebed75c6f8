"""Checks the term language of the lexicon and the regular expressions that are its last resort."""

import importlib
import re
import warnings
from typing import Any

MOST_STRINGS = 400
_parser: Any = importlib.import_module("re._parser")
_constants: Any = importlib.import_module("re._constants")
_ONE_CHARACTER = {_constants.IN, _constants.LITERAL, _constants.NOT_LITERAL, _constants.ANY, _constants.CATEGORY}
_REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT}
_BRACKETS = {"(": ")", "[": "]"}
_WORD = re.compile(r"[^\W_]")
_STRANGE = re.compile(r"[^\w '’()|\[\]*=-]|_")
_STAR_INSIDE = re.compile(r"\*(?=[^\s)\]|-])|(?<![^\W_)\]])\*")


def term_fault(term: str) -> tuple[str, str] | None:
    """What is wrong with a term, and how to mend it; None where it is fine."""
    body = term.removeprefix("=")
    strange = _STRANGE.search(body)
    if strange or "=" in body:
        mark = strange[0] if strange else "="
        if mark == "=":
            return "'=' inside the term", "'=' stands at the very beginning, once: '=US'"
        return f"'{mark}' is punctuation", "terms are words; leave it out, or write a pattern"
    if _STAR_INSIDE.search(body):
        return "'*' that does not end a word", "write the beginning of the word and then '*': 'retain*'"
    return _bracket_fault(body)


def _bracket_fault(body: str) -> tuple[str, str] | None:
    """Faults of brackets and alternatives; counts the strings that each part between blanks stands for on the way."""
    # Each open bracket: its mark, the strings before it, those of the alternatives before it.
    stack: list[tuple[str, int, int]] = []
    count, earlier = 1, 0
    for mark in body:
        if mark in _BRACKETS:
            stack.append((mark, count, earlier))
            count, earlier = 1, 0
        elif mark == "|" or mark in ")]":
            if not stack and mark == "|":
                return "'|' outside parentheses", "write (a|b), or two terms"
            if not stack:
                return f"a '{mark}' without '('", "match every bracket"
            earlier, count = earlier + count, 1
            if mark != "|":
                opening, before, outer = stack.pop()
                if _BRACKETS[opening] != mark:
                    return f"'{opening}' closed by '{mark}'", "match every bracket"
                count, earlier = before * (earlier + (opening == "[")), outer
        elif mark.isspace() and not stack:
            count = 1
        if count > MOST_STRINGS:
            return f"a part of it stands for more than {MOST_STRINGS} strings", "split it into several terms"
    if stack:
        return f"'{stack[-1][0]}' is never closed", "match every bracket"
    return None if _has_word(body) else ("no word that must occur", "give at least one word outside [...]")


def _has_word(body: str) -> bool:
    while (shorter := re.sub(r"\[[^\[\]]*\]|\((?:[^()]*\|)?(?:\|[^()]*)?\)", "", body)) != body:
        body = shorter
    return _WORD.search(body) is not None


def pattern_fault(pattern: str) -> tuple[str, str] | None:
    """What is wrong with a regular expression, and how to mend it; None where it is fine."""
    flags = 0 if pattern.startswith("(?-i)") else re.IGNORECASE
    source = pattern.removeprefix("(?-i)")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tree = _parser.parse(source, flags)
            re.compile(source, flags)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        return f"is no regular expression: {error}", "test it in single quotes, so that backslashes stay"
    fault = _repeat_fault(tree, False)
    if fault is None and tree.getwidth()[0] == 0:
        return "can match nothing at all", "give it at least one character that must occur"
    return fault


def _repeat_fault(tree: Any, repeated: bool) -> tuple[str, str] | None:
    """A repeat that could make matching slow: an unbounded one of several characters, or a varying one inside another."""
    for operator, argument in tree:
        if operator in _REPEATS:
            least, most, body = argument
            if most == _constants.MAXREPEAT and (len(body) != 1 or body[0][0] not in _ONE_CHARACTER):
                return "repeats a group without an upper end", "repeat one character class, or give an end such as {0,5}"
            if repeated and least != most:
                return "has a repeat inside a repeat", "write the inner part out, or repeat it a fixed number of times"
            fault = _repeat_fault(body, repeated or most > 1)
        else:
            parts = argument if isinstance(argument, list | tuple) else (argument,)
            fault = next((found for part in _subtrees(parts) if (found := _repeat_fault(part, repeated))), None)
        if fault:
            return fault
    return None


def _subtrees(parts: Any) -> list[Any]:
    """The sub-patterns among the arguments of a node of the parser's tree."""
    found: list[Any] = []
    for part in parts:
        if isinstance(part, _parser.SubPattern):
            found.append(part)
        elif isinstance(part, list | tuple):
            found += _subtrees(part)
    return found
