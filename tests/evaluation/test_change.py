"""What a change gained and lost."""

import pytest

from compliance.evaluation.change import change
from compliance.evaluation.checks import Check, Kind


def check(right: bool, kind: Kind = "fact", subject: str = "f", said: str = "x") -> Check:
    return Check("lamps", kind, subject, right, True, False, said, "y")


def test_answers_that_turn_are_listed_and_those_that_stay_are_not() -> None:
    before = [check(False, subject="up", said="none"), check(True, subject="down"), check(True, subject="same")]
    now = [check(True, subject="up"), check(False, subject="down", said="vague"), check(True, subject="same", said="other")]
    turned = change(before, now)
    assert [(turn.subject, turn.before, turn.now, turn.expected) for turn in turned.gained] == [("up", "none", "x", "y")]
    assert [(turn.subject, turn.now) for turn in turned.lost] == [("down", "vague")]


@pytest.mark.parametrize("kind", ["finding", "passage"])
def test_a_rule_or_a_passage_that_only_one_side_has_is_wrong_there_or_well_left_out(kind: Kind) -> None:
    wrong, right = [check(False, kind)], [check(True, kind)]
    assert len(change([], wrong).lost) == len(change(wrong, []).gained) == 1
    assert change([], right) == change([], [])


def test_evidence_that_only_one_side_has_turns_nothing() -> None:
    for checks in ([check(True, "evidence")], [check(False, "evidence")]):
        assert change([], checks) == change(checks, []) == change([], [])
