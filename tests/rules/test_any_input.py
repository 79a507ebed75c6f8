"""Whatever stands in a rule file: it loads, or it is told as problems; nothing else is ever raised."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.errors import RulesetError
from compliance.rules import load_rulesets

_SCALARS = st.one_of(
    st.sampled_from(
        ["always", "vague", "true", "no", "2018-05-25", "$NORDIC", "KEEP", "not KEEP", "DK", "", "~", "unclear", "0", "-1"]
    ),
    st.text(max_size=8).map(lambda text: "'" + text.replace("'", "''").replace("\n", " ") + "'"),
)
_KEYS = st.sampled_from(
    [
        *(
            "title",
            "when",
            "satisfied",
            "in_force",
            "jurisdictions",
            "severity",
            "cases",
            "never",
            "says",
            "clause",
            "from",
            "to",
            "UK",
        ),
        *(
            "all",
            "any",
            "not",
            "day",
            "retention",
            "homes",
            "northern",
            "policy_date",
            "is",
            "has",
            "count",
            "facts",
            "outcome",
            "on",
        ),
        *("means", "type", "enum", "list", "default", "detect", "near", "id", "seq", "of", "within", "at_least", "topic", "kind"),
        *(
            "value",
            "value_from",
            "same",
            "archive",
            "given",
            "carry",
            "derive",
            "terms",
            "patterns",
            "includes",
            "recognise",
            "KEEP",
            "during",
            "source",
            "carried_by",
            "holds",
        ),
    ]
)
_YAML = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[" + ", ".join(items) + "]"),
        st.dictionaries(_KEYS, inner, max_size=4).map(lambda items: "{" + ", ".join(f"{k}: {v}" for k, v in items.items()) + "}"),
    ),
    max_leaves=20,
)
_FILES = st.sampled_from(
    [
        "gdpr/13.retention.yaml",
        "facts/retention.yaml",
        "facts/homes.yaml",
        "applicability/northern.yaml",
        "lexicon/words.yaml",
        "groups.yaml",
        "instruments.yaml",
        "regimes.yaml",
    ]
)
_MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def _dated(rulesets: Path) -> None:
    """The sound folder also has an instrument and a regime."""
    (rulesets / "instruments.yaml").write_text("act: {means: An Act., from: 2018-05-25, for: [EU, UK], source: Act s 1}\n")
    (rulesets / "regimes.yaml").write_text("law: {means: The law., carried_by: {EU: act, UK: act}, holds: [gdpr, ukgdpr]}\n")
    load_rulesets(rulesets)


def _loads_or_tells(rulesets: Path, name: str, content: bytes) -> None:
    path = rulesets / name
    sound = path.read_bytes()
    path.write_bytes(content)
    try:
        load_rulesets(rulesets)
    except RulesetError as error:
        assert error.problems
    finally:
        path.write_bytes(sound)


@given(name=_FILES, text=_YAML)
@_MANY
def test_any_yaml_loads_or_is_told_as_problems(rulesets: Path, name: str, text: str) -> None:
    _loads_or_tells(rulesets, name, text.encode("utf-8", "surrogatepass"))


@given(name=_FILES, content=st.binary(max_size=200))
@_MANY
def test_any_bytes_load_or_are_told_as_problems(rulesets: Path, name: str, content: bytes) -> None:
    _loads_or_tells(rulesets, name, content)


@given(name=_FILES, data=st.data())
@_MANY
def test_a_sound_file_with_a_line_replaced_loads_or_is_told_as_problems(rulesets: Path, name: str, data: st.DataObject) -> None:
    lines = (rulesets / name).read_text().splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    key = lines[at].split(":")[0]
    lines[at] = f"{key}: {data.draw(_YAML)}"
    _loads_or_tells(rulesets, name, "\n".join(lines).encode("utf-8", "surrogatepass"))
