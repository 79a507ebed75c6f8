"""Where something stands in the YAML; standard library only."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a YAML file something stands; line and column count from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        """`path:line:column`."""
        return f"{self.path}:{self.line}:{self.column}"


NOWHERE = Place("", 0, 0)
