"""Labelled corpora: one policy a line becomes a Markdown text whose segments keep their places."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.errors import ComplianceError
from compliance.evaluation.corpus import as_markdown, read_corpus
from compliance.model import Span


def segment(kind: str, text: str, *facts: str, depth: int = 0) -> dict[str, Any]:
    return {"kind": kind, "heading": ["h"] * depth, "text": text, "labels": [{"fact": fact, "affirmed": True} for fact in facts]}


SEGMENTS = [
    segment("headline", "Privacy"),
    segment("headline", "Deep", depth=9),
    segment("text", "We keep it.", "retention", depth=1),
    segment("list-item", "invoices", "retention", "sells_data"),
    segment("list-item", "letters"),
    segment("list-number", "maps"),
]
TEXT = "# Privacy\n\n###### Deep\n\nWe keep it.\n\n- invoices\n- letters\n\n- maps"


def test_headings_are_marked_by_depth_and_neighbours_of_one_list_stand_close() -> None:
    text, spans = as_markdown(SEGMENTS)
    assert text == TEXT
    assert [text[span.start : span.end] for span in spans[2:5]] == ["We keep it.", "- invoices", "- letters"]


@given(st.lists(st.tuples(st.sampled_from(["headline", "text", "list-item"]), st.text(min_size=1))))
def test_every_segment_stands_at_its_span_whatever_it_holds(parts: list[tuple[str, str]]) -> None:
    text, spans = as_markdown([segment(kind, words) for kind, words in parts])
    assert all(text[span.start : span.end].endswith(words) for span, (_, words) in zip(spans, parts, strict=True))


def test_labels_are_the_answers(tmp_path: Path) -> None:
    corpus = tmp_path / "c.jsonl"
    corpus.write_text("\n" + json.dumps({"name": "lamps", "segments": SEGMENTS}) + "\n\n")
    (policy,) = read_corpus(corpus)
    assert (policy.name, policy.text, sorted(policy.facts)) == ("lamps", TEXT, ["retention", "sells_data"])
    places = policy.answer("retention").places
    assert [policy.text[place.start : place.end] for place in places] == ["We keep it.", "- invoices"]
    assert policy.answer("retention").accepted == (True,)
    assert policy.answer("unasked").accepted == (False,)
    assert policy.spans[0] == Span(0, 9)


@pytest.mark.parametrize("line", ["{", "[]", "3", '{"name": "x"}', '{"name": "x", "segments": [{"kind": "text"}]}', "[" * 5000])
def test_a_line_that_is_no_policy_is_named(tmp_path: Path, line: str) -> None:
    corpus = tmp_path / "c.jsonl"
    corpus.write_text(json.dumps({"name": "lamps", "segments": SEGMENTS}) + "\n" + line + "\n")
    with pytest.raises(ComplianceError, match=r"c\.jsonl:2: this line is no policy of a corpus"):
        read_corpus(corpus)


def test_bytes_that_are_no_text_are_an_error(tmp_path: Path) -> None:
    corpus = tmp_path / "c.jsonl"
    corpus.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ComplianceError, match="cannot be read"):
        read_corpus(corpus)
