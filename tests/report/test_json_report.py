"""The JSON contract that other programs read, and its published schemas."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from compliance import __version__
from compliance.model import Assessment, Evidence, Fact, Span
from compliance.report.json_report import facts_line, to_json
from tests.conftest import Golden
from tests.report import samples

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent / "golden"
CONTRACT = set("policy judged_on regimes facts findings rating rulesets tool derived candidates today_findings".split())


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((ROOT / "docs" / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


ALL = [
    *(samples.with_gaps(), samples.clean(), samples.undated(), samples.ungoverned(), samples.captured(), samples.many(25)),
    *(samples.then_and_now(), samples.contradicting()),
]


@pytest.mark.parametrize("assessment", ALL)
def test_every_assessment_meets_the_schema(assessment: Assessment) -> None:
    validator("assessment").validate(json.loads(to_json(assessment)))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("rating",), "excellent"),
        (("judged_on",), "3 March 2021"),
        (("findings", 0, "outcome"), "failed"),
        (("findings", 0, "evidence", 0, "quote"), ""),
        (("facts", 3, "evidence"), [{"start": 0, "end": 1, "line": 1, "quote": "#"}]),
        (("facts", 8, "value"), True),
        (("regimes",), []),
        (("policy", "sha256"), "abc"),
        (("extra",), 1),
    ],
)
def test_the_schema_refuses_what_breaks_the_contract(path: tuple[str | int, ...], value: object) -> None:
    data: Any = json.loads(to_json(samples.with_gaps()))
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert not validator("assessment").is_valid(data)


def test_the_keys_of_the_contract_are_there() -> None:
    data = json.loads(to_json(samples.with_gaps()))
    assert set(data) >= CONTRACT
    assert data["judged_on"] == "2021-03-03"
    assert data["regimes"] == ["uk_gdpr", "dpa2018", "pecr"]
    assert data["rating"] == "very_limited"
    assert data["tool"] == {"name": "compliance", "version": __version__}
    assert [ruleset["name"] for ruleset in data["rulesets"]] == ["gdpr", "pecr", "trf"]
    assert {key: data["policy"][key] for key in ("path", "title", "words", "language")} == {
        "path": "policies/larkspur.md",
        "title": "Privacy notice of Larkspur Gardens Ltd",
        "words": len(samples.POLICY.split()),
        "language": "en",
    }
    assert len(data["findings"]) == 9
    assert [finding["rule"] for finding in data["today_findings"]] == ["ukgdpr.13-2-ca.controller-complaint"]


def test_a_finding_carries_its_evidence_and_its_reasons() -> None:
    finding = json.loads(to_json(samples.assessment(samples.RETENTION)))["findings"][0]
    (evidence,) = finding["evidence"]
    assert (
        samples.POLICY[evidence["start"] : evidence["end"]]
        == evidence["quote"]
        == "We will keep your data for as long as necessary."
    )
    assert evidence["line"] == 16
    assert [reason["fact"] for reason in finding["because"]] == ["applicable_regimes", "retention_statement"]
    assert finding["nearest_miss"]["reason"] == "it gives no period a reader could work out"
    assert finding["certainty"] == "robust"


def test_candidates_tell_which_law_governs_on_which_days() -> None:
    data = json.loads(to_json(samples.undated()))
    assert data["candidates"][0] == {"from": "2018-05-25", "to": "2020-12-31", "regimes": ["eu_gdpr", "dpa2018", "pecr"]}
    assert data["findings"][0]["certainty"] == "conditional"


def test_the_form_is_stable() -> None:
    text = to_json(samples.with_gaps())
    assert text == to_json(samples.with_gaps())
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")
    assert text.startswith('{\n  "schema": ')


def test_text_is_unicode_and_a_broken_file_name_is_still_json() -> None:
    odd = replace(samples.document(), path="caf\u00e9-\udcff.md", title="Café \x1b notice")
    text = to_json(replace(samples.clean(), document=odd))
    assert "Café" in text
    assert json.loads(text.encode("utf-8"))["policy"]["path"] == "caf\u00e9-\udcff.md"
    assert "\x1b" not in text


def test_a_line_of_facts() -> None:
    evidence = Evidence(Span(812, 840), 14, "for as long as is necessary.", "formula", page=2)
    line = facts_line(samples.document(), {"retention_statement": Fact("retention_statement", "stated", "vague", (evidence,))})
    assert line == {
        "policy": "policies/larkspur.md",
        "sha256": samples.document().sha256,
        "facts": [
            {
                "fact": "retention_statement",
                "status": "stated",
                "value": "vague",
                "evidence": [{"start": 812, "end": 840, "line": 14, "quote": "for as long as is necessary.", "page": 2}],
            }
        ],
    }


def test_each_status_has_its_form() -> None:
    line = facts_line(samples.document(), samples.FACTS)
    validator("facts").validate(json.loads(json.dumps(line)))
    facts = {fact["fact"]: fact for fact in line["facts"]}
    assert [fact["fact"] for fact in line["facts"]] == [fact.name for fact in samples.FACTS]
    assert (facts["uses_cookies"]["status"], facts["uses_cookies"]["value"]) == ("denied", False)
    assert facts["legal_bases_claimed"]["value"] == []
    assert facts["legal_bases_claimed"]["evidence"] == []
    assert facts["legal_bases_claimed"]["nearest_miss"]["line"] == 30
    assert facts["shares_for_marketing"]["value"] is None
    assert facts["shares_for_marketing"]["reason"] == "it does not say what the partners do"
    assert facts["controller_jurisdictions"]["value"] == ["UK"]


def test_golden(golden: Golden) -> None:
    golden(
        HERE / "with_gaps.json", to_json(samples.with_gaps()).replace(f'"version": "{__version__}"\n', '"version": "VERSION"\n')
    )
