"""Finds every term of the lexicon in a sentence, in one pass over its words.

Each term is a small graph over words, and all start at one root. The sets of places reached become states of an automaton,
made when a text first leads there: no backtracking, so the time is linear in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from compliance.extraction.terms import WORD, parts_of, words_of

Output = tuple[str, str]
_JOIN = re.compile(r"(?:'s)?[ \-/\"']{0,3}")
_STEPS_KEPT = 1_000_000


@dataclass(slots=True, eq=False)
class _Node:
    children: "dict[int, list[_Node]]" = field(default_factory=dict)
    outputs: list[Output] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _State:
    """A set of places in the graphs, and where each word seen so far leads from there."""

    nodes: tuple[_Node, ...]
    outputs: tuple[Output, ...]
    steps: "dict[str, _State]" = field(default_factory=dict)


_DEAD = _State((), ())


class TermAutomaton:
    """Terms with what each stands for; `find` may be called for any number of texts."""

    def __init__(self) -> None:
        """Start without terms."""
        self._root = _Node()
        self._start = _State((self._root,), ())
        self._count = 0
        self._exact: dict[str, int] = {}
        self._cased: dict[str, int] = {}
        self._prefixes: dict[int, dict[str, int]] = {}
        self._states: dict[frozenset[int], _State] = {}
        self._steps_kept = 0

    def add(self, text: str, outputs: list[Output]) -> None:
        """Add a term's graph: the strings of one part lead from the end of the part before to a common end."""
        cased = text.startswith("=")
        frontier = [self._root]
        for strings in parts_of(text.removeprefix("=")):
            end = _Node()
            reached = [end]
            for string in strings:
                words = words_of(string)
                if words:
                    self._connect(frontier, [self._number(word, cased) for word in words], end)
                else:
                    reached += frontier
            frontier = reached
        for node in frontier:
            if node is not self._root:
                node.outputs += outputs

    def find(self, text: str) -> Iterator[tuple[int, int, Output]]:
        """(start, end, output) of every term in `text`."""
        spans = [(match.start(), match.end(), match[1]) for match in WORD.finditer(text) if match[1]]
        root, step, join, last = self._start, self._step, _JOIN.fullmatch, len(spans) - 1
        for index, (start, end, word) in enumerate(spans):
            state = root.steps.get(word) or step(root, word)
            at = index
            while state is not _DEAD:
                for output in state.outputs:
                    yield start, end, output
                if at == last or not join(text, end, spans[at + 1][0]):
                    break
                at += 1
                _, end, word = spans[at]
                state = state.steps.get(word) or step(state, word)

    def _step(self, state: _State, word: str) -> _State:
        """The state that `word` leads to from `state`, made when it is first needed."""
        nodes = [child for node in state.nodes for number in self._numbers(word) for child in node.children.get(number, ())]
        key = frozenset(map(id, nodes))
        target = self._states.get(key) if nodes else _DEAD
        if target is None:
            outputs = dict.fromkeys(output for node in nodes for output in node.outputs)
            target = self._states[key] = _State(tuple(nodes), tuple(outputs))
        if self._steps_kept < _STEPS_KEPT:
            state.steps[word] = target
            self._steps_kept += 1
        return target

    def _numbers(self, word: str) -> list[int]:
        """The word patterns that `word` fits."""
        lower = word.lower()
        found = [self._exact.get(lower), self._cased.get(word)]
        found += [prefixes.get(lower[:length]) for length, prefixes in self._prefixes.items()]
        return [number for number in found if number is not None]

    def _connect(self, starts: list[_Node], numbers: list[int], end: _Node) -> None:
        path = [_Node() for _ in numbers[1:]] + [end]
        for start in starts:
            start.children.setdefault(numbers[0], []).append(path[0])
        for number, node, following in zip(numbers[1:], path, path[1:], strict=False):
            node.children.setdefault(number, []).append(following)

    def _number(self, word: str, cased: bool) -> int:
        """The number of a word pattern: a beginning (`retain*`), an exact word, or one whose case counts."""
        self._count += 1
        if word.endswith("*"):
            stem = word[:-1].lower()
            return self._prefixes.setdefault(len(stem), {}).setdefault(stem, self._count)
        if cased:
            return self._cased.setdefault(word, self._count)
        return self._exact.setdefault(word.lower(), self._count)
