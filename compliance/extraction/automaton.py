"""Finds every term of the lexicon in a text, in one pass over its words.

Each term is a small graph over words, and all start at one root. The sets of places reached become states of an automaton,
made when a text first leads there: no backtracking, so the time is linear in the text.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from compliance.extraction.tags import Label, Places
from compliance.extraction.terms import parts_of, words_of
from compliance.extraction.words import Words

Output = tuple[str, str] | int
"""The class a term belongs to and the value it carries; or a trigger's number."""
Fired = defaultdict[int, list[tuple[int, int]]]
"""For each trigger the lines and the starts in the text at which it stands."""
_STEPS_KEPT = 1_000_000
_ROOT = 0


class _State(dict[str, "_State | None"]):
    """A set of places in the graphs: what ends there, and where each word seen so far leads from there (None: nowhere)."""

    __slots__ = ("automaton", "edges", "labels", "triggers")

    def __init__(self, automaton: "TermAutomaton", edges: dict[int, tuple[int, ...]], outputs: Sequence[Output]) -> None:
        self.automaton = automaton
        self.edges = edges
        self.labels = _labels(output for output in outputs if not isinstance(output, int))
        self.triggers = sorted({output for output in outputs if isinstance(output, int)})

    def __missing__(self, word: str) -> "_State | None":
        return self.automaton.step(self, word)


class TermAutomaton:
    """Terms with what each stands for; `find` may be called for any number of texts. Can be pickled."""

    def __init__(self) -> None:
        """Start without terms."""
        self._edges: dict[int, dict[int, tuple[int, ...]]] = {_ROOT: {}}
        self._outputs: dict[int, tuple[Output, ...]] = {}
        self._nodes = 1
        self._count = 0
        self._exact: dict[str, int] = {}
        self._cased: dict[str, int] = {}
        self._prefixes: dict[int, dict[str, int]] = {}
        self._forget()

    def __getstate__(self) -> dict[str, object]:
        """Everything but the states that texts have led to."""
        return {name: value for name, value in vars(self).items() if name not in ("_start", "_states", "_numbers", "_steps_kept")}

    def __setstate__(self, state: dict[str, object]) -> None:
        vars(self).update(state)
        self._forget()

    def _forget(self) -> None:
        self._start = _State(self, self._edges[_ROOT], [])
        self._states: dict[tuple[int, ...], _State] = {}
        self._numbers: dict[str, tuple[int, ...]] = {}
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
                self._outputs[node] = (*self._outputs.get(node, ()), output)

    def find(self, words: Words, places: Places) -> Fired:
        """Put every term in `words` into `places`, and return where the triggers stand, in the order of the text."""
        rows = places.rows
        fired: Fired = defaultdict(list)
        texts, starts, ends, joined, line_of = words.texts, words.starts, words.ends, words.joined, words.lines
        for first, state in enumerate(map(self._start.__getitem__, texts)):
            at = first
            while state is not None:
                for label in state.labels:
                    rows[line_of[at]].append((label, starts[first], ends[at]))
                if state.triggers:
                    for trigger in state.triggers:
                        fired[trigger].append((line_of[at], starts[first]))
                if not joined[at]:
                    break
                at += 1
                state = state[texts[at]]
        return fired

    def step(self, state: _State, word: str) -> _State | None:
        """The state that `word` leads to from `state`, made when it is first needed."""
        edges = state.edges
        numbers = self._numbers_of(word)
        nodes = {node for number in numbers if number in edges for node in edges[number]}
        target = self._state(tuple(sorted(nodes))) if nodes else None
        if self._steps_kept < _STEPS_KEPT:
            state[word] = target
            self._steps_kept += 1
        return target

    def _state(self, nodes: tuple[int, ...]) -> _State:
        known = self._states.get(nodes)
        if known is not None:
            return known
        outputs = [output for node in nodes for output in self._outputs.get(node, ())]
        if len(nodes) == 1:
            edges = self._edges.get(nodes[0], {})
        else:
            edges = {}
            for node in nodes:
                for number, targets in self._edges.get(node, {}).items():
                    edges[number] = edges[number] + targets if number in edges else targets
        made = self._states[nodes] = _State(self, edges, outputs)
        return made

    def _numbers_of(self, word: str) -> tuple[int, ...]:
        """The word patterns that `word` fits."""
        known = self._numbers.get(word)
        if known is None:
            lower = word.lower()
            numbers = [self._exact.get(lower), self._cased.get(word)]
            numbers += [prefixes.get(lower[:length]) for length, prefixes in self._prefixes.items()]
            known = tuple(number for number in numbers if number is not None)
            if self._steps_kept < _STEPS_KEPT:
                self._numbers[word] = known
        return known

    def _connect(self, starts: list[int], numbers: list[int], end: int) -> None:
        path = [self._node() for _ in numbers[1:]] + [end]
        for start in starts:
            self._lead(start, numbers[0], path[0])
        for number, node, following in zip(numbers[1:], path, path[1:], strict=False):
            self._lead(node, number, following)

    def _lead(self, start: int, number: int, end: int) -> None:
        edges = self._edges.setdefault(start, {})
        edges[number] = (*edges.get(number, ()), end)

    def _node(self) -> int:
        self._nodes += 1
        return self._nodes - 1

    def _number(self, word: str, cased: bool) -> int:
        """The number of a word pattern: a beginning (`retain*`), an exact word, or one whose case counts."""
        self._count += 1
        if word.endswith("*"):
            stem = word[:-1].lower()
            return self._prefixes.setdefault(len(stem), {}).setdefault(stem, self._count)
        if cased:
            return self._cased.setdefault(word, self._count)
        return self._exact.setdefault(word.lower(), self._count)


def _labels(outputs: Iterable[tuple[str, str]]) -> list[Label]:
    """One label a value, with the classes of all."""
    by_value: dict[str, dict[str, None]] = {}
    for name, value in outputs:
        by_value.setdefault(value, {})[name] = None
    return [Label(value, tuple(classes)) for value, classes in by_value.items()]
