"""`compliance audit`, `facts` and `explain` as a user meets them: output, files, exit status, and what bad input gets."""

import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from compliance.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
CAREFUL = str(EXAMPLES / "tidewater-bikes-2024.md")
GAPS = str(EXAMPLES / "pixelmoor-games-2025.html")
OLD = str(EXAMPLES / "harbour-lane-2009.txt")
TODAY = ["--today", "2026-11-22"]


@dataclass
class Run:
    status: int
    out: str
    err: str


Command = Callable[..., Run]


@pytest.fixture
def compliance(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    def run(*arguments: str) -> Run:
        monkeypatch.setattr(sys, "argv", ["compliance", *arguments])
        with pytest.raises(SystemExit) as stop:
            main()
        out, err = capfd.readouterr()
        return Run(int(stop.value.code or 0), out, err)

    return run


def test_the_default_is_a_readable_summary_without_escape_codes(compliance: Command) -> None:
    run = compliance("audit", GAPS, *TODAY)
    assert run.status == 1
    assert "Pixelmoor" in run.out or "pixelmoor" in run.out
    assert "gdpr.13-1-c.legal-basis" in run.out or "GDPR" in run.out
    assert "\x1b" not in run.out


@pytest.mark.parametrize(
    ("policy", "level", "status"),
    [(GAPS, "none", 0), (GAPS, "critical", 1), (GAPS, "review", 1), (CAREFUL, "critical", 0), (OLD, "critical", 0)],
)
def test_the_exit_status_says_whether_something_stands_at_the_level(
    compliance: Command, policy: str, level: str, status: int
) -> None:
    assert compliance("audit", policy, "--fail-on", level, *TODAY).status == status


def test_json_holds_one_finding_for_each_rule_in_force_and_quotes_that_are_the_text(compliance: Command, tmp_path: Path) -> None:
    assert compliance("audit", OLD, "--format", "json", "--output", str(tmp_path), *TODAY).status == 0
    report = json.loads((tmp_path / "harbour-lane-2009.json").read_text())
    assert report["regimes"] == ["dpa1998", "pecr"]
    rules = [finding["rule"] for finding in report["findings"]]
    assert len(rules) == len(set(rules)) > 20
    assert not [rule for rule in rules if rule.startswith(("gdpr.", "ukgdpr."))]
    text = Path(OLD).read_text()
    quotes = [e for fact in report["facts"] for e in fact["evidence"]]
    assert len(quotes) > 20
    assert all(text[e["start"] : e["end"]] == e["quote"] for e in quotes)
    assert len(report["facts"]) == 91


def test_the_law_of_the_day_is_put_beside_todays_on_request(compliance: Command, tmp_path: Path) -> None:
    run = compliance("audit", OLD, "--then-and-now", *TODAY)
    assert run.status == 0  # what today's law finds is no gap of its day
    assert "Then and now:" in run.out
    assert "gdpr.13-1-c.legal-basis: not in force → gap" in run.out
    compliance("audit", OLD, "--then-and-now", "--format", "json", "--output", str(tmp_path), *TODAY)
    report = json.loads((tmp_path / "harbour-lane-2009.json").read_text())
    assert report["then_and_now"]["then"] == "2009-09-14"
    assert "Then and now" not in compliance("audit", OLD, *TODAY).out


def test_then_and_now_says_where_the_judged_day_is_today(compliance: Command) -> None:
    run = compliance("audit", OLD, "--then-and-now", "--as-of", "today", *TODAY)
    assert "Then and now: The policy is judged by the law of today, 22 November 2026" in run.out
    assert "Fine then" not in run.out


def test_formats_are_written_together_and_named_after_the_policy(compliance: Command, tmp_path: Path) -> None:
    run = compliance("audit", OLD, "--format", "html,json,text", "--output", str(tmp_path), *TODAY)
    assert run.status == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"harbour-lane-2009.{suffix}" for suffix in ("html", "json", "txt")
    ]


def test_a_second_policy_of_the_same_name_gets_a_short_hash(compliance: Command, tmp_path: Path) -> None:
    other = tmp_path / "other" / "harbour-lane-2009.txt"
    other.parent.mkdir()
    other.write_text(Path(OLD).read_text())
    compliance("audit", OLD, str(other), "--format", "json", "--output", str(tmp_path / "out"), *TODAY)
    first, second = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert re.fullmatch(r"harbour-lane-2009-[0-9a-f]{8}\.json", first)
    assert second == "harbour-lane-2009.json"


def test_the_same_input_gives_the_same_bytes(compliance: Command, tmp_path: Path) -> None:
    for name in ("a", "b"):
        compliance("audit", GAPS, "--format", "json,html", "--output", str(tmp_path / name), *TODAY)
    for suffix in ("json", "html"):
        name = f"pixelmoor-games-2025.{suffix}"
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def written(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return str(path)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "exist|no such|not found|missing"),
        (b"", "empty"),
        (b"   \n\n ", "empty"),
        (b"%PDF-1.7\n\x00\x01", "PDF|binary"),
        (b"\x00\x01\x02" * 100, "binary"),
        (b"Mix flour and water. Bake the bread for one hour. " * 20, "--force"),
    ],
)
def test_a_policy_that_cannot_be_judged_is_one_clear_message_and_no_report(
    compliance: Command, tmp_path: Path, content: bytes | None, says: str
) -> None:
    policy = str(tmp_path / "bad.txt") if content is None else written(tmp_path / "bad.txt", content)
    out = tmp_path / "out"
    run = compliance("audit", policy, "--format", "json,html", "--output", str(out), *TODAY)
    assert run.status == 2
    assert run.err.count("error:") == 1
    assert policy in run.err
    assert re.search(says, run.err)
    assert not list(out.glob("*"))


