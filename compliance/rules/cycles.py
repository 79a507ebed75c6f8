"""Circles in a graph of names."""

from collections.abc import Mapping


def find_cycle(graph: Mapping[str, tuple[str, ...]]) -> list[str]:
    """A circle in a graph of names, first name repeated at the end; [] where there is none. Unknown names are skipped."""
    done: set[str] = set()
    for start in graph:
        path: list[str] = []
        waiting: list[tuple[str, int]] = [(start, 0)]
        while waiting:
            name, depth = waiting.pop()
            del path[depth:]
            if name in path:
                return [*path[path.index(name) :], name]
            if name in done or name not in graph:
                continue
            path.append(name)
            done.add(name)
            waiting += [(follower, depth + 1) for follower in reversed(graph[name])]
    return []
