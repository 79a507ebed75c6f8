"""Finds every term of the lexicon in a sentence, in one pass over its words.

Each term is a small graph over words, and all start at one root. The sets of places reached become states of an automaton,
made when a text first leads there: no backtracking, so the time is linear in the text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from compliance.extraction.terms import WORD, parts_of, words_of

Output = tuple[str, tuple[str, ...]]
"""The value a term carries, and the classes it belongs to."""
_JOIN = re.compile(r"(?:'s)?[ \-/\"']{0,3}")
_STEPS_KEPT = 1_000_000


@dataclass(slots=True, eq=False)
class _State:
    """A set of places in the graphs, and where each word seen so far leads from there."""

    nodes: tuple[int, ...]
    outputs: tuple[Output, ...]
    steps: "dict[str, _State]" = field(default_factory=dict)


_DEAD = _State((), ())
_ROOT = 0


class TermAutomaton:
    """Terms with what each stands for; `find` may be called for any number of texts. Can be pickled."""

    def __init__(self) -> None:
        """Start without terms."""
        self._children: list[dict[int, list[int]]] = [{}]
        self._outputs: dict[int, list[Output]] = {}
        self._count = 0
        self._exact: dict[str, int] = {}
        self._cased: dict[str, int] = {}
        self._prefixes: dict[int, dict[str, int]] = {}
        self._forget()

    def __getstate__(self) -> dict[str, object]:
        """Everything but the states that texts have led to."""
        return {name: value for name, value in vars(self).items() if name not in ("_start", "_states", "_steps_kept")}

    def __setstate__(self, state: dict[str, object]) -> None:
        vars(self).update(state)
        self._forget()

    def _forget(self) -> None:
        self._start = _State((_ROOT,), ())
        self._states: dict[tuple[int, ...], _State] = {}
        self._steps_kept = 0

    def add(self, text: str, output: Output) -> None:
        """Add a term's graph: the strings of one part lead from the end of the part before to a common end."""
        cased = text.startswith("=")
        frontier = [_ROOT]
        for strings in parts_of(text.removeprefix("=")):
            end = self._node()
            reached = [end]
            for string in strings:
                words = words_of(string)
                if words:
                    self._connect(frontier, [self._number(word, cased) for word in words], end)
                else:
                    reached += frontier
            frontier = reached
        for node in frontier:
            if node != _ROOT:
                self._outputs.setdefault(node, []).append(output)

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
        numbers, children = self._numbers(word), self._children
        nodes = tuple(sorted({child for node in state.nodes for number in numbers for child in children[node].get(number, ())}))
        target = self._states.get(nodes) if nodes else _DEAD
        if target is None:
            target = self._states[nodes] = _State(
                nodes, _merged(output for node in nodes for output in self._outputs.get(node, ()))
            )
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

    def _connect(self, starts: list[int], numbers: list[int], end: int) -> None:
        path = [self._node() for _ in numbers[1:]] + [end]
        for start in starts:
            self._children[start].setdefault(numbers[0], []).append(path[0])
        for number, node, following in zip(numbers[1:], path, path[1:], strict=False):
            self._children[node].setdefault(number, []).append(following)

    def _node(self) -> int:
        self._children.append({})
        return len(self._children) - 1

    def _number(self, word: str, cased: bool) -> int:
        """The number of a word pattern: a beginning (`retain*`), an exact word, or one whose case counts."""
        self._count += 1
        if word.endswith("*"):
            stem = word[:-1].lower()
            return self._prefixes.setdefault(len(stem), {}).setdefault(stem, self._count)
        if cased:
            return self._cased.setdefault(word, self._count)
        return self._exact.setdefault(word.lower(), self._count)


def _merged(outputs: Iterable[Output]) -> tuple[Output, ...]:
    """One output a value, with the classes of all."""
    by_value: dict[str, dict[str, None]] = {}
    for value, classes in outputs:
        by_value.setdefault(value, {}).update(dict.fromkeys(classes))
    return tuple((value, tuple(classes)) for value, classes in by_value.items())
