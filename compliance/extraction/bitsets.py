"""Sets of small numbers as integers: bit i stands for number i."""

from collections.abc import Iterable, Iterator

_FEW = 300
_SHORT = 4_096
"""Beyond these, single operations on the integer would add up to a time that grows with the square."""


def bits(numbers: Iterable[int]) -> int:
    """The set of `numbers`, of which none is named twice."""
    numbers = list(numbers)
    if len(numbers) < _FEW:
        return sum([1 << number for number in numbers])
    octets = bytearray((max(numbers) >> 3) + 1)
    for number in numbers:
        octets[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(octets, "little")


def runs(bounds: Iterable[tuple[int, int]]) -> int:
    """The set of the numbers from the first to before the second of each pair."""
    bounds = list(bounds)
    if len(bounds) < _FEW:
        return sum([(1 << end) - (1 << start) for start, end in bounds])
    return bits(number for start, end in bounds for number in range(start, end))


def members(bits: int) -> Iterator[int]:
    """The numbers in a set, in order."""
    if bits.bit_length() > _SHORT:
        digits = bin(bits)[:1:-1]
        number = digits.find("1")
        while number >= 0:
            yield number
            number = digits.find("1", number + 1)
        return
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
