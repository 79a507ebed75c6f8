"""Tags a policy with the classes of the lexicon: terms, patterns, recognisers and the controller's own names."""

import re
from collections.abc import Container, Mapping

from compliance.detectors import TagClass
from compliance.extraction.automaton import TermAutomaton
from compliance.extraction.lines import Lines
from compliance.extraction.names import DOMAIN_SIGNS, OwnName, own_domains
from compliance.extraction.patterns import Patterns
from compliance.extraction.recognisers import RECOGNISERS, recognised
from compliance.extraction.tags import Label, Places, Tags

OWN_NAMES = {"self_name": ("company", "brand"), "self_company": ("company",), "self_brand": ("brand",)}
OWN_DOMAIN = "self_domain"


class Tagger:
    """The lexicon, compiled once; `tag` may be called for any number of documents."""

    def __init__(self, lexicon: Mapping[str, TagClass], wanted: Container[str] | None = None) -> None:
        """Compile the classes `wanted` (all where None) of `lexicon`, and those that they include."""
        self._terms = TermAutomaton()
        self._patterns = Patterns(self._terms)
        self._recognisers: dict[str, tuple[str, ...]] = {}
        made_of = {name: _made_of(name, lexicon) for name in lexicon if wanted is None or name in wanted}
        self._members = {name: members for name, members in made_of.items() if len(members) > 1}
        for name in dict.fromkeys(member for members in made_of.values() for member in members):
            for term in lexicon[name].terms:
                self._terms.add(term.text, (name, term.value))
            for pattern in lexicon[name].patterns:
                self._patterns.add(pattern.text, pattern.value, name)
            recogniser = lexicon[name].recogniser
            if recogniser:
                self._recognisers[recogniser] = (*self._recognisers.get(recogniser, ()), name)

    def tag(self, lines: Lines, names: Mapping[str, OwnName]) -> Tags:
        """The tags of the lines; `names` are the controller's own names (see names.py)."""
        places = Places(lines.starts)
        fired = self._terms.find(lines.words, places)
        self._patterns.find(lines, fired, places)
        self._recognise(lines, places)
        if names:
            self._find_own_names(lines, names, places)
        return Tags(places, self._members)

    def _recognise(self, lines: Lines, places: Places) -> None:
        for recogniser, classes in self._recognisers.items():
            if recogniser in RECOGNISERS:
                for line, start, end, value in recognised(recogniser, lines):
                    places.add(Label(value, classes), line, start, end)

    def _find_own_names(self, lines: Lines, names: Mapping[str, OwnName], places: Places) -> None:
        """The controller's own names; the value is the country that a company's legal form is unique to."""
        by_kind = {
            kind: tuple(
                name for recogniser, kinds in OWN_NAMES.items() if kind in kinds for name in self._recognisers.get(recogniser, ())
            )
            for kind in ("company", "brand")
        }
        labels = {text: Label(name.country, by_kind[name.kind]) for text, name in names.items()}
        expression = re.compile(r"(?<![\w.@-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w@])")
        for line in lines.having(tuple(names), cased=True):
            for match in expression.finditer(lines.lines[line]):
                places.add(labels[match[0]], line, match.start(), match.end())
        for line in lines.having(DOMAIN_SIGNS):
            for start, end, country in own_domains(lines.lines[line], names):
                places.add(Label(country, self._recognisers.get(OWN_DOMAIN, ())), line, start, end)


def _made_of(name: str, lexicon: Mapping[str, TagClass]) -> tuple[str, ...]:
    """`name` and every class it includes, directly or not."""
    members = [name]
    for member in members:
        members += [other for other in lexicon[member].includes if other not in members and other in lexicon]
    return tuple(members)
