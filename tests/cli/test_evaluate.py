"""`compliance evaluate` as whoever tunes detectors meets it: figures, one fact, branches, a change, and bad input."""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from compliance import __version__, track_record
from compliance.cli import main
from compliance.track_record import FactRecord
from tests.evaluation.build import LETTERS, PERIOD, POLICY, RULESETS, SELLING, at, write

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SHARED = ROOT.parent / "shared"
TODAY = ["--today", "2026-11-22"]


EARLIER_RETENTION = """\
means: Quality of the storage period.
type: {enum: [specific, vague, none], default: none}
detect:
  - {id: endless, value: vague, all: [KEEP, ALWAYS], matches: ['We always keep it.'], ignores: ['We keep it.']}
"""
EARLIER_SELLING = """\
means: Data are sold.
type: boolean
detect:
  - {id: never, denied: true, all: [SELL, NEVER], matches: ['We never sell it.'], ignores: ['We sell it.']}
"""


@dataclass
class Run:
    status: int
    out: str
    err: str


Command = Callable[..., Run]
Small = list[str | Path]


@pytest.fixture
def compliance(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    def run(*arguments: str | Path) -> Run:
        monkeypatch.setattr(sys, "argv", ["compliance", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            main()
        out, err = capfd.readouterr()
        return Run(int(stop.value.code or 0), out, err)

    return run


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    """The option that names a small vocabulary."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return ["--rulesets", write(tmp_path / "rulesets", RULESETS)]


def places(*words: str) -> list[list[int]]:
    return [[at(one).start, at(one).end] for one in words]


def corpus_line(name: str, texts: dict[str, str]) -> str:
    """A policy of a corpus: paragraphs, each with the fact it is labelled with."""
    labels = {text: [{"fact": fact}] if fact else [] for text, fact in texts.items()}
    return json.dumps(
        {"name": name, "segments": [{"kind": "text", "heading": [], "text": text, "labels": labels[text]} for text in texts]}
    )


def answered(folder: Path, **facts: object) -> Path:
    """A folder with one policy and its answers."""
    return write(folder, {"lamps.md": POLICY, "lamps.yaml": yaml.safe_dump({"policy": "lamps", "facts": facts})})


RIGHT = {
    "retention": {"value": "specific", "at": places(PERIOD, LETTERS)},
    "sells_data": {"any_of": [True], "at": places(SELLING)},
}


def test_figures_come_for_each_policy_each_fact_and_in_total(compliance: Command, small: Small, tmp_path: Path) -> None:
    facts = RIGHT | {"sells_data": {"value": False}}
    run = compliance("evaluate", answered(tmp_path / "a", **facts), *small)
    assert (run.status, run.err) == (0, "")
    lines = [" ".join(line.split()) for line in run.out.splitlines()]
    assert lines[0] == "lamps facts 1/2 stated 1/1 evidence 1/1"
    assert "retention 1 1 0 0 0 1/1" in lines
    assert "sells_data 0 1 0 1 0 –" in lines
    assert lines[-1] == "total facts 1/2 = 0.500 stated 1/1 = 1.000 evidence 1/1 = 1.000"


def test_json_holds_the_figures_and_everything_that_is_wrong(compliance: Command, small: Small, tmp_path: Path) -> None:
    facts = RIGHT | {"sells_data": {"value": False}}
    run = compliance("evaluate", answered(tmp_path / "a", **facts), "--format", "json", *small)
    report = json.loads(run.out)
    assert report["total"]["facts"] == {"right": 1, "asked": 2, "share": 0.5}
    (policy,) = report["policies"]
    assert policy["wrong"] == [
        {"kind": "fact", "subject": "sells_data", "fault": "wrongly stated", "said": "true", "expected": "false"}
    ]
    assert {row["fact"]: row["wrongly_stated"] for row in report["facts"]} == {"retention": 0, "sells_data": 1}
    assert [version["name"] for version in report["rulesets"]] == ["facts", "lexicon"]


def test_one_fact_shows_its_sentences_with_lines_and_branches(compliance: Command, small: Small, tmp_path: Path) -> None:
    facts = {"retention": {"value": "vague", "at": places(PERIOD, SELLING)}}
    run = compliance("evaluate", answered(tmp_path / "a", **facts), "--fact", "retention", *small)
    assert run.status == 0
    assert run.out.splitlines()[:6] == [
        "retention: 0 of 1 right, 1 other value",
        "1 of 2 places of the answers found; 1 of 2 finds at none of them",
        "",
        "lamps: other value: said specific, should be vague",
        f"  not found  line 7 “{SELLING}”",
        f"  astray     line 5 [endless] “{LETTERS}”",
    ]


def test_branches_show_hits_and_precision(compliance: Command, small: Small, tmp_path: Path) -> None:
    facts = {"retention": {"value": "specific", "at": places(PERIOD)}, "sells_data": {"value": False}}
    run = compliance("evaluate", answered(tmp_path / "a", **facts), "--branches", *small)
    lines = [" ".join(line.split()) for line in run.out.splitlines()]
    assert lines[:5] == [
        "fact branch hits right elsewhere false precision policies",
        "retention period 1 1 0 0 1.00 1",
        "retention endless 1 0 1 0 0.00 1",
        "sells_data sells 1 0 0 1 0.00 1",
        "sells_data never 0 0 0 0 – 0",
    ]


def test_a_change_shows_what_it_gained_and_lost(compliance: Command, small: Small, tmp_path: Path) -> None:
    files = RULESETS | {"facts/retention.yaml": EARLIER_RETENTION, "facts/sells_data.yaml": EARLIER_SELLING}
    earlier = write(tmp_path / "earlier", files)
    facts = RIGHT | {"sells_data": {"value": False}}
    run = compliance("evaluate", answered(tmp_path / "a", **facts), "--against", earlier, *small)
    assert run.status == 0
    lines = run.out.splitlines()
    assert lines[0] == "gained 1, lost 1"
    assert lines[1] == "+ lamps fact retention: vague -> specific (should be specific)"
    assert lines[2] == "- lamps fact sells_data: false -> true (should be false)"
    assert lines[-2].startswith("before") and lines[-1].startswith("total")
    narrowed = compliance("evaluate", tmp_path / "a", "--against", earlier, "--fact", "retention", *small)
    assert "gained 1, lost 0" in narrowed.out


def test_a_corpus_gives_the_document_and_the_passage_figure(compliance: Command, small: Small, tmp_path: Path) -> None:
    kept = [corpus_line(f"kept-{number}", {PERIOD: "retention", LETTERS: ""}) for number in range(5)]
    none = [corpus_line(f"none-{number}", {"We bake bread.": "", SELLING: "sells_data"}) for number in range(5)]
    corpus = tmp_path / "c.jsonl"
    corpus.write_text("\n".join([*kept, *none, corpus_line("odd", {LETTERS: "", SELLING: "sells_data"})]))
    report = json.loads(compliance("evaluate", corpus, "--format", "json", *small).out)
    assert report["total"]["document"] == pytest.approx((10 / 11 + 1) / 2)
    assert report["total"]["passage"] == pytest.approx((10 / 16 + 1) / 2)
    assert (report["total"]["counted"], report["total"]["facts"]) == (2, 2)
    retention = report["facts"][0]
    assert (retention["missed"], retention["wrongly_stated"], retention["stated"], retention["policies"]) == (0, 1, 5, 11)
    last = compliance("evaluate", corpus, *small).out.splitlines()[-1]
    assert last.startswith("total: document 0.955 over 2 facts, passage 0.812 over 2 facts")
    one = compliance("evaluate", corpus, "--fact", "retention", "--branches", *small).out
    assert "odd: wrongly stated: said stated, should be not stated" in one
    assert "retention  endless     6      0          5      1       0.00         6" in one


def test_findings_and_regimes_are_compared_under_the_law_of_the_answers_day(compliance: Command, tmp_path: Path) -> None:
    policy = EXAMPLES / "harbour-lane-2009.txt"
    audit = json.loads(compliance("audit", policy, "--format", "json", "--fail-on", "none", "--as-of", "2009-06-01", *TODAY).out)
    findings = {finding["rule"]: {"outcome": finding["outcome"]} for finding in audit["findings"]}
    left_out, *_ = findings
    del findings[left_out]
    answers = {"judged_on": "2009-06-01", "undated": True, "regimes": audit["regimes"], "findings": findings, "facts": {}}
    write(tmp_path, {"old.txt": policy.read_text("utf-8"), "old.yaml": yaml.safe_dump(answers)})
    run = compliance("evaluate", tmp_path, "--format", "json", *TODAY)
    total = json.loads(run.out)["total"]
    assert total["regimes"] == {"right": 1, "asked": 1, "share": 1.0}
    assert total["findings"]["asked"] == len(findings) + 1 == total["findings"]["right"] + 1
    assert [wrong["subject"] for wrong in json.loads(run.out)["policies"][0]["wrong"]] == [left_out]


def test_a_policy_that_cannot_be_read_is_named_and_the_others_are_compared(
    compliance: Command, small: Small, tmp_path: Path
) -> None:
    broken = {"empty.md": "", "empty.yaml": "facts: {}", "broken.md": "x", "broken.yaml": "["}
    folder = write(answered(tmp_path / "a", **RIGHT), broken)
    run = compliance("evaluate", folder, *small)
    assert run.status == 2
    assert "empty.md: the file is empty" in run.err and "broken.yaml" in run.err
    assert run.out.splitlines()[-1].split()[:3] == ["total", "facts", "2/2"]


def test_answers_that_can_never_agree_are_noted(compliance: Command, small: Small, tmp_path: Path) -> None:
    folder = answered(tmp_path / "a", retension={"value": "vague"}, retention={"value": "vague", "at": [[0, 9999]]})
    write(folder, {"alone.yaml": "facts: {}"})
    run = compliance("evaluate", folder, *small)
    assert run.status == 0
    assert "alone.yaml: left out, no alone.txt or alone.md stands beside it" in run.err
    assert "lamps.yaml: there is no fact 'retension'" in run.err
    assert "retention: a place lies outside the text" in run.err


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["missing"], "there is no such file or folder"),
        (["lamps.txt"], "neither a folder nor a .jsonl corpus"),
        (["nothing"], "nothing could be compared"),
        (["empty.jsonl"], "nothing could be compared"),
        (["broken.jsonl"], "broken.jsonl:1: this line is no policy"),
        (["a", "--fact", "retension"], "did you mean retention?"),
        (["a", "--fact", "sells_data"], "no answer is about 'sells_data'"),
        (["a", "--against", "missing"], "there is no such folder"),
        (["a", "--format", "xml"], "xml"),
        (["a", "--today", "Monday"], "'Monday' is no date"),
    ],
)
def test_what_cannot_be_compared_ends_with_status_2(
    compliance: Command, small: Small, tmp_path: Path, given: list[str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(tmp_path / "a", retention={"value": "vague"})
    write(tmp_path, {"lamps.txt": "x", "empty.jsonl": "", "broken.jsonl": "{", "nothing/alone.yaml": "facts: {}"})
    monkeypatch.chdir(tmp_path)
    run = compliance("evaluate", *given, *small)
    assert (run.status, run.out) == (2, "")
    assert message in run.err


def test_words_of_a_policy_cannot_drive_the_terminal(compliance: Command, small: Small, tmp_path: Path) -> None:
    hostile = "We keep \x1b[2J\x9b31m letters \u202ealways.\n"
    folder = write(tmp_path / "a", {"lamps.md": hostile, "lamps.yaml": "facts: {retention: {value: none}}"})
    run = compliance("evaluate", folder, "--fact", "retention", *small)
    assert run.status == 0
    assert not {"\x1b", "\x9b", "\u202e"} & set(run.out)
    assert "[U+009B]" in run.out and "[U+202E]" in run.out
    folder = write(tmp_path / "b", {"lamps.md": "x", "lamps.yaml": 'facts: {"\\x9b2J": {value: "\\x9b31m"}}'})
    run = compliance("evaluate", folder, *small)
    assert "\x9b" not in run.out + run.err
    assert "[U+009B]" in run.out and "[U+009B]" in run.err


def test_the_track_record_keeps_figures_and_no_words_of_policies(
    compliance: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(track_record, "PATH", tmp_path / "record.json")
    facts = {"retention_statement": {"value": "specific"}, "uses_cookies": {"value": True}, "no_such_fact": {"value": True}}
    run = compliance("evaluate", answered(tmp_path / "a", **facts), "--record", *TODAY)
    assert (run.status, f"recorded in {tmp_path / 'record.json'}" in run.err) == (0, True)
    record = track_record.read_record(tmp_path / "record.json")
    assert record is not None
    assert (record.measured_on, record.policies, record.tool) == ("2026-11-22", 1, __version__)
    assert record.facts["retention_statement"] == FactRecord(asked=1, right=1, missed=0, wrongly_stated=0, other_value=0)
    assert record.words("uses_cookies") == "0 of 1 right on 1 policy"
    assert sorted(record.rulesets) == ["facts", "lexicon"]
    text = (tmp_path / "record.json").read_text()
    assert "no_such_fact" not in text and "lamps" not in text and "invoices" not in text


def test_nothing_is_recorded_where_a_policy_could_not_be_compared(
    compliance: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(track_record, "PATH", tmp_path / "record.json")
    folder = write(answered(tmp_path / "a", sells_data={"value": True}), {"empty.md": "", "empty.yaml": "facts: {}"})
    run = compliance("evaluate", folder, "--record", *TODAY)
    assert (run.status, "not recorded" in run.err) == (2, True)
    assert not (tmp_path / "record.json").exists()


def test_only_answers_on_the_built_in_rulesets_are_recorded(compliance: Command, small: Small, tmp_path: Path) -> None:
    folder = answered(tmp_path / "a", **RIGHT)
    (tmp_path / "c.jsonl").write_text(corpus_line("lamps", {PERIOD: "retention_statement"}))
    for arguments in ([folder, *small], [tmp_path / "c.jsonl"]):
        run = compliance("evaluate", *arguments, "--record")
        assert (run.status, run.out, "--record" in run.err) == (2, "", True)


def reference(script: str, *arguments: str | Path, command: str) -> str:
    """What a reference script prints that runs this checkout's `command`."""
    program = shlex.join([sys.executable, "-c", "from compliance.cli import main; main()"])
    run = [sys.executable, SHARED / script, *arguments, "--command", f"{program} {command}"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(run, stdout=subprocess.PIPE, text=True, check=True, env=environment).stdout


without_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="no readings and corpora stand beside this checkout")


@pytest.mark.slow
@without_shared
@pytest.mark.parametrize("folder", ["benchmark/readings", "seeds"])
def test_figures_of_answers_are_those_of_the_reference_script(compliance: Command, folder: str) -> None:
    theirs = reference("seeds/check.py", SHARED / folder, command="audit").splitlines()
    ours = compliance("evaluate", SHARED / folder).out.splitlines()
    assert len(theirs) > 5
    assert [*ours[: len(theirs) - 1], ours[-1]] == theirs


@pytest.mark.slow
@without_shared
@pytest.mark.parametrize("name", ["gdpr-transparency-200.dev", "goppc-150.dev"])
def test_figures_of_a_corpus_are_those_of_the_reference_script(compliance: Command, tmp_path: Path, name: str) -> None:
    corpus = SHARED / "benchmark" / f"{name}.jsonl"
    reference("benchmark/evaluate.py", corpus, "--json", tmp_path / "figures.json", command="facts --format jsonl")
    theirs = json.loads((tmp_path / "figures.json").read_text())
    ours = json.loads(compliance("evaluate", corpus, "--format", "json").out)
    assert {key: ours["total"][key] for key in theirs["total"]} == theirs["total"]
    assert [{key: mine[key] for key in row} for mine, row in zip(ours["facts"], theirs["facts"], strict=True)] == theirs["facts"]
