"""Tags a policy's segments with the classes of the lexicon: terms, patterns, recognisers and the controller's own names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from compliance.extraction.automaton import TermAutomaton
from compliance.extraction.literals import Lines, required_literals
from compliance.extraction.names import OwnName, own_domains
from compliance.extraction.recognisers import RECOGNISERS
from compliance.model import Segment
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
    expression: re.Pattern[str]
    literals: tuple[str, ...]
    value: str
    classes: Sequence[str]


class Tagger:
    """The lexicon, compiled once; `tag` may be called for any number of documents."""

    def __init__(self, lexicon: Mapping[str, TagClass]) -> None:
        """Compile `lexicon`; classes that include others are found wherever those are."""
        self._terms = TermAutomaton()
        self._patterns: list[_Pattern] = []
        self._recognisers: dict[str, list[str]] = {}
        for name, tag_class in lexicon.items():
            targets = _including(name, lexicon)
            for term in tag_class.terms:
                self._terms.add(term.text, [(target, term.value) for target in targets])
            self._patterns += [_compiled(pattern.text, pattern.value, targets) for pattern in tag_class.patterns]
            if tag_class.recogniser:
                self._recognisers.setdefault(tag_class.recogniser, []).extend(targets)

    def tag(self, segments: Sequence[Segment], names: Mapping[str, OwnName]) -> list[Tags]:
        """The tags of each segment; `names` are the controller's own names (see names.py)."""
        words = [segment.words for segment in segments]
        lines = Lines(words)
        tags = [self._term_tags(line) for line in words]
        for pattern in self._patterns:
            for index in lines.having(pattern.literals):
                for match in pattern.expression.finditer(words[index]):
                    _add(tags[index], pattern.classes, match.start(), match.end(), pattern.value)
        for name, classes in self._recognisers.items():
            if name in RECOGNISERS:
                recogniser = RECOGNISERS[name]
                for index in lines.having(recogniser.literals, cased=recogniser.cased):
                    for start, end, value in recogniser.find(words[index]):
                        _add(tags[index], classes, start, end, value)
        self._tag_own_names(tags, words, lines, names)
        for segment_tags in tags:
            for name, hits in segment_tags.items():
                if len(hits) > 1:
                    segment_tags[name] = _longest(hits)
        return tags

    def _term_tags(self, line: str) -> Tags:
        tags: Tags = {}
        for start, end, (name, value) in self._terms.find(line):
            hits = tags.get(name)
            if hits is None:
                tags[name] = [Hit(start, end, value)]
            else:
                hits.append(Hit(start, end, value))
        return tags

    def _tag_own_names(self, tags: list[Tags], words: list[str], lines: Lines, names: Mapping[str, OwnName]) -> None:
        """Tag the controller's own names; the value is the country that a company's legal form is unique to."""
        if not names:
            return
        by_kind = {
            kind: [target for recogniser, kinds in OWN_NAMES.items() if kind in kinds for target in self._recognisers.get(recogniser, ())]
            for kind in ("company", "brand")
        }
        expression = re.compile(r"(?<![\w.@-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w@])")
        for index in lines.having(names, cased=True):
            for match in expression.finditer(words[index]):
                name = names[match[0]]
                _add(tags[index], by_kind[name.kind], match.start(), match.end(), name.country)
        for index in lines.having(("@", "www.", "://")):
            for start, end, country in own_domains(words[index], names):
                _add(tags[index], self._recognisers.get(OWN_DOMAIN, ()), start, end, country)


def _add(tags: Tags, classes: Iterable[str], start: int, end: int, value: str) -> None:
    if end > start:
        for name in classes:
            tags.setdefault(name, []).append(Hit(start, end, value))


def _including(name: str, lexicon: Mapping[str, TagClass]) -> list[str]:
    """`name` and every class that includes it, directly or not."""
    targets = [name]
    for target in targets:
        targets += [other for other, tag_class in lexicon.items() if target in tag_class.includes and other not in targets]
    return targets


def _compiled(pattern: str, value: str, classes: Sequence[str]) -> _Pattern:
    source = pattern.removeprefix("(?-i)")
    flags = re.NOFLAG if pattern.startswith("(?-i)") else re.IGNORECASE
    return _Pattern(re.compile(source, flags), required_literals(source), value, classes)


def _longest(hits: list[Hit]) -> list[Hit]:
    """The hits in order, without those that lie inside a longer one."""
    kept: list[Hit] = []
    for hit in sorted(set(hits), key=_longest_first):
        if not kept or hit.end > kept[-1].end or (hit.start, hit.end) == (kept[-1].start, kept[-1].end):
            kept.append(hit)
    return kept


def _longest_first(hit: Hit) -> tuple[int, int, str]:
    return hit.start, -hit.end, hit.value
