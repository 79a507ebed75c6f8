"""Sets of small numbers as integers: bit i stands for number i."""

from collections.abc import Iterable, Iterator


def bits(numbers: Iterable[int]) -> int:
    """The set of `numbers`, of which none is named twice."""
    return sum([1 << number for number in numbers])


def members(bits: int) -> Iterator[int]:
    """The numbers in a set, in order."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
