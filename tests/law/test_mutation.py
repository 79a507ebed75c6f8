"""No condition of a rule is idle: dropping it or turning it round makes a case of the rule fail."""

import pytest

from compliance.pipeline import Program
from compliance.resources import rulesets_dir
from compliance.rules import load_rulesets
from tests.mutation import survivors


@pytest.mark.parametrize("name", sorted(load_rulesets(rulesets_dir()).rules))
def test_every_mutant_is_noticed(program: Program, name: str) -> None:
    assert [f"{mutant.key}: {mutant.change}" for mutant in survivors(program, program.ruleset.rules[name])] == []
