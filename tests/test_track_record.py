"""The track record: what reports say of a check, and what ships."""

import json
from pathlib import Path

import pytest

from compliance import track_record
from compliance.errors import ComplianceError
from compliance.resources import rulesets_dir
from compliance.rules import load_rulesets
from compliance.track_record import FactRecord, TrackRecord, read_record, record_of, write_record

FIGURES = FactRecord(asked=18, right=17, missed=1, wrongly_stated=0, other_value=0)
RECORD = TrackRecord("2026-11-22", 18, "1.0", "2026.11", {"facts": "ab"}, {"sells_data": FIGURES})


def test_a_measured_fact_says_how_often_it_was_right_and_another_that_it_was_not_measured() -> None:
    assert RECORD.words("sells_data") == "17 of 18 right on 18 policies"
    assert RECORD.words("uses_cookies") == "not measured"


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_record(tmp_path / "r.json", RECORD)
    assert read_record(tmp_path / "r.json") == RECORD
    assert list(json.loads((tmp_path / "r.json").read_text())["facts"]) == ["sells_data"]


def test_without_a_record_nothing_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_record(tmp_path / "missing.json") is None
    monkeypatch.setattr(track_record, "track_record", lambda: None)
    assert record_of("sells_data") == "not measured"


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"facts": {"a": {}}}', '{"facts": {}}', '{"facts": {"a": {"asked": "1"}}}', '{"facts": {"a": 3}}']
)
def test_a_broken_record_is_an_error_with_a_remedy(tmp_path: Path, text: str) -> None:
    (tmp_path / "r.json").write_text(text)
    with pytest.raises(ComplianceError, match=r"r\.json: the track record cannot be read.*--record"):
        read_record(tmp_path / "r.json")


def test_a_record_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ComplianceError, match="cannot be written"):
        write_record(tmp_path / "missing" / "r.json", RECORD)


def test_the_record_that_ships_is_about_facts_of_the_vocabulary_and_adds_up() -> None:
    shipped = track_record.track_record()
    assert shipped is not None
    vocabulary = load_rulesets(rulesets_dir()).facts
    assert shipped.facts and not set(shipped.facts) - set(vocabulary)
    for figures in shipped.facts.values():
        assert figures.asked == figures.right + figures.missed + figures.wrongly_stated + figures.other_value
        assert 0 < figures.asked <= shipped.policies
    measured = next(iter(shipped.facts))
    assert record_of(measured).endswith(f"right on {shipped.policies} policies")
