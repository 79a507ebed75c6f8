"""Every kind of mistake in a rule file gives the very lines that stand beside it in mistakes.yaml."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from compliance.rules import lint

MISTAKES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "mistakes.yaml").read_text())


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake["says"][0] for mistake in MISTAKES])
def test_a_mistake_is_told_with_its_place_what_is_wrong_and_how_to_mend_it(
    problems_after: Callable[..., list[str]], mistake: dict[str, Any]
) -> None:
    assert problems_after(mistake["in"], mistake.get("instead"), mistake["write"]) == mistake["says"]


def test_every_problem_says_why_it_matters(problems_after: Callable[..., list[str]], rulesets: Path) -> None:
    problems_after("gdpr/13.retention.yaml", "severity:", "sevrity:")
    problems = lint(rulesets)
    assert problems
    assert all(problem.why and problem.mend for problem in problems)


def test_the_problems_of_all_files_come_at_once_sorted_by_place(problems_after: Callable[..., list[str]]) -> None:
    problems_after("facts/retention.yaml", "value: specific", "value: specfic")
    problems_after("applicability/northern.yaml", "homes: $NORDIC", "home: $NORDIC")
    found = problems_after("ukgdpr/13.retention.yaml", "when: always\nsatisfied:", "when: ever\nsatsified:")
    assert [line.split(": ")[0] for line in found] == [
        "rulesets/applicability/northern.yaml:4:10",
        "rulesets/facts/retention.yaml:6:12",
        "rulesets/ukgdpr/13.retention.yaml:6:7",
        "rulesets/ukgdpr/13.retention.yaml:7:1",
    ]


def test_a_file_that_cannot_be_read_causes_no_complaints_elsewhere(problems_after: Callable[..., list[str]]) -> None:
    assert len(problems_after("facts/retention.yaml", "means: ", "means: [")) == 1
    assert len(problems_after("lexicon/words.yaml", "KEEP:", "KEEP: [")) == 2


def test_text_that_is_not_utf8_is_told_with_its_place(rulesets: Path) -> None:
    (rulesets / "gdpr/13.retention.yaml").write_bytes(b"title: x\nremedy: caf\xe9\n")
    assert [str(problem) for problem in lint(rulesets)] == [
        "rulesets/gdpr/13.retention.yaml:2:12: is not UTF-8 (save the file as UTF-8)"
    ]


def test_a_huge_file_and_a_deep_one_are_refused(rulesets: Path) -> None:
    (rulesets / "gdpr/big.yaml").write_bytes(b"#" * 1_000_001)
    (rulesets / "gdpr/deep.yaml").write_text("a: " + "[" * 60)
    assert [problem.what for problem in lint(rulesets)] == ["the file has 1000001 bytes", "nested more than 40 deep"]


def test_a_missing_folder_and_an_empty_one_are_errors(tmp_path: Path) -> None:
    assert [problem.what for problem in lint(tmp_path / "none")] == ["there is no such folder"]
    assert [problem.what for problem in lint(tmp_path)] == ["the folder holds no rule files"]
