"""Reads a mapping key by key: known keys only, each of its kind, every problem recorded with its place."""

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import TypeVar

from compliance.rules.problem import Problems, did_you_mean
from compliance.rules.tree import Map, Node, Scalar, Seq

_Word = TypeVar("_Word", bound=str)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"\d{1,6}", re.ASCII)
_LIKE_BOOLEAN = {
    "yes": "true",
    "on": "true",
    "y": "true",
    "true": "true",
    "no": "false",
    "off": "false",
    "n": "false",
    "false": "false",
}


class Form:
    """A mapping whose keys are known beforehand. Readers give a harmless value where they record a problem."""

    __slots__ = ("entries", "node", "problems", "title")

    def __init__(self, node: Map, title: str, keys: Collection[str], problems: Problems) -> None:
        """`title` names the thing in messages ('a rule'); keys outside `keys` are recorded as problems."""
        self.node = node
        self.title = title
        self.entries = node.entries
        self.problems = problems
        for name, (key, _) in node.entries.items():
            if name not in keys:
                what = f"unknown key '{name}' in {title}"
                problems.add(key.place, what, "a misspelt key would silently do nothing", key_hint(name, keys, "keys"))

    def get(self, key: str) -> Node | None:
        """The node of `key`, None where the key is missing."""
        entry = self.entries.get(key)
        return None if entry is None else entry[1]

    def need(self, key: str, why: str) -> Node | None:
        """The node of `key`; a missing one is a problem."""
        node = self.get(key)
        if node is None:
            self.problems.add(self.node.place, f"{self.title} has no '{key}'", why, f"add '{key}:'")
        return node

    def text(self, key: str, why_needed: str = "") -> str:
        """The text of `key`; '' where missing. `why_needed` makes the key compulsory."""
        node = self.need(key, why_needed) if why_needed else self.get(key)
        return "" if node is None else text_of(node, f"'{key}'", self.problems)

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of the list of `key`; () where missing."""
        node = self.get(key)
        return () if node is None else tuple(text for _, text in texts_of(node, f"'{key}'", self.problems))

    def flag(self, key: str) -> bool:
        """The boolean of `key`; false where missing."""
        node = self.get(key)
        return node is not None and boolean_of(node, f"'{key}'", self.problems) is True

    def number(self, key: str, default: int, least: int = 1) -> int:
        """The whole number of `key`, at least `least`."""
        node = self.get(key)
        return default if node is None else number_of(node, f"'{key}'", self.problems, least)

    def day(self, key: str) -> date | None:
        """The date of `key`; None where missing."""
        node = self.get(key)
        return None if node is None else day_of(node, f"'{key}'", self.problems)

    def form(self, key: str, keys: Collection[str]) -> "Form | None":
        """The mapping of `key` as a form of its own; None where missing."""
        node = self.get(key)
        return None if node is None else form_of(node, f"'{key}'", keys, self.problems)

    def items(self, key: str) -> Sequence[Node]:
        """The nodes of the list of `key`; none where missing."""
        node = self.get(key)
        return () if node is None else items_of(node, f"'{key}'", self.problems)


def key_hint(name: str, keys: Collection[str], noun: str) -> str:
    """How to mend an unknown key: another key, or quotes around text that a comma cut in two."""
    if " " in name.strip():
        return "a comma ends text without quotes: put the text before it in quotes"
    return did_you_mean(name, keys, noun)


def form_of(node: Node, title: str, keys: Collection[str], problems: Problems) -> Form | None:
    """`node` as a form; None, with a problem recorded, where it is no mapping."""
    if isinstance(node, Map):
        return Form(node, title, keys, problems)
    problems.add(
        node.place,
        f"{title} is {_kind(node)}, not a mapping",
        "it is read key by key",
        f"write keys such as '{next(iter(keys))}: ...'",
    )
    return None


def items_of(node: Node, title: str, problems: Problems) -> Sequence[Node]:
    """The entries of a list; an empty list is a problem."""
    if not isinstance(node, Seq):
        problems.add(
            node.place, f"{title} is {_kind(node)}, not a list", "it may hold several entries", "put it in brackets: [...]"
        )
        return ()
    if not node.items:
        problems.add(node.place, f"{title} is an empty list", "it says nothing", "give at least one entry, or remove the key")
    return node.items


def text_of(node: Node, title: str, problems: Problems) -> str:
    """The text of a scalar, which must not be blank."""
    if not isinstance(node, Scalar):
        hint = "put quotes around text that starts with { or ["
        problems.add(node.place, f"{title} is {_kind(node)}, not text", "a text is expected here", hint)
        return ""
    if not node.text.strip():
        problems.add(node.place, f"{title} is empty", "a key without a value says nothing", "write the text, or remove the key")
    return node.text.strip()


def texts_of(node: Node, title: str, problems: Problems) -> list[tuple[Node, str]]:
    """The texts of a list, each with its node; those that are no text are left out."""
    return [(item, text) for item in items_of(node, title, problems) if (text := text_of(item, f"an entry of {title}", problems))]


def boolean_of(node: Node, title: str, problems: Problems) -> bool | None:
    """True or false as YAML 1.2 writes them; None, with a problem recorded, for all else."""
    text = node.text if isinstance(node, Scalar) else ""
    if isinstance(node, Scalar) and node.plain and text in ("true", "false"):
        return text == "true"
    said = f"'{text}'" if text else _kind(node)
    meant = _LIKE_BOOLEAN.get(text.lower())
    mend = f"write {meant}, without quotes" if meant else "write true or false"
    problems.add(
        node.place, f"{title} is {said}, not a boolean", "only true and false are booleans; yes, no, on, off stay words", mend
    )
    return None


def number_of(node: Node, title: str, problems: Problems, least: int = 1) -> int:
    """A whole number, at least `least`, which is also what comes back with a problem."""
    if isinstance(node, Scalar) and node.plain and _NUMBER.fullmatch(node.text) and int(node.text) >= least:
        return int(node.text)
    said = f"'{node.text}'" if isinstance(node, Scalar) else _kind(node)
    problems.add(
        node.place,
        f"{title} is {said}",
        f"it is a whole number from {least} to 999999",
        f"write a whole number, at least {least}, without quotes",
    )
    return least


def day_of(node: Node, title: str, problems: Problems) -> date | None:
    """A calendar day written YYYY-MM-DD; None with a problem."""
    text = node.text if isinstance(node, Scalar) else ""
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            problems.add(
                node.place, f"{title}: there is no day {text}", "the law of that day is looked up", "check month and day"
            )
            return None
    said = f"'{text}'" if text else _kind(node)
    problems.add(node.place, f"{title} is {said}, not a day", "laws begin and end on a day", "write it as 2018-05-25")
    return None


def word_of(form: Form, key: str, words: Sequence[_Word], default: _Word) -> _Word:
    """The text of `key` as one of `words`; `default` where missing or, with a problem recorded, where it is another."""
    text = form.text(key)
    for word in words:
        if word == text:
            return word
    if text:
        at = form.entries[key][1].place
        form.problems.add(at, f"'{key}' is '{text}'", "it is one of a few words", did_you_mean(text, words, "words"))
    return default


def _kind(node: Node) -> str:
    if isinstance(node, Map):
        return "a mapping"
    return "a list" if isinstance(node, Seq) else "a single value"
