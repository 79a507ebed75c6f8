"""Checks that span files: branches named by `same`, circles among derived facts and among facts that depend on each other."""

from collections.abc import Iterator, Mapping

from compliance.detectors import Branch
from compliance.rules.cycles import find_cycle
from compliance.rules.problem import Problems, did_you_mean
from compliance.ruleset import AllOf, Always, AnyOf, Condition, Day, FactType, Not


def facts_of(condition: Condition) -> Iterator[str]:
    """The facts that a condition names, in the order written, repeats included."""
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from facts_of(part)
    elif isinstance(condition, Not):
        yield from facts_of(condition.part)
    elif not isinstance(condition, Always | Day):
        yield condition.fact


def check_branches(facts: Mapping[str, FactType], unreadable: frozenset[str], problems: Problems) -> None:
    """`same` and `outnumbers` name branches, and no fact is needed to find itself."""
    branches = {f"{fact.name}.{branch.id}": branch for fact in facts.values() for branch in fact.detect}
    graph: dict[str, tuple[str, ...]] = {}
    for fact in facts.values():
        for branch in fact.detect:
            for key, named in (("same", branch.same), ("outnumbers", branch.outnumbers)):
                if named and named not in branches:
                    _unknown_branch(key, named, branch, branches, unreadable, problems)
        for branch in (*fact.detect, *fact.near):
            needed = [f"{other}.{one.id}" for other, _ in branch.given if other in facts for one in facts[other].detect]
            graph[f"{fact.name}.{branch.id}"] = (*(name for name in (branch.same, branch.outnumbers) if name), *needed)
    cycle = find_cycle(graph)
    if cycle and (at := branches.get(cycle[0])) is not None:
        what = f"branches need each other: {' > '.join(cycle)}"
        problems.add(at.place, what, "none of them could be found first", "break the circle of 'same', 'outnumbers' and 'given'")


def _unknown_branch(
    key: str, named: str, branch: Branch, branches: Mapping[str, Branch], unreadable: frozenset[str], problems: Problems
) -> None:
    other, _, branch_id = named.partition(".")
    if other in unreadable:
        return
    own = [name for name in branches if name.startswith(f"{other}.")]
    hint = did_you_mean(named, own or branches, f"branches of '{other}'" if own else "branches")
    what = f"'{key}' names unknown branch '{named}'" if branch_id else f"'{key}: {named}' names no branch"
    problems.add(branch.place, what, "nothing would ever be found there", hint)


def check_derivations(facts: Mapping[str, FactType], problems: Problems) -> None:
    """No derived fact is concluded from itself, directly or by way of others."""
    graph = {
        fact.name: tuple(dict.fromkeys(name for _, condition in fact.derive for name in facts_of(condition)))
        for fact in facts.values()
        if fact.derived
    }
    cycle = find_cycle(graph)
    if cycle:
        what = f"derived facts follow from each other: {' > '.join(cycle)}"
        problems.add(facts[cycle[0]].place, what, "none of them could be concluded first", "break the circle")
