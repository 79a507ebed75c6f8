"""PolicyDocument x FactTypes -> Facts with Evidence."""

from collections.abc import Iterable, Mapping
from functools import partial

from compliance.detectors import Branch
from compliance.extraction.branches import Detector, detector
from compliance.extraction.lines import Lines
from compliance.extraction.names import self_names
from compliance.extraction.reading import Reading, given_holds
from compliance.extraction.resolve import Sighting, resolve
from compliance.extraction.tagging import Tagger
from compliance.extraction.tags import Hit
from compliance.extraction.units import NEGATION, Unit
from compliance.model import Fact, FactValue, NearMiss, PolicyDocument
from compliance.ruleset import FactType, Ruleset

MOST_EVIDENCE = 60
"""Places a branch may bring forward; a text that says the same more often gains nothing by it."""


class Extractor:
    """The vocabulary's detectors, compiled once; `extract` may be called for any number of documents."""

    def __init__(self, ruleset: Ruleset, tagger: Tagger | None = None) -> None:
        """Put each fact after those it builds on; compile the lexicon, unless given its `tagger`."""
        self._types = _in_order({name: fact for name, fact in ruleset.facts.items() if not fact.derived})
        self.tagger = tagger or Tagger(ruleset.lexicon, _classes_read(self._types))
        self._detectors = {t.name: [detector(t.name, branch) for branch in t.detect] for t in self._types}
        self._near = {t.name: [detector(t.name, branch) for branch in t.near] for t in self._types}

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
        return matching | {f"near.{near.branch.id}": reading.find(near) for near in self._near[fact]}

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
            for prepared in self._detectors[fact_type.name]:
                branch = prepared.branch
                if not given_holds(branch, values):
                    continue
                if branch.archive:
                    sightings += _archive_sightings(reading, fact_type, branch)
                else:
                    found = units.get(branch.same, []) if branch.same else reading.find(prepared)
                    enough = max(branch.times, len(units.get(branch.outnumbers, ())) + 1)
                    units[prepared.name] = found if len(found) >= enough else []
                    if units[prepared.name]:
                        sightings += _sightings(reading, fact_type, branch, found)
            sightings.sort(key=lambda sighting: sighting.evidence.span.start)
            fact = resolve(fact_type, sightings, partial(_nearest_miss, reading, self._near[fact_type.name]))
            facts[fact_type.name] = fact
            values[fact_type.name] = fact.value
        return facts, units

    def read(self, document: PolicyDocument) -> Reading:
        """The document tagged with the lexicon's classes."""
        # The title is tagged like a sentence: it stands for the heading of what comes before the first one.
        title = " ".join(document.title.split())
        lines = Lines([*(segment.words for segment in document.segments), title])
        return Reading(document, self.tagger.tag(lines, self_names(title, lines)))


def _sightings(reading: Reading, fact_type: FactType, branch: Branch, found: list[Unit]) -> list[Sighting]:
    """What `branch` brings forward at the units it matches, and at those that carry its evidence on."""
    sightings = []
    for unit in found[:MOST_EVIDENCE]:
        places = [unit, *reading.carried(branch, unit)] if branch.carry else [unit]
        values = _values(fact_type, branch, places)
        sightings += [
            Sighting(branch, reading.evidence(place.segment.span, branch.id, place, values), values) for place in places
        ]
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
    values = dict.fromkeys(_precision(value) if attribute == "precision" else value for _, _, value in hits if value)
    legal = set(fact_type.values)
    return tuple(value for value in values if not legal or value in legal)


def _precision(day: str) -> str:
    return {4: "year", 7: "month", 10: "day"}.get(len(day), "unknown")


def _archive_sightings(reading: Reading, fact_type: FactType, branch: Branch) -> list[Sighting]:
    capture = reading.document.archive
    if capture is None:
        return []
    value = branch.value or ("day" if branch.value_from.endswith(".precision") else capture.date.isoformat())
    return [Sighting(branch, reading.evidence(capture.span, branch.id, values=(value,)), (value,))]


def _nearest_miss(reading: Reading, near: Iterable[Detector]) -> NearMiss | None:
    for prepared in near:
        for unit in reading.find(prepared)[:1]:
            return NearMiss(reading.evidence(unit.segment.span, prepared.branch.id, unit), prepared.branch.reason)
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
    """The facts (those `wanted` and what they need, else all), each after those that its branches name."""
    ordered: dict[str, FactType] = {}
    waiting: set[str] = set()

    def visit(name: str) -> None:
        if name in waiting or name not in types:
            return
        waiting.add(name)
        for branch in types[name].detect:
            for needed in [
                *(one.partition(".")[0] for one in (branch.same, branch.outnumbers)),
                *(fact for fact, _ in branch.given),
            ]:
                visit(needed)
        ordered[name] = types[name]

    for name in sorted(wanted or types):
        visit(name)
    return list(ordered.values())
