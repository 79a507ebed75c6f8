"""Where a regular expression can match at all: at words it begins with, or else in lines that hold what it cannot do without.

An expression is taken apart into runs: stretches that stand for few strings, one of which every match holds. The most telling run
is chosen. Words are found by the automaton of the terms, which costs next to nothing; literals have to be searched for.
"""

import importlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from compliance.extraction.lines import DIGIT
from compliance.extraction.pattern_strings import CODES as _c
from compliance.extraction.pattern_strings import NOTHING, REPEATS, ZERO_WIDTH, Strings, options, product
from compliance.extraction.terms import WORD
from compliance.extraction.words import JOIN

_parser: Any = importlib.import_module("re._parser")
_EDGES = (_c.AT_BOUNDARY, _c.AT_BEGINNING, _c.AT_BEGINNING_STRING, _c.AT_END, _c.AT_END_STRING)
_SHORTEST = 1
_WHOLE_WORD = 2
"""What it is worth to know where a word ends, in letters."""
_OPENING = 5
"""What it is worth to know where a match begins."""
_MANY = 16
"""So many words say a letter less than one."""
_TELLING = 5
_MOST_OTHERS = 2
_RARE = "@£€$+&%©;/_|"
_COMMON = frozenset(
    (
        "a about all an and any are as at be by can data details for from have how if in information is it its may not of on or "
        "other our personal policy privacy process send that the their these they this to us use we what when where which who "
        "will with you your"
    ).split()
)
"""Words that every policy is full of."""
_CONTRACTED = frozenset(
    (
        "i you he she it we they who that there what where when how why this do does did is are was were have has had can could "
        "would should might must need let d l o"
    ).split()
)
"""Words that others are drawn together with."""
_CONTRACTIONS = "(|'ve|'re|'ll|'d|'m)"


class Anchor(NamedTuple):
    """Every match holds one of `terms` (of the lexicon's language) or `literals`; where both are empty, nothing is known.

    `opening`: every match begins where one of the terms begins. `at_start`: it begins where the line begins.
    `also`: every match holds one of each of these sets of terms too.
    """

    terms: frozenset[str] = frozenset()
    literals: frozenset[str] = frozenset()
    opening: bool = False
    at_start: bool = False
    also: frozenset[frozenset[str]] = frozenset()


Rated = tuple[int, int, Anchor]
"""How telling an anchor is, by its weakest member and by how few they are."""
_NONE: Rated = (0, 0, Anchor())


def anchor_of(pattern: str, cased: bool) -> Anchor:
    """The anchor of `pattern`; in a `cased` one the case of letters counts."""
    tree = list(_parser.parse(pattern))
    rated = sorted(_rated(tree, cased, _Edges(leading=True)), key=_rank, reverse=True)
    if not rated or rated[0][0] < _SHORTEST:
        return Anchor()
    best = rated[0][2]
    others = [
        anchor.terms for worth, _, anchor in rated[1:] if worth - _OPENING * anchor.opening >= _TELLING and not anchor.literals
    ]
    found = best._replace(also=frozenset(others[:_MOST_OTHERS]))
    return found._replace(opening=False, at_start=True) if _is_start(*tree[0]) else found


class _Edges(NamedTuple):
    """Whether a match begins with a part; whether a word that the part begins (ends) with surely begins (ends) there."""

    leading: bool = False
    opens: bool = False
    closes: bool = False


def _best(tree: Any, cased: bool, edges: _Edges) -> Rated:
    rated = max(_rated(list(tree), cased, edges), key=_rank, default=_NONE)
    return rated if rated[0] >= _SHORTEST else _NONE


def _rank(rated: Rated) -> tuple[int, int]:
    return rated[:2]


def _rated(tree: list[Any], cased: bool, edges: _Edges) -> Iterator[Rated]:
    """The anchors of the runs of `tree`."""
    run, (leading, opens, _) = NOTHING, edges
    for (operator, argument), following in zip(tree, [*tree[1:], None], strict=True):
        if _is_edge(operator, argument):
            if run != NOTHING:
                yield _rating(run, cased, _Edges(leading, opens, closes=True))
                leading = False
            run, opens = NOTHING, True
            continue
        stands_for = options(operator, argument)
        longer = None if stands_for is None else product(run, stands_for)
        if longer is not None:
            run = longer
            continue
        if run != NOTHING:
            yield _rating(run, cased, _Edges(leading, opens))
            leading, opens = False, all(not _is_letter(string[-1]) if string else opens for string in run)
        run = stands_for or NOTHING
        if stands_for is None:
            closes = _is_edge(*following) if following else edges.closes
            yield from _nested(operator, argument, cased, _Edges(leading, opens, closes))
            opens = _parts_words(operator, argument) and (opens or not _may_be_empty(operator, argument))
        leading = False
    if run != NOTHING:
        yield _rating(run, cased, _Edges(leading, opens, edges.closes))


def _is_edge(operator: Any, argument: Any) -> bool:
    """Whether it is a place where a word begins or ends."""
    return (operator is _c.AT and argument in _EDGES) or (operator is _c.ASSERT_NOT and _is_no_line_break(argument[1]))


def _is_start(operator: Any, argument: Any) -> bool:
    """Whether it is the start of a line: `^`, or the same by what stands before."""
    if operator is _c.ASSERT_NOT:
        return argument[0] < 0 and _is_no_line_break(argument[1])
    return operator is _c.AT and argument in (_c.AT_BEGINNING, _c.AT_BEGINNING_STRING)


