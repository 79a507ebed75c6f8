"""PolicyDocument x FactTypes -> Facts with Evidence."""

from collections.abc import Iterable, Mapping

from compliance.extraction.literals import Lines
from compliance.extraction.names import self_names
from compliance.extraction.reading import Reading, given_holds
from compliance.extraction.resolve import Sighting, resolve
from compliance.extraction.tagging import Hit, Tagger
from compliance.extraction.units import NEGATION, Unit
from compliance.model import Fact, FactValue, NearMiss, PolicyDocument
from compliance.ruleset import Branch, FactType, Ruleset

MOST_EVIDENCE = 60
"""Places a branch may bring forward; a text that says the same more often gains nothing by it."""


class Extractor:
    """The vocabulary's detectors, compiled once; `extract` may be called for any number of documents."""

    def __init__(self, ruleset: Ruleset, tagger: Tagger | None = None) -> None:
        """Put each fact after those it builds on; compile the lexicon, unless given its `tagger`."""
        self._types = _in_order({name: fact for name, fact in ruleset.facts.items() if not fact.derived})
        self.tagger = tagger or Tagger(ruleset.lexicon, _classes_read(self._types))

    def extract(self, document: PolicyDocument) -> dict[str, Fact]:
        """Every detected fact of the vocabulary, by name, names in alphabetical order."""
        facts = self._run(self.read(document), self._types)[0]
        return {name: facts[name] for name in sorted(facts)}

    def matching(self, document: PolicyDocument, fact: str) -> dict[str, list[Unit]]:
        """Where each branch of `fact` matches, by branch id; a `near` branch stands as `near.ID`."""
        fact_type = next(t for t in self._types if t.name == fact)
        reading = self.read(document)
        found = self._run(reading, _in_order({t.name: t for t in self._types}, [fact]))[1]
        matching = {branch.id: found.get(f"{fact}.{branch.id}", []) for branch in fact_type.detect}
        return matching | {f"near.{branch.id}": reading.find(branch) for branch in fact_type.near}

    def matches(self, document: PolicyDocument) -> dict[str, list[Unit]]:
        """Where every branch of every fact ("fact.branch") matches; an archive's line is no unit."""
        return self._run(self.read(document), self._types)[1]

    def _run(self, reading: Reading, types: list[FactType]) -> tuple[dict[str, Fact], dict[str, list[Unit]]]:
        """The facts of `types`, and the units that each branch ("fact.branch") matched."""
        facts: dict[str, Fact] = {}
        values: dict[str, FactValue] = {}
        units: dict[str, list[Unit]] = {}
        for fact_type in types:
            sightings: list[Sighting] = []
            for branch in fact_type.detect:
                if given_holds(branch, values):
                    sightings += self._sightings(reading, fact_type, branch, units)
            sightings.sort(key=lambda sighting: sighting.evidence.span.start)
            fact = resolve(fact_type, sightings, None)
            if fact.status == "absent":
                fact = resolve(fact_type, (), _nearest_miss(reading, fact_type))
            facts[fact_type.name] = fact
            values[fact_type.name] = fact.value
        return facts, units

    def read(self, document: PolicyDocument) -> Reading:
        """The document tagged with the lexicon's classes."""
        # The title is tagged like a sentence: it stands for the heading of what comes before the first one.
        title = " ".join(document.title.split())
        lines = Lines([*(segment.words for segment in document.segments), title])
        *tags, title_tags = self.tagger.tag(lines, self_names(title, lines))
        return Reading(document, tags, title_tags)

    def _sightings(self, reading: Reading, fact_type: FactType, branch: Branch, units: dict[str, list[Unit]]) -> list[Sighting]:
        if branch.archive:
            return _archive_sightings(reading, fact_type, branch)
        found = units.get(branch.same, []) if branch.same else reading.find(branch)
        if len(found) < branch.times:
            found = []
        units[f"{fact_type.name}.{branch.id}"] = found
        sightings = []
        for unit in found[:MOST_EVIDENCE]:
            carried = reading.carried(branch, unit) if branch.carry else []
            values = _values(fact_type, branch, [unit, *carried])
            for place in [unit, *carried]:
                sightings.append(Sighting(branch, reading.evidence(place.segment.span, branch.id, place), values))
        return sightings


def _values(fact_type: FactType, branch: Branch, units: list[Unit]) -> tuple[str, ...]:
    """What the branch reads at `units`: its own value, or those of a class's hits (in the segment itself before its lead-in)."""
    if not branch.value_from:
        value = branch.value or ("true" if fact_type.kind == "boolean" else "")
        return (value,) if value else ()
    name, _, attribute = branch.value_from.partition(".")
    hits: list[Hit] = []
    for unit in units:
        every = unit.hits(name)
        hits += [hit for hit in every if unit.owns(hit)] or every
    values = dict.fromkeys(_precision(hit.value) if attribute == "precision" else hit.value for hit in hits if hit.value)
    legal = set(fact_type.values)
    return tuple(value for value in values if not legal or value in legal)


def _precision(day: str) -> str:
    return {4: "year", 7: "month", 10: "day"}.get(len(day), "unknown")


def _archive_sightings(reading: Reading, fact_type: FactType, branch: Branch) -> list[Sighting]:
    capture = reading.document.archive
    if capture is None:
        return []
    value = branch.value or ("day" if branch.value_from.endswith(".precision") else capture.date.isoformat())
    return [Sighting(branch, reading.evidence(capture.span, branch.id), (value,))]


def _nearest_miss(reading: Reading, fact_type: FactType) -> NearMiss | None:
    for branch in fact_type.near:
        for unit in reading.find(branch)[:1]:
            return NearMiss(reading.evidence(unit.segment.span, branch.id, unit), branch.reason)
    return None


def _classes_read(types: Iterable[FactType]) -> frozenset[str]:
    """The classes that some detector asks for."""
    names = {NEGATION}
    for branch in (branch for fact_type in types for branch in (*fact_type.detect, *fact_type.near)):
        refs = [
            *branch.all,
            *branch.any,
            *branch.at_least[1],
            *branch.none,
            *branch.unless,
            *(ref for step in branch.seq for ref in step.refs),
        ]
        names.update(ref.name for ref in refs)
        names.update(
            (*branch.topic.any, *branch.topic.none, *branch.lead_in, *branch.carry_of, branch.value_from.partition(".")[0])
        )
    return frozenset(names)


def _in_order(types: Mapping[str, FactType], wanted: Iterable[str] = ()) -> list[FactType]:
    """The facts (those `wanted` and what they need, else all) so that those named by `same` and `given` come first."""
    ordered: dict[str, FactType] = {}
    waiting: set[str] = set()

    def visit(name: str) -> None:
        if name in waiting or name not in types:
            return
        waiting.add(name)
        for branch in types[name].detect:
            for needed in [branch.same.partition(".")[0], *(fact for fact, _ in branch.given)]:
                visit(needed)
        ordered[name] = types[name]

    for name in sorted(wanted or types):
        visit(name)
    return list(ordered.values())
