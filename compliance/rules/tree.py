"""YAML text to a tree of nodes that know their place. Only what rule files need: no anchors, aliases, tags or merges.

Every scalar stays the text that the author wrote, so `no`, `NO` and `2018-05-25` keep their spelling; the readers of
single keys decide what is a boolean, a date or a number (YAML 1.2: only `true` and `false` are booleans).
"""

from collections.abc import Iterator
from typing import NoReturn

import yaml

from compliance.placed import Place
from compliance.rules.problem import Problems

MOST_BYTES = 1_000_000
DEEPEST = 40
_IN_PLACE = "a reader should see in place what holds"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HINTS = {
    "mapping values are not allowed": "put text that holds ': ' in quotes",
    "could not find expected ':'": "put a ': ' after the key, or quotes around text of several lines",
    "cannot start any token": "indent with spaces, not tabs, and put text that starts with %, @ or ` in quotes",
    "unexpected end of stream": "close the quote",
    "flow sequence": "close the list with ']', separate entries with ',', and put text that holds [ ] { } in quotes",
    "flow mapping": "close the mapping with '}', separate entries with ',', and put text that holds [ ] { } in quotes",
    "block mapping": "indent all keys of a mapping alike",
    "block collection": "indent all entries of a list alike",
    "unknown escape character": "use single quotes around text that holds backslashes",
}


class Node:
    """A scalar, list or mapping, and where it stands. Not frozen: a load makes tens of thousands."""

    __slots__ = ("column", "line", "path")

    def __init__(self, path: str, line: int, column: int) -> None:
        """`line` and `column` count from 1."""
        self.path = path
        self.line = line
        self.column = column

    @property
    def place(self) -> Place:
        """Where the node begins."""
        return Place(self.path, self.line, self.column)


class Scalar(Node):
    """A single value as written; `plain` where it stands without quotes."""

    __slots__ = ("plain", "text")

    def __init__(self, path: str, line: int, column: int, text: str, plain: bool) -> None:
        """`text` is the value with its quotes and escapes resolved."""
        super().__init__(path, line, column)
        self.text = text
        self.plain = plain

    @property
    def empty(self) -> bool:
        """Whether nothing was written: `key:` without a value."""
        return self.plain and not self.text


class Seq(Node):
    """A list."""

    __slots__ = ("items",)

    def __init__(self, path: str, line: int, column: int) -> None:
        """Starts empty."""
        super().__init__(path, line, column)
        self.items: list[Node] = []


class Map(Node):
    """A mapping: key text -> (key node, value node)."""

    __slots__ = ("entries", "pending")

    def __init__(self, path: str, line: int, column: int) -> None:
        """Starts empty; `pending` is the key whose value comes next."""
        super().__init__(path, line, column)
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.pending: Scalar | None = None


class _Refused(Exception):
    """The rest of the file is not worth reading; the problem is recorded."""


def read_tree(path: str, data: bytes, problems: Problems) -> Node | None:
    """The tree of a YAML file, or None where it is empty or cannot be read; problems are recorded."""
    if len(data) > MOST_BYTES:
        problems.add(Place(path, 1, 1), f"the file has {len(data)} bytes", f"rule files stay below {MOST_BYTES}", "split it")
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        problems.add(
            Place(path, line, column), "is not UTF-8", "its characters could be read in several ways", "save the file as UTF-8"
        )
        return None
    try:
        return _build(path, yaml.parse(text, Loader=_LOADER), problems)
    except yaml.YAMLError as error:
        _record_syntax(path, text, error, problems)
    except _Refused:
        pass
    return None


def _build(path: str, events: Iterator[yaml.Event], problems: Problems) -> Node | None:
    root: Node | None = None
    stack: list[Seq | Map] = []
    documents = 0
    for event in events:
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            node = _node(path, event, problems)
            if stack:
                _attach(stack[-1], node, problems)
            else:
                root = node
            if isinstance(node, Seq | Map):
                stack.append(node)
                if len(stack) > DEEPEST:
                    _refuse(
                        node.place,
                        problems,
                        f"nested more than {DEEPEST} deep",
                        "no rule needs that",
                        "name a part as a derived fact",
                    )
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
        elif isinstance(event, yaml.AliasEvent):
            _refuse(_place(path, event), problems, f"alias '*{event.anchor}' is not allowed", _IN_PLACE, "write the value out")
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                mend = "put it into a file of its own"
                _refuse(_place(path, event), problems, "a second document begins", "one file holds one thing", mend)
    return root


def _node(path: str, event: yaml.ScalarEvent | yaml.CollectionStartEvent, problems: Problems) -> Node:
    if event.anchor is not None:
        _refuse(
            _place(path, event),
            problems,
            f"anchor '&{event.anchor}' is not allowed",
            _IN_PLACE,
            "write the value out where it is needed",
        )
    if event.tag is not None:
        why = "rule files hold plain text, numbers, lists and mappings only"
        _refuse(_place(path, event), problems, f"tag '{event.tag}' is not allowed", why, "remove the tag")
    mark = event.start_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if isinstance(event, yaml.ScalarEvent):
        return Scalar(path, line, column, event.value, not event.style)
    return Map(path, line, column) if isinstance(event, yaml.MappingStartEvent) else Seq(path, line, column)


def _place(path: str, event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(path, mark.line + 1, mark.column + 1) if mark else Place(path, 1, 1)


def _refuse(place: Place, problems: Problems, what: str, why: str, mend: str) -> NoReturn:
    problems.add(place, what, why, mend)
    raise _Refused


def _attach(parent: Seq | Map, node: Node, problems: Problems) -> None:
    if isinstance(parent, Seq):
        parent.items.append(node)
    elif parent.pending is None:
        if not isinstance(node, Scalar):
            mend = "write a word before the ':', or quotes around text with braces"
            _refuse(node.place, problems, "a key is a list or mapping", "keys are words", mend)
        parent.pending = node
    else:
        key, parent.pending = parent.pending, None
        earlier = parent.entries.get(key.text)
        if earlier is None:
            parent.entries[key.text] = (key, node)
        else:
            what = f"key '{key.text}' stands twice, first on line {earlier[0].line}"
            problems.add(key.place, what, "one of the two would be lost", "keep one of them")


def _record_syntax(path: str, text: str, error: yaml.YAMLError, problems: Problems) -> None:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        line, column = error.problem_mark.line + 1, error.problem_mark.column + 1
        said = " ".join(part for part in (error.problem, error.context) if part)
    else:
        before = text.encode()[: getattr(error, "position", 0) or 0]
        line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
        said = str(getattr(error, "reason", "") or "a character that YAML does not allow")
    mend = next((hint for start, hint in _HINTS.items() if start in said), "look at this line and the one before it")
    problems.add(Place(path, line, column), f"is not valid YAML: {said}", "nothing of the file could be read", mend)
