"""Judging bare facts: what the law asks on a day, without any policy."""

from collections.abc import Callable
from datetime import date

import pytest

from compliance.cases import facts_of_case
from compliance.engine import Judged
from compliance.pipeline import Program
from compliance.resources import rulesets_dir

Judge = Callable[..., Judged]


@pytest.fixture(scope="session")
def program() -> Program:
    return Program.load(rulesets_dir())


@pytest.fixture(scope="session")
def judge(program: Program) -> Judge:
    """`judge('2019-05-01', controller_jurisdictions=['UK'])`: the judgement of a policy that states these facts and no other."""

    def judged(day: str, **facts: object) -> Judged:
        return program.judge(facts_of_case(program, facts), date.fromisoformat(day))

    return judged