def _is_no_line_break(tree: Any) -> bool:
    return list(tree) == [(_c.NOT_LITERAL, ord("\n"))]


def _nested(operator: Any, argument: Any, cased: bool, edges: _Edges) -> Iterator[Rated]:
    """The anchors of a part that stands for too many strings."""
    if operator is _c.SUBPATTERN:
        yield from _rated(list(argument[-1]), cased, edges)
    elif operator is _c.BRANCH:
        best = [_best(alternative, cased, edges) for alternative in argument[1]]
        anchors = [anchor for _, _, anchor in best]
        terms = frozenset().union(*(anchor.terms for anchor in anchors))
        literals = frozenset().union(*(anchor.literals for anchor in anchors))
        worth = min(worth for worth, _, _ in best)
        yield worth, -len(terms) - len(literals), Anchor(terms, literals, all(anchor.opening for anchor in anchors))
    elif operator in REPEATS and argument[0] >= 1:
        yield from _rated(list(argument[2]), cased, _Edges())
    elif operator is _c.IN and all(_is_digit(part) for part in argument):
        yield 2 * _SHORTEST, -1, Anchor(literals=frozenset({DIGIT}))


def _parts_words(operator: Any, argument: Any) -> bool:
    """Whether what a part matches, if anything, surely ends outside a word."""
    if operator in REPEATS:
        return _ends_outside(argument[2])
    if operator is _c.SUBPATTERN:
        return _ends_outside(argument[-1])
    if operator is _c.BRANCH:
        return all(_ends_outside(alternative) for alternative in argument[1])
    if operator is _c.IN:
        return all(_parts_words(*part) for part in argument)
    if operator is _c.CATEGORY:
        return argument in (_c.CATEGORY_NOT_WORD, _c.CATEGORY_SPACE)
    return operator is _c.LITERAL and not _is_letter(chr(argument))


def _ends_outside(tree: Any) -> bool:
    for operator, argument in reversed(list(tree)):
        if operator not in ZERO_WIDTH:
            if not _parts_words(operator, argument):
                return False
            if not _may_be_empty(operator, argument):
                return True
    return False


def _may_be_empty(operator: Any, argument: Any) -> bool:
    return operator not in (_c.LITERAL, _c.IN, _c.ANY, _c.NOT_LITERAL) and (operator not in REPEATS or argument[0] == 0)


def _is_digit(part: Any) -> bool:
    operator, argument = part
    if operator is _c.RANGE:
        return chr(argument[0]).isdigit() and chr(argument[1]).isdigit()
    return argument is _c.CATEGORY_DIGIT or (operator is _c.LITERAL and chr(argument).isdigit())


def _is_letter(character: str) -> bool:
    """Whether it may be part of a word."""
    return character == "'" or WORD.fullmatch(character) is not None


def _rating(run: Strings, cased: bool, edges: _Edges) -> Rated:
    """The anchor that the strings of a run make: terms where each has a word that surely begins there."""
    literals = _shortest({string.lower() for string in run})
    found: Rated = _weight(literals), -2 * len(literals), Anchor(literals=literals)
    opening = edges.leading and edges.opens
    terms = [_opening(string, edges.closes) if opening else _longest_word(string, edges) for string in run]
    if all(terms):
        texts = frozenset(f"={term}" if cased else term.lower() for term in terms)
        worth = min(map(_worth, terms)) + (_OPENING if opening else -(len(texts) // _MANY))
        found = max(found, (worth, -len(texts), Anchor(texts, opening=opening)), key=_rank)
    return found


def _shortest(strings: set[str]) -> Strings:
    """Those that hold no other."""
    return frozenset(string for string in strings if not any(other in string for other in strings - {string}))


def _opening(string: str, closes: bool) -> str:
    """The words that a string begins with, as far as a term may read on."""
    words: list[str] = []
    end = 0
    for match in WORD.finditer(string):
        if match[1] and not (JOIN.fullmatch(string, end, match.start()) if words else match.start() == 0):
            break
        if match[1]:
            words.append(match[1] + _star(string, match.end(), closes))
            end = match.end()
    return " ".join(words)


def _longest_word(string: str, edges: _Edges) -> str:
    """The most telling word that surely begins where it stands."""
    words = [
        match[1] + _star(string, match.end(), edges.closes)
        for match in WORD.finditer(string)
        if match[1] and (string[match.start() - 1] != "'" if match.start() else edges.opens)
    ]
    return max(words, key=_worth, default="")


def _star(string: str, end: int, closes: bool) -> str:
    """`*` where a word that ends there may go on; for a pattern "we've" holds the word "we", for the automaton it is one word."""
    if end < len(string):
        return "*" if string[end] == "'" else ""
    if not closes:
        return "*"
    return _CONTRACTIONS if string[:end].rpartition(" ")[2].lower() in _CONTRACTED else ""


def _worth(term: str) -> int:
    term = term.removesuffix(_CONTRACTIONS)
    if term in _COMMON:
        return 1
    return len(term) + (-1 if term.endswith("*") else _WHOLE_WORD)


def _weight(literals: Strings) -> int:
    """How telling literals are: less than most words, for they have to be searched for."""
    if all(any(sign in literal for sign in _RARE) for literal in literals):
        return 3
    return 1 if all(len(literal) > 1 for literal in literals) else 0
