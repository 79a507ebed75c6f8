"""What the project contains, we wrote: no run of fourteen words of a reference policy, a reading or a corpus stands in it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
RUN = 14
FOLDERS = ("compliance", "rulesets", "report_templates", "tests", "examples", "docs")
FORMATS = (".py", ".yaml", ".md", ".txt", ".html", ".j2", ".json", ".css")
Run = tuple[str, ...]


def runs(text: str) -> Iterator[Run]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def texts_of_others() -> Iterator[str]:
    for path in (*SHARED.glob("seeds/*.txt"), *SHARED.glob("benchmark/readings/*.md")):
        yield path.read_text(encoding="utf-8")
    for corpus in SHARED.glob("benchmark/*.jsonl"):
        for line in corpus.read_text(encoding="utf-8").splitlines():
            yield " ".join(segment["text"] for segment in json.loads(line)["segments"])


@pytest.mark.skipif(not SHARED.is_dir(), reason="the texts to compare with are not here")
def test_no_sentence_of_another_stands_here() -> None:
    foreign = {run for text in texts_of_others() for run in runs(text)}
    assert foreign
    files = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*")) if path.suffix in FORMATS]
    found = [
        f"{path.relative_to(ROOT)}: {' '.join(run)}" for path in files for run in runs(path.read_text("utf-8")) if run in foreign
    ]
    assert found == []
