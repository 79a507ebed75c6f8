"""The language of detectors: classes of terms, and branches that combine them. See docs/rule-authoring.md sections 1 and 2."""

from dataclasses import dataclass

from compliance.model import SegmentKind
from compliance.placed import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Term:
    """A sequence of words as the author wrote it, with the value a hit carries."""

    text: str
    value: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class TagClass:
    """A named class of the lexicon: terms, regular expressions, other classes, or a built-in recogniser."""

    name: str
    means: str
    terms: tuple[Term, ...] = ()
    patterns: tuple[Term, ...] = ()
    includes: tuple[str, ...] = ()
    recogniser: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Ref:
    """A class as a detector names it; `negated` None means however it is used."""

    name: str
    negated: bool | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a sequence: any of `refs`, within so many characters of the end of the step before."""

    refs: tuple[Ref, ...]
    within: int = 120


@dataclass(frozen=True, slots=True)
class Topic:
    """A gate on headings: the nearest has one of `any`, none of the path has one of `none`."""

    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """One way in which a text states (or denies, or leaves open) a fact. See docs/rule-authoring.md section 2."""

    id: str
    value: str | None = None
    value_from: str = ""
    denied: bool = False
    unclear: str = ""
    same: str = ""
    archive: bool = False
    all: tuple[Ref, ...] = ()
    any: tuple[Ref, ...] = ()
    at_least: tuple[int, tuple[Ref, ...]] = (0, ())
    seq: tuple[Step, ...] = ()
    none: tuple[Ref, ...] = ()
    unless: tuple[Ref, ...] = ()
    topic: Topic = Topic()
    kinds: tuple[SegmentKind, ...] = ("sentence", "item")
    shorter: int = 0
    lead_in: tuple[str, ...] = ()
    given: tuple[tuple[str, tuple[str, ...]], ...] = ()
    times: int = 1
    outnumbers: str = ""
    carry: int = 0
    carry_of: tuple[str, ...] = ()
    carry_needed: bool = False
    reason: str = ""
    matches: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()
    place: Place = NOWHERE
