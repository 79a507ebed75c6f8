"""The limits of durable_rules' network, counted on the tree of tests that its compiler would build. Pure.

Beyond them the network refuses a fact (more than 64 nodes matched at once), hangs (more than 512 tests under one node) or refuses
the ruleset, each without saying which rule is to blame. The numbers here leave room.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

MAX_PENDING = 60
MAX_CHILDREN = 400
MAX_FORWARDS = 120
MAX_SHARED = 200
MAX_OPERATORS = 30
UNKNOWN = -1

Test = Mapping[str, Any]


@dataclass(eq=False, slots=True)
class Node:
    """A test of the network: the tests that may follow it, and how many patterns end here.

    `forwards` are the nodes in which the branches of a disjunction meet again; each disjunction has its own.
    """

    test: Test = field(default_factory=dict)
    children: "dict[str, Node]" = field(default_factory=dict)
    forwards: "list[Node]" = field(default_factory=list)
    patterns: int = 0
    pending: int = UNKNOWN

    def insert(self, tests: Iterable[Test]) -> None:
        """Adds the pattern that is the conjunction of `tests`."""
        end = self._walk(tests)
        end.patterns += 1
        end.pending = UNKNOWN

    def _walk(self, tests: Iterable[Test]) -> "Node":
        node = self
        for test in tests:
            node.pending = UNKNOWN
            if "$or" in test:
                meeting = Node()
                for option in test["$or"]:
                    end = node._walk(option.get("$and", [option]))
                    end.forwards.append(meeting)
                    end.pending = UNKNOWN
                node = meeting
            else:
                node = node.children.setdefault(repr(test), Node(test))
        return node

    def within_limits(self) -> bool:
        """Whether the tree keeps every limit, whatever fact arrives."""
        return self._sound() and self.pending <= MAX_PENDING

    def _sound(self) -> bool:
        """Checks the node and those below it that have changed; `pending` notes how many nodes a fact may leave waiting."""
        if self.pending != UNKNOWN:
            return True
        below = [*self.children.values(), *self.forwards]
        counts = len(self.children) <= MAX_CHILDREN and len(self.forwards) <= MAX_FORWARDS and self.patterns <= MAX_SHARED
        if not counts or not all(node._sound() for node in below):
            return False
        at_once = len(self.forwards) + _at_once(node.test for node in self.children.values())
        self.pending = at_once + max((node.pending - 1 for node in below), default=0)
        return True


def operators(tests: Iterable[Test]) -> int:
    """How many of a pattern's 32 operators the conjunction of `tests` takes: two for each `and` or `or`."""
    return 2 + sum(operators(inner) for test in tests for inner in test.values() if isinstance(inner, list))


def _at_once(tests: Iterable[Test]) -> int:
    """How many of these tests one fact can pass: one of those that want different values of a property, all others."""
    names = [next(iter(test)) for test in tests]
    return len({name for name in names if not name.startswith("$")}) + sum(name.startswith("$") for name in names)
