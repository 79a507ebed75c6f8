"""A policy's text for the terminal, every piece of evidence marked and named.

Marks are brackets with a number, so that they can be told without colours and where they overlap; below each line stand
the facts of the marks that end in it.
"""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from compliance.model import Fact, PolicyDocument, Status
from compliance.report.marked import FactEntry, Line, Mark, MarkedPolicy, Run, marked
from compliance.report.words import listing, plural

NARROW = 40
DEEPEST = 12
LINES = 6

_BOLD, _DIM = "1", "2"
_STYLES: dict[Status, str] = {"stated": "32", "denied": "33", "unclear": "35", "absent": ""}
_TITLES: dict[Status, str] = {"stated": "Stated", "denied": "Denied", "unclear": "Cannot tell", "absent": "Not in the text"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_Atom = tuple[str, str]
"""Characters and the style they are shown in."""


def to_text(document: PolicyDocument, facts: Sequence[Fact], colour: bool = False, width: int = 100) -> str:
    """The text in lines of at most `width` columns, then the facts; escape codes only where `colour` is true."""
    return _Writer(marked(document, facts), colour, max(width, NARROW)).text()


class _Writer:
    def __init__(self, policy: MarkedPolicy, colour: bool, width: int) -> None:
        self._policy, self._colour, self._width = policy, colour, width
        self._gutter = len(str(len(policy.lines))) + 2

    def text(self) -> str:
        policy = self._policy
        counts = [f"{len(policy.of(status))} {_TITLES[status].lower()}" for status in _TITLES]
        lines = [self._styled(policy.title, _BOLD), *self._wrapped(f"{policy.path}: {listing(counts)}", 0, 0), ""]
        for line in policy.lines:
            lines += self._line(line)
        for status in _TITLES:
            lines += self._facts(status)
        return "\n".join([*lines, ""])

    def _line(self, line: Line) -> Iterator[str]:
        if not line.runs:
            yield ""
            return
        number = str(line.number).rjust(self._gutter - 2) + "  "
        first = line.runs[0].text
        indent = min(len(first) - len(first.lstrip()), DEEPEST)
        rows = _rows(_words(line.runs), self._width - self._gutter - indent)
        for row in rows:
            yield self._styled(number, _DIM) + " " * indent + "".join(self._styled(*atom) for atom in _joined(row))
            number = " " * self._gutter
        for mark in sorted((mark for run in line.runs for mark in run.closes), key=lambda mark: mark.number):
            names = " · ".join(f"{claim.fact}: {claim.value}" for claim in mark.claims)
            for row_of_names in self._wrapped(f"{_raised(mark)} {names}", self._gutter, self._gutter + 2):
                yield self._styled(row_of_names, _DIM)

    def _facts(self, status: Status) -> Iterator[str]:
        facts = self._policy.of(status)
        if not facts:
            return
        yield ""
        yield self._styled(f"{_TITLES[status]} ({plural(len(facts), 'fact')})", _BOLD)
        if status == "absent":
            yield from self._wrapped(", ".join(fact.name for fact in facts), 2, 2)
            return
        for fact in facts:
            reason = f"; {fact.reason}" if fact.reason else ""
            yield from self._wrapped(f"{fact.name}: {fact.value} ({_places(fact)}{reason})", 2, 6)

    def _wrapped(self, text: str, indent: int, hang: int) -> list[str]:
        return textwrap.wrap(text, self._width, initial_indent=" " * indent, subsequent_indent=" " * hang, break_on_hyphens=False)

    def _styled(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self._colour and style else text


def _places(fact: FactEntry) -> str:
    """`line 3`, or the first few of many."""
    places = list(dict.fromkeys(mark.where for mark in fact.marks))
    more = [f"{len(places) - LINES} more"] if len(places) > LINES else []
    return listing([*places[:LINES], *more])


def _raised(mark: Mark) -> str:
    return str(mark.number).translate(_RAISED)


def _atoms(runs: Sequence[Run]) -> Iterator[_Atom]:
    for run in runs:
        for mark in run.opens:
            yield f"⟦{_raised(mark)}", _DIM
        yield run.text, _STYLES[run.marks[-1].status] if run.marks else ""
        for mark in run.closes:
            yield f"{_raised(mark)}⟧", _DIM


def _words(runs: Sequence[Run]) -> list[list[_Atom]]:
    """The line cut at its spaces; brackets cling to the words they enclose."""
    found: list[list[_Atom]] = [[]]
    for text, style in _atoms(runs):
        for number, part in enumerate(text.replace("\t", " ").split(" ")):
            if number and found[-1]:
                found.append([])
            if part:
                found[-1].append((part, style))
    return found if found[-1] else found[:-1]


def _rows(parts: list[list[_Atom]], width: int) -> list[list[list[_Atom]]]:
    """Words filled into rows of at most `width` columns; a longer word has its own row."""
    rows: list[list[list[_Atom]]] = []
    used = 0
    for word in parts:
        length = sum(len(text) for text, _ in word)
        if not rows or used + 1 + length > width:
            rows.append([])
            used = -1
        rows[-1].append(word)
        used += 1 + length
    return rows


def _joined(row: list[list[_Atom]]) -> Iterator[_Atom]:
    """The row as few atoms; a space between two words of one style has it too."""
    atoms: list[_Atom] = []
    for word in row:
        if atoms:
            atoms.append((" ", word[0][1] if atoms[-1][1] == word[0][1] else ""))
        atoms += word
    for style, group in groupby(atoms, key=lambda atom: atom[1]):
        yield "".join(text for text, _ in group), style
