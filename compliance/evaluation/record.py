"""An evaluation as the track record that ships with the program."""

from datetime import date

from compliance import __version__
from compliance.evaluation.evaluation import Evaluation
from compliance.ruleset import Ruleset
from compliance.track_record import FactRecord, TrackRecord

_READING = ("facts", "lexicon")


def record_from(evaluation: Evaluation, ruleset: Ruleset, today: date) -> TrackRecord:
    """The figures of the facts of the vocabulary, with the day, the tool and the rulesets that read the text."""
    versions = [version for version in ruleset.versions if version.name in _READING]
    return TrackRecord(
        measured_on=today.isoformat(),
        policies=len(evaluation.results),
        tool=__version__,
        rulesets_version=versions[0].version if versions else "",
        rulesets={version.name: version.sha256 for version in versions},
        facts={
            row.fact: FactRecord(row.asked, row.right, row.missed, row.wrongly_stated, row.other_value)
            for row in evaluation.facts
            if row.fact in ruleset.facts
        },
    )
