"""Whether what we say of a fact agrees with an answer, compared as a person would compare them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from compliance.model import Fact, Span

Plain = bool | str | tuple[str, ...]
"""A value without its spelling: dates as text, lists without order, and () for nothing at all."""

UNKNOWN = "unknown"
_NOTHING: tuple[Plain, ...] = ((), False, "silent")
_SILENT: tuple[Plain, ...] = (*_NOTHING, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a careful reader answered: any of the `accepted` values, and the places that state it."""

    accepted: tuple[Plain, ...]
    places: tuple[Span, ...] = ()

    @property
    def stated(self) -> bool:
        """Whether the text must be found to say something: no accepted value is silence."""
        return not any(is_silent(value) for value in self.accepted)

    @property
    def denies_all(self) -> bool:
        """Whether every accepted value is silence, so that nothing may be found."""
        return all(is_silent(value) for value in self.accepted)


def plain(value: object) -> Plain:
    """`value` without order and spelling: `None`, "", "none" and [] are (), dates and numbers their text."""
    if isinstance(value, list | tuple | set | frozenset):
        return tuple(sorted(str(part) for part in value if part != "none"))
    if value is None or value in ("", "none"):
        return ()
    return value if isinstance(value, bool) else str(value)


def said_of(fact: Fact | None) -> Plain:
    """The value we give a fact: unknown where it is unclear, nothing where the vocabulary lacks it."""
    if fact is None:
        return ()
    return UNKNOWN if fact.status == "unclear" else plain(fact.value)


def is_silent(value: Plain) -> bool:
    """Whether the value says that the text says nothing, or that one cannot tell."""
    return value in _SILENT


def agrees(said: Plain, accepted: Sequence[Plain]) -> bool:
    """Whether `said` is one of the accepted values; false, nothing and "silent" count as one."""
    return said in accepted or (said in _NOTHING and any(value in _NOTHING for value in accepted))


def overlaps(span: Span, places: Iterable[Span]) -> bool:
    """Whether `span` shares a character with one of `places`."""
    return any(span.start < place.end and span.end > place.start for place in places)


def in_words(value: Plain) -> str:
    """`value` for a reader: `specific`, `true`, `email, postal`, or `nothing`."""
    if value == ():
        return "nothing"
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value).lower() if isinstance(value, bool) else value


def accepted_in_words(accepted: Iterable[Plain]) -> str:
    """The accepted values, joined with "or"."""
    return " or ".join(in_words(value) for value in accepted)