def test_a_text_that_is_no_policy_is_judged_by_force(compliance: Command, tmp_path: Path) -> None:
    recipe = written(tmp_path / "bread.txt", b"Mix flour and water. Bake the bread for one hour. " * 20)
    run = compliance("audit", recipe, "--force", "--format", "json", *TODAY)
    report = json.loads(run.out)
    assert (run.status, report["regimes"], report["findings"], report["rating"]) == (0, ["none"], [], "not_rated")


def test_a_file_of_fifty_megabytes_is_refused_before_it_is_read(compliance: Command, tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    run = compliance("audit", str(big), *TODAY)
    assert run.status == 2
    assert "MB" in run.err


def test_a_folder_is_no_policy(compliance: Command, tmp_path: Path) -> None:
    run = compliance("audit", str(tmp_path), *TODAY)
    assert run.status == 2
    assert "folder" in run.err or "directory" in run.err


def test_one_bad_file_does_not_stop_the_others_and_the_status_says_so(compliance: Command, tmp_path: Path) -> None:
    bad = written(tmp_path / "bad.txt", b"")
    run = compliance("audit", OLD, bad, CAREFUL, "--format", "json", "--output", str(tmp_path / "out"), *TODAY)
    assert run.status == 2
    assert sorted(path.stem for path in (tmp_path / "out").iterdir()) == ["harbour-lane-2009", "tidewater-bikes-2024"]
    assert bad in run.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["audit", OLD, "--format", "docx"], "docx"),
        (["audit", OLD, "--format", "json,html"], "--output"),
        (["audit", OLD, CAREFUL, "--format", "json"], "--output"),
        (["audit", OLD, "--fail-on", "grave"], "grave"),
        (["audit", OLD, "--as-of", "yesterday"], "YYYY-MM-DD"),
        (["audit", CAREFUL, "--as-of", "captured"], "archive"),
        (["audit"], "POLICY"),
        (["facts", OLD, "--format", "xml"], "xml"),
        (["explain", OLD, "gdpr.13-2-a.retentoin"], "gdpr.13-2-a.retention"),
    ],
)
def test_wrong_usage_says_what_is_wrong_and_ends_with_2(compliance: Command, arguments: list[str], says: str) -> None:
    run = compliance(*arguments)
    assert run.status == 2
    assert says in run.err
    assert "Traceback" not in run.err


def test_an_output_folder_that_cannot_be_made_is_an_error(compliance: Command, tmp_path: Path) -> None:
    file = written(tmp_path / "file", b"x")
    run = compliance("audit", OLD, "--format", "json", "--output", file, *TODAY)
    assert run.status == 2
    assert file in run.err


def test_a_broken_ruleset_lists_its_problems_with_their_places(compliance: Command, tmp_path: Path) -> None:
    (tmp_path / "rulesets" / "facts").mkdir(parents=True)
    (tmp_path / "rulesets" / "facts" / "a.yaml").write_text("means: [\n")
    (tmp_path / "rulesets" / "facts" / "b.yaml").write_text("means: x\ntipe: boolean\n")
    run = compliance("audit", OLD, "--rulesets", str(tmp_path / "rulesets"), *TODAY)
    assert run.status == 2
    assert re.search(r"a\.yaml:\d+:\d+", run.err)
    assert re.search(r"b\.yaml:\d+:\d+", run.err)


def test_facts_print_a_line_a_policy_in_the_order_given(compliance: Command, tmp_path: Path) -> None:
    bread = written(tmp_path / "bread.txt", b"Mix flour and water. " * 20)
    run = compliance("facts", OLD, bread, CAREFUL, "--format", "jsonl")
    lines = [json.loads(line) for line in run.out.splitlines()]
    assert run.status == 0
    assert [line["policy"] for line in lines] == [OLD, bread, CAREFUL]
    retention = {fact["fact"]: fact for fact in lines[2]["facts"]}["retention_statement"]
    assert (retention["status"], retention["value"]) == ("stated", "specific")


def test_explain_leads_from_the_sentence_to_the_provision(compliance: Command) -> None:
    run = compliance("explain", GAPS, "gdpr.13-2-a.retention", *TODAY)
    assert run.status == 0
    assert "as long as necessary" in run.out
    assert "13(2)(a)" in run.out
    assert re.search(r"line \d+", run.out)


def test_explain_shows_what_stopped_a_rule(compliance: Command) -> None:
    run = compliance("explain", OLD, "gdpr.13-2-a.retention", *TODAY)
    assert run.status == 0
    assert "not in force" in run.out
