"""Long texts made to hurt: one endless sentence, a list, headings, sentences on one thing. Each ends in good time."""

from time import perf_counter

import pytest

from compliance.extraction import Extractor
from compliance.ingest import read_text
from compliance.resources import rulesets_dir
from compliance.rules import load_rulesets

BAITS = [
    "We share your personal data with our partners for marketing and keep it as long as necessary, ",
    "We share your data with partners. ",
    "- We share data\n",
    "# We share data\n\n",
    "cookies ",
    "Aa1.@-(",
]
LENGTH = 250_000
LONGEST_TIME = 20


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(load_rulesets(rulesets_dir()))


@pytest.mark.slow
@pytest.mark.parametrize("bait", BAITS)
def test_extraction_ends(extractor: Extractor, bait: str) -> None:
    text = "Privacy policy\n\n" + bait * (LENGTH // len(bait))
    start = perf_counter()
    extractor.extract(read_text(text))
    assert perf_counter() - start < LONGEST_TIME
