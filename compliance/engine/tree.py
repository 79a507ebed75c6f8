"""From a decision list to disjoint conjunctions: a reduced multi-valued decision tree. Pure.

Each path through the tree is one conjunction. For any values of the variables exactly one conjunction holds, so the engine needs
no negation ("none of the others fired") and its result cannot depend on the order in which facts arrive.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from compliance.engine.logic import Expression, assign, variables

MAX_LEAVES = 100
MAX_WORK = 20_000


class TooLargeError(Exception):
    """The decision list needs more conjunctions than the engine may hold for one question."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision list: the first step whose expression holds decides, or is undecided and has a target for that; else `default`.

    A target is an answer, or a further decision list.
    """

    steps: "tuple[tuple[Expression, str | Decision, str | Decision | None], ...]"
    default: "str | Decision"


@dataclass(frozen=True, slots=True)
class Branch:
    """The variable `key` decides between subtrees; each holds for a group of the variable's cells."""

    key: str
    groups: "tuple[tuple[tuple[int, ...], Tree], ...]"


Tree = Branch | str
Conjunction = tuple[tuple[tuple[str, tuple[int, ...]], ...], str]


def conjunctions(decision: Decision, cells: Mapping[str, int]) -> tuple[Conjunction, ...]:
    """The disjoint conjunctions ((key, cells) pairs and the answer) of `decision`; `cells` counts the cells of each variable.

    Raises TooLargeError where there would be more than MAX_LEAVES.
    """
    tree = _Grower(cells).grow(decision)
    found: list[Conjunction] = []
    _walk(tree, (), found)
    return tuple(found)


def _walk(tree: Tree, path: tuple[tuple[str, tuple[int, ...]], ...], found: list[Conjunction]) -> None:
    if isinstance(tree, str):
        if len(found) == MAX_LEAVES:
            raise TooLargeError
        found.append((path, tree))
        return
    for group, subtree in tree.groups:
        _walk(subtree, (*path, (tree.key, group)), found)


class _Grower:
    """Grows the tree; equal rests of a decision share one subtree, whatever path led to them."""

    def __init__(self, cells: Mapping[str, int]) -> None:
        self._cells = cells
        self._grown: dict[Decision, Tree] = {}

    def grow(self, decision: Decision | str) -> Tree:
        rest = _settle(decision)
        if isinstance(rest, str):
            return rest
        if rest not in self._grown:
            if len(self._grown) * len(self._cells) > MAX_WORK:
                raise TooLargeError
            self._grown[rest] = self._branch(rest)
        return self._grown[rest]

    def _branch(self, decision: Decision) -> Tree:
        key, rests = self._best(decision)
        groups: dict[Tree, list[int]] = {}
        for cell, rest in enumerate(rests):
            groups.setdefault(self.grow(rest), []).append(cell)
        if len(groups) == 1:
            return next(iter(groups))
        return Branch(key, tuple((tuple(group), subtree) for subtree, group in groups.items()))

    def _best(self, decision: Decision) -> tuple[str, list[Decision | str]]:
        """The variable of the first open step that leaves least to ask, and what it leaves for each of its cells."""
        options: list[tuple[int, int, str, list[Decision | str]]] = []
        for key in dict.fromkeys(variables(decision.steps[0][0])):
            rests = [_settle(_assign(decision, key, cell)) for cell in range(self._cells[key])]
            options.append((sum(_weight(rest) for rest in set(rests)), len(options), key, rests))
        _, _, key, rests = min(options, key=lambda option: option[:2])
        return key, rests


def _weight(rest: Decision | str) -> int:
    """How much a rest may still ask: an estimate of its number of conjunctions."""
    if isinstance(rest, str):
        return 1
    return 2 + sum(len(set(variables(expression))) for expression, _, _ in rest.steps)


def _assign(decision: Decision | str, key: str, cell: int) -> Decision | str:
    if isinstance(decision, str):
        return decision
    steps = tuple(
        (assign(expression, key, cell), _assign(held, key, cell), None if undecided is None else _assign(undecided, key, cell))
        for expression, held, undecided in decision.steps
    )
    return Decision(steps, _assign(decision.default, key, cell))


def _settle(decision: Decision | str) -> Decision | str:
    """The decision cut down to the steps that are still open; its answer where none is."""
    while isinstance(decision, Decision):
        opened = []
        default = decision.default
        for expression, held, undecided in decision.steps:
            if expression is True:
                default = held
                break
            if expression is None and undecided is not None:
                default = undecided
                break
            if expression is not False and expression is not None:
                opened.append((expression, held, undecided))
        if opened:
            return Decision(tuple(opened), default)
        decision = default
    return decision
