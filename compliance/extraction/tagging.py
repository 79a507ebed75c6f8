"""Tags a policy's segments with the classes of the lexicon: terms, patterns, recognisers and the controller's own names."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from compliance.extraction.automaton import TermAutomaton
from compliance.extraction.literals import Lines, required_literals
from compliance.extraction.names import OwnName, own_domains
from compliance.extraction.recognisers import RECOGNISERS
from compliance.ruleset import TagClass

OWN_NAMES = {"self_name": ("company", "brand"), "self_company": ("company",), "self_brand": ("brand",)}
OWN_DOMAIN = "self_domain"


class Hit(NamedTuple):
    """A class found in a segment: [start, end) in the segment's words, and the value the term carries."""

    start: int
    end: int
    value: str


Tags = dict[str, list[Hit]]


class _Pattern(NamedTuple):
    source: str
    flags: re.RegexFlag
    literals: tuple[str, ...]
    value: str
    classes: Sequence[str]

    def expression(self) -> re.Pattern[str]:
        """The compiled pattern, made when a text first holds one of its literals."""
        return _expression(self.source, self.flags)


@cache
def _expression(source: str, flags: re.RegexFlag) -> re.Pattern[str]:
    return re.compile(source, flags)


class Tagger:
    """The lexicon, compiled once; `tag` may be called for any number of documents."""

    def __init__(self, lexicon: Mapping[str, TagClass], wanted: Container[str] | None = None) -> None:
        """Compile the classes `wanted` (all where None) of `lexicon`; one that includes others is found wherever those are."""
        self._terms = TermAutomaton()
        self._patterns: list[_Pattern] = []
        self._recognisers: dict[str, list[str]] = {}
        includers: dict[str, list[str]] = {}
        for name, tag_class in lexicon.items():
            for included in tag_class.includes:
                includers.setdefault(included, []).append(name)
        for name, tag_class in lexicon.items():
            targets = tuple(target for target in _including(name, includers) if wanted is None or target in wanted)
            if not targets:
                continue
            for term in tag_class.terms:
                self._terms.add(term.text, (term.value, targets))
            self._patterns += [_compiled(pattern.text, pattern.value, targets) for pattern in tag_class.patterns]
            if tag_class.recogniser:
                self._recognisers.setdefault(tag_class.recogniser, []).extend(targets)

    def tag(self, lines: Lines, names: Mapping[str, OwnName]) -> list[Tags]:
        """The tags of each line; `names` are the controller's own names (see names.py)."""
        words = lines.lines
        tags = [self._term_tags(line) for line in words]
        for pattern in self._patterns:
            for index in lines.having(pattern.literals):
                for match in pattern.expression().finditer(words[index]):
                    _add(tags[index], pattern.classes, match.start(), match.end(), pattern.value)
        for name, classes in self._recognisers.items():
            if name in RECOGNISERS:
                recogniser = RECOGNISERS[name]
                for index in lines.having(recogniser.literals, cased=recogniser.cased):
                    for start, end, value in recogniser.find(words[index]):
                        _add(tags[index], classes, start, end, value)
        self._tag_own_names(tags, lines, names)
        return tags

    def _term_tags(self, line: str) -> Tags:
        tags: Tags = {}
        for start, end, (value, classes) in self._terms.find(line):
            hit = Hit(start, end, value)
            for name in classes:
                if name in tags:
                    tags[name].append(hit)
                else:
                    tags[name] = [hit]
        return tags

    def _tag_own_names(self, tags: list[Tags], lines: Lines, names: Mapping[str, OwnName]) -> None:
        """Tag the controller's own names; the value is the country that a company's legal form is unique to."""
        if not names:
            return
        words = lines.lines
        by_kind = {
            kind: [
                target
                for recogniser, kinds in OWN_NAMES.items()
                if kind in kinds
                for target in self._recognisers.get(recogniser, ())
            ]
            for kind in ("company", "brand")
        }
        expression = re.compile(r"(?<![\w.@-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w@])")
        for index in lines.having(tuple(names), cased=True):
            for match in expression.finditer(words[index]):
                name = names[match[0]]
                _add(tags[index], by_kind[name.kind], match.start(), match.end(), name.country)
        for index in lines.having(("@", "www.", "://")):
            for start, end, country in own_domains(words[index], names):
                _add(tags[index], self._recognisers.get(OWN_DOMAIN, ()), start, end, country)


def _add(tags: Tags, classes: Iterable[str], start: int, end: int, value: str) -> None:
    if end > start:
        hit = Hit(start, end, value)
        for name in classes:
            tags.setdefault(name, []).append(hit)


def _including(name: str, includers: Mapping[str, list[str]]) -> list[str]:
    """`name` and every class that includes it, directly or not."""
    targets = [name]
    for target in targets:
        targets += [other for other in includers.get(target, ()) if other not in targets]
    return targets


def _compiled(pattern: str, value: str, classes: Sequence[str]) -> _Pattern:
    source = pattern.removeprefix("(?-i)")
    flags = re.NOFLAG if pattern.startswith("(?-i)") else re.IGNORECASE
    return _Pattern(source, flags, required_literals(source), value, classes)
