"""Answer files: what they say, which policies they belong to, and what a broken one gets."""

from datetime import date
from pathlib import Path

import pytest

from compliance.errors import ComplianceError
from compliance.evaluation.answers import AnswerFile, answer_files, read_answers
from compliance.model import Span
from tests.evaluation.build import write

SOUND = """\
policy: lamps
judged_on: '2014-05-01'
undated: true
regimes: [pecr, dpa1998]
facts:
  policy_date: {value: 2014-05-01}
  retention: {any_of: [specific, vague], at: [[3, 9], [12, 30]], note: both readings stand}
  homes: {value: [NL, UK]}
  sells_data: {value: null}
findings:
  gdpr.13: {outcome: gap, why: no period}
  gdpr.14: {outcome: [review, gap]}
"""


def read(folder: Path, text: str) -> AnswerFile:
    write(folder, {"lamps.yaml": text, "lamps.txt": "We keep it."})
    return read_answers(folder / "lamps.yaml", folder / "lamps.txt")


def test_an_answer_has_values_and_places(tmp_path: Path) -> None:
    answers = read(tmp_path, SOUND)
    assert (answers.name, answers.regimes, answers.as_of) == ("lamps", ("pecr", "dpa1998"), date(2014, 5, 1))
    assert answers.facts["policy_date"].accepted == ("2014-05-01",)
    assert answers.facts["retention"].accepted == ("specific", "vague")
    assert answers.facts["retention"].places == (Span(3, 9), Span(12, 30))
    assert answers.facts["homes"].accepted == (("NL", "UK"),)
    assert answers.facts["sells_data"].accepted == ((),)
    assert answers.findings == {"gdpr.13": ("gap",), "gdpr.14": ("review", "gap")}
    assert answers.of_law


def test_a_dated_policy_is_judged_by_its_own_date(tmp_path: Path) -> None:
    assert read(tmp_path, SOUND.replace("undated: true", "undated: false")).as_of is None


def test_answers_about_facts_alone_need_no_law(tmp_path: Path) -> None:
    assert not read(tmp_path, "facts: {retention: {value: vague}}").of_law
    assert read(tmp_path, "facts: {applicable_regimes: {value: [pecr]}}").of_law


def test_an_answer_file_belongs_to_the_text_of_its_name_txt_before_md(tmp_path: Path) -> None:
    write(tmp_path, dict.fromkeys(["b.yaml", "b.md", "a.yaml", "a.md", "a.txt", "alone.yaml", "c.md", "d.json"], "x"))
    pairs, alone = answer_files(tmp_path)
    assert [(answers.name, policy.name) for answers, policy in pairs] == [("a.yaml", "a.txt"), ("b.yaml", "b.md")]
    assert [path.name for path in alone] == ["alone.yaml"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("facts: ]", "lamps.yaml:1:8: this is no YAML"),
        ("facts: {retention: {value: 2023-02-31}}", "cannot be read"),
        ("- one\n- two\n", "lamps.yaml: keys with values are expected"),
        ("policy: lamps", "lamps.yaml: facts: keys with values"),
        ("facts: {retention: vague}", "facts.retention: keys with values"),
        ("facts: {retention: {note: odd}}", "facts.retention: the answer has neither a value nor any_of"),
        ("facts: {retention: {any_of: vague}}", "facts.retention: any_of is no list"),
        ("facts: {retention: {any_of: []}}", "facts.retention: any_of is no list"),
        ("facts: {retention: {value: {a: b}}}", "facts.retention: a value is neither"),
        ("facts: {homes: {value: [UK, NO]}}", "facts.homes: a list holds a truth value"),
        ("facts: {retention: {value: vague, at: 3}}", "facts.retention: at is no list"),
        ("facts: {retention: {value: vague, at: [[3]]}}", "[3] is no place"),
        ("facts: {retention: {value: vague, at: [[9, 3]]}}", "[9, 3] is no place"),
        ("facts: {retention: {value: vague, at: [[true, 3]]}}", "[True, 3] is no place"),
        ("facts: {}\nfindings: {gdpr.13: {why: x}}", "findings.gdpr.13: the finding has no outcome"),
        ("facts: {}\nregimes: pecr", "regimes: this is no list of names"),
        ("facts: {}\nundated: true", "judged_on: an undated policy needs the day"),
        ("facts: {}\nundated: true\njudged_on: May", "'May' is none"),
        ("[" * 3000, "lamps.yaml"),
    ],
)
def test_a_broken_answer_is_named_with_its_place_and_a_remedy(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ComplianceError) as error:
        read(tmp_path, text)
    assert message in str(error.value)
    assert error.value.remedy


def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ComplianceError, match="missing: the folder cannot be read"):
        answer_files(tmp_path / "missing")
