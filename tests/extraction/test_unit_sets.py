"""Sets of units as integers."""

from hypothesis import given
from hypothesis import strategies as st

from compliance.extraction.bitsets import bits, members, runs
from compliance.extraction.unit_sets import any_of, at_least


@given(st.sets(st.integers(min_value=0, max_value=300)), st.sampled_from([1, 40]), st.integers(0, 400))
def test_a_set_gives_back_its_members_in_order(numbers: set[int], spread: int, more: int) -> None:
    numbers = {number * spread for number in numbers} | set(range(more))
    assert list(members(bits(numbers))) == sorted(numbers)


@given(st.lists(st.integers(0, 5), max_size=400))
def test_runs_are_sets_of_neighbours(lengths: list[int]) -> None:
    bounds = [(10 * number, 10 * number + length) for number, length in enumerate(lengths)]
    assert list(members(runs(bounds))) == [number for start, end in bounds for number in range(start, end)]


@given(st.lists(st.sets(st.integers(0, 9)), max_size=5), st.integers(1, 5))
def test_units_that_hold_one_or_several_of_some_classes(held: list[set[int]], count: int) -> None:
    sets = {str(number): bits(units) for number, units in enumerate(held)}
    names = [*sets, "ABSENT"]
    assert set(members(any_of(sets, names))) == set().union(*held)
    assert set(members(at_least(sets, count, names))) == {
        unit for unit in range(10) if sum(unit in units for units in held) >= count
    }
