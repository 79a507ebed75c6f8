"""docs/extraction.md: its examples run, and its reference part is what the rulesets say."""

import re
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from compliance.cli.app import app
from compliance.extraction import Extractor
from compliance.ingest import read_text
from compliance.rules import load_rulesets

PAGE = (Path(__file__).parent.parent / "docs" / "extraction.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("source", EXAMPLES)
def test_an_example_finds_what_it_says(source: str, tmp_path: Path) -> None:
    example = yaml.safe_load(source)
    lexicon = {"NEGATION": {"means": "Words that deny.", "terms": ["not", "never", "no"]}} | example.pop("lexicon")
    fact = {"means": "An example.", "type": "boolean"} | example
    for folder, name, content in (("lexicon", "words", lexicon), ("facts", "example", fact)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.yaml").write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    (tmp_path / "groups.yaml").write_text("{}\n", encoding="utf-8")
    extractor = Extractor(load_rulesets(tmp_path))
    for branch in fact["detect"]:
        found = {text: bool(extractor.matching(read_text(text), "example")[branch["id"]]) for text in texts(branch)}
        assert found == dict.fromkeys(branch["matches"], True) | dict.fromkeys(branch["ignores"], False)


def texts(branch: dict[str, list[str]]) -> list[str]:
    return [*branch["matches"], *branch["ignores"]]


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 9


def test_the_reference_part_is_printed_from_the_rulesets() -> None:
    printed = CliRunner().invoke(app, ["rules", "facts", "--format", "markdown"]).output
    assert PAGE.partition("<!-- facts -->\n\n")[2].strip() == printed.strip(), "run ./dev docs"
