"""Annotated corpora: one policy a line, cut into segments, each with the facts that an annotator saw in it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compliance.errors import ComplianceError
from compliance.evaluation.agreement import Answer
from compliance.model import Span

_FORM = 'a line is {"name": ..., "segments": [{"kind": ..., "heading": [...], "text": ..., "labels": [{"fact": ...}]}]}'
_DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class LabelledPolicy:
    """A policy as Markdown, the span of each of its segments, and the facts labelled in each."""

    name: str
    text: str
    spans: tuple[Span, ...]
    labels: tuple[frozenset[str], ...]

    @property
    def facts(self) -> frozenset[str]:
        """Every fact that some segment states."""
        return frozenset().union(*self.labels)

    def answer(self, fact: str) -> Answer:
        """The labels of one fact as an answer: stated at the labelled segments, or not at all."""
        places = tuple(span for span, labels in zip(self.spans, self.labels, strict=True) if fact in labels)
        return Answer((bool(places),), places)


def read_corpus(path: Path) -> tuple[LabelledPolicy, ...]:
    """The policies of a JSONL file, in order. Raises ComplianceError naming the line that is no policy."""
    policies: list[LabelledPolicy] = []
    try:
        with path.open(encoding="utf-8") as lines:
            policies += (_policy(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise ComplianceError(str(path), f"the corpus cannot be read: {error}", "give a JSONL file in UTF-8") from error
    return tuple(policies)


def _policy(line: str, where: str) -> LabelledPolicy:
    try:
        entry = json.loads(line)
        segments = entry["segments"]
        text, spans = as_markdown(segments)
        labels = tuple(frozenset(str(label["fact"]) for label in segment["labels"]) for segment in segments)
        return LabelledPolicy(str(entry["name"]), text, spans, labels)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ComplianceError(where, f"this line is no policy of a corpus ({type(error).__name__}: {error})", _FORM) from error


def as_markdown(segments: list[dict[str, Any]]) -> tuple[str, tuple[Span, ...]]:
    """The segments as a Markdown text (headings with '#', list items with '-'), and where each stands in it."""
    text: list[str] = []
    spans: list[Span] = []
    length, before = 0, ""
    for segment in segments:
        kind = segment["kind"]
        gap = "" if not text else "\n" if kind.startswith("list") and kind == before else "\n\n"
        line = _mark(kind, len(segment["heading"])) + segment["text"]
        start = length + len(gap)
        length = start + len(line)
        spans.append(Span(start, length))
        text.append(gap + line)
        before = kind
    return "".join(text), tuple(spans)


def _mark(kind: str, depth: int) -> str:
    if kind == "headline":
        return "#" * min(_DEEPEST_HEADING, depth + 1) + " "
    return "- " if kind.startswith("list") else ""
