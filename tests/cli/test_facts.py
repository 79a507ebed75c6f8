"""`compliance facts`: lines for programs, and the marked text for people."""

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
OLD = str(EXAMPLES / "harbour-lane-2009.txt")


@dataclass
class Run:
    status: int
    out: str
    err: str


Command = Callable[..., Run]


@pytest.fixture
def compliance(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    def run(*arguments: str, terminal: bool = False) -> Run:
        monkeypatch.setattr(sys, "argv", ["compliance", *arguments])
        monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal, raising=False)
        with pytest.raises(SystemExit) as stop:
            main()
        out, err = capfd.readouterr()
        return Run(int(stop.value.code or 0), out, err)

    return run


@pytest.fixture(autouse=True)
def _colours_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_programs_get_one_line_a_policy_in_the_order_given(compliance: Command) -> None:
    run = compliance("facts", OLD, CAREFUL)
    lines = [json.loads(line) for line in run.out.splitlines()]
    assert (run.status, [line["policy"] for line in lines]) == (0, [OLD, CAREFUL])
    assert set(lines[0]) == {"policy", "sha256", "facts"}
    text = Path(OLD).read_text("utf-8")
    pieces = [piece for fact in lines[0]["facts"] for piece in fact["evidence"]]
    assert len(pieces) > 20
    assert all(text[piece["start"] : piece["end"]] == piece["quote"] for piece in pieces)
    assert run.out == compliance("facts", OLD, CAREFUL, "--format", "jsonl", terminal=True).out


def test_a_person_at_a_terminal_gets_the_marked_text_in_colour(compliance: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    run = compliance("facts", OLD, terminal=True)
    assert run.status == 0
    plain = re.sub(r"\x1b\[[\d;]*m", "", run.out)
    assert plain != run.out
    assert "policy_date: 14 September 2009" in plain
    monkeypatch.setenv("NO_COLOR", "")
    assert compliance("facts", OLD, terminal=True).out == plain


def test_every_word_of_the_policy_is_shown_and_every_stated_fact_named(compliance: Command) -> None:
    run = compliance("facts", OLD, "--format", "text")
    assert "\x1b" not in run.out
    body = run.out.partition("\n\n")[2].partition("\nStated (")[0]
    numbered = [row for row in body.splitlines() if not re.match(r"\s+[⁰¹²³⁴⁵⁶⁷⁸⁹]+ |\s{6}\S+: ", row)]
    words = re.sub(r"⟦[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+⟧", "", " ".join(row[4:] for row in numbered)).split()
    assert set(Path(OLD).read_text("utf-8").split()) <= set(words)
    facts = json.loads(compliance("facts", OLD).out)["facts"]
    stated = [fact["fact"] for fact in facts if fact["status"] == "stated"]
    assert len(stated) > 20
    assert [name for name in stated if f" {name}: " not in " ".join(body.split())] == []


def test_a_page_shows_one_policy_whole(compliance: Command) -> None:
    run = compliance("facts", CAREFUL, "--format", "html")
    assert run.status == 0
    assert run.out.startswith("<!DOCTYPE html>")
    assert run.out.count("<html") == 1
    assert '<a href="#place-1">' in run.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([OLD, CAREFUL, "--format", "html"], "give one policy at a time"),
        ([OLD, "--format", "pdf"], "'pdf' is not one of"),
        (["missing.md", "--format", "html"], "there is no such file"),
        ([], "POLICY"),
    ],
)
def test_what_cannot_run_ends_with_status_2(compliance: Command, arguments: list[str], message: str) -> None:
    run = compliance("facts", *arguments)
    assert (run.status, run.out) == (2, "")
    assert message in run.err


def test_one_unreadable_policy_does_not_keep_the_others(compliance: Command) -> None:
    run = compliance("facts", "missing.md", OLD)
    assert run.status == 2
    assert json.loads(run.out)["policy"] == OLD


def test_a_long_hostile_text_is_shown_and_drives_nothing(compliance: Command, tmp_path: Path) -> None:
    policy = tmp_path / "long.md"
    policy.write_text("We keep your data for seven years. <b>\x1b[2J " * 5_000)
    for format_ in ("text", "html"):
        run = compliance("facts", str(policy), "--format", format_)
        assert run.status == 0
        assert "\x1b" not in run.out
