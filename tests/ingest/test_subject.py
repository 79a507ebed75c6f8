"""What counts as a privacy policy."""

from pathlib import Path

import pytest

from compliance.ingest import looks_like_policy, read_policy, read_text

SHARED = Path(__file__).parents[3] / "shared"

NO_POLICIES = {
    "recipe": "# Leek soup\n\nWash the leeks. Cut them into rings. Fry them in butter for ten minutes. Add stock and "
    "simmer. Serve with bread.\n",
    "code": "import os\n\ndef collect(user_data):\n    store = {}\n    store['email'] = user_data['email']\n    return "
    "store\n\nclass Cookie:\n    pass\n",
    "novel": "The rain had stopped. She closed the door and listened. Nobody was on the stairs. He had told her "
    "everything, in the privacy of the garden, "
    "and she had laughed. Now the letter lay on the table. She would not open it. ",
    "terms": "# Terms of sale\n\nPrices include tax. We deliver within five days. You may return goods within a month. "
    "Risk passes on delivery. "
    "The buyer pays the cost of return. Claims must be made in writing. The courts of Port Town decide. " * 3,
}


@pytest.mark.parametrize("name", NO_POLICIES)
def test_other_texts_are_told_apart_with_a_reason(name: str) -> None:
    answer, reason = looks_like_policy(read_text(NO_POLICIES[name]))
    assert not answer
    assert reason


@pytest.mark.parametrize(
    "text",
    [
        "We keep your name and address to send your order. We share them with the courier. Write to us to have them deleted.",
        "Harbour Tools processes personal data of customers. It does so to perform the contract. It deletes them after a year.",
        "# Cookies\n\nThis site sets one cookie. It lasts a day. You can refuse it.",
        "Wij verwerken uw persoonsgegevens. Wij bewaren ze een jaar. Daarna wissen wij ze.",
    ],
)
def test_a_short_or_untitled_notice_passes(text: str) -> None:
    assert looks_like_policy(read_text(text)) == (True, "")


def test_no_text_is_no_policy() -> None:
    assert looks_like_policy(read_text(" ")) == (False, "holds no words")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the reference policies are not part of the project")
def test_the_reference_policies_pass() -> None:
    files = [*SHARED.glob("seeds/*.txt"), *SHARED.glob("benchmark/readings/*.md")]
    assert files
    assert [file.name for file in files if not looks_like_policy(read_policy(str(file)))[0]] == []
