"""A problem of a rule file: where it is, what is wrong, why that matters and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from compliance.errors import RulesetError
from compliance.placed import Place

MOST_NAMES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend in a rule file; `str` gives one line, `why` is for those who ask."""

    place: Place
    what: str
    why: str
    mend: str

    def __str__(self) -> str:
        """`path:line:column: what (mend)`."""
        return f"{self.place}: {self.what}" + (f" ({self.mend})" if self.mend else "")


class Problems:
    """Collects the problems of a load, so that an author sees all of them at once."""

    __slots__ = ("_found",)

    def __init__(self) -> None:
        """Starts with none."""
        self._found: dict[Problem, None] = {}

    def add(self, place: Place, what: str, why: str, mend: str) -> None:
        """Records a problem; the same one twice counts once."""
        self._found[Problem(place, what, why, mend)] = None

    def __len__(self) -> int:
        """How many problems there are so far."""
        return len(self._found)

    def sorted(self) -> tuple[Problem, ...]:
        """All problems, by file, line and column."""
        return tuple(sorted(self._found, key=lambda one: (one.place.path, one.place.line, one.place.column, one.what)))


def error_of(problems: tuple[Problem, ...]) -> RulesetError:
    """The error that carries `problems` (at least one); the first is its message."""
    first = problems[0]
    others = f"; and {len(problems) - 1} more" if len(problems) > 1 else ""
    return RulesetError(str(first.place), first.what + others, first.mend, problems)


def did_you_mean(word: str, names: Iterable[str], noun: str) -> str:
    """A hint that names the closest of `names`, or lists them where none is close."""
    return _hint(word, tuple(names), noun)


@lru_cache(maxsize=512)  # one unknown fact is often named in a hundred places
def _hint(word: str, names: tuple[str, ...], noun: str) -> str:
    known = {name.lower(): name for name in names}
    close = get_close_matches(word.lower(), known, n=1, cutoff=0.7)
    if close:
        return f"did you mean '{known[close[0]]}'?"
    listed = sorted(known.values())
    if not listed:
        return f"there are no {noun} yet"
    if len(listed) <= MOST_NAMES_SHOWN:
        return f"the {noun} are: {', '.join(listed)}"
    return f"none of the {len(listed)} {noun} looks like it"
