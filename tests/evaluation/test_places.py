"""Where a fact goes wrong, sentence by sentence, and how each detector branch fares."""

from compliance.detectors import Branch
from compliance.evaluation.agreement import Answer, accepted_in_words, agrees, in_words, is_silent, said_of
from compliance.evaluation.checks import Check, Said
from compliance.evaluation.places import BranchFigures, branch_figures, branch_hits, fact_places
from compliance.model import NearMiss
from compliance.ruleset import FactType
from tests.evaluation.build import LETTERS, PERIOD, SELLING, absent, at, found, said, stated


def check_of(seen: Said, answer: Answer) -> Check:
    value = said_of(seen.facts["f"])
    right = agrees(value, answer.accepted)
    words = in_words(value), accepted_in_words(answer.accepted)
    return Check("lamps", "fact", "f", right, answer.stated, is_silent(value), *words)


def test_a_missed_fact_shows_the_sentences_of_the_answer_and_our_nearest_miss() -> None:
    seen = said(absent("f", miss=NearMiss(found(LETTERS, "no-end"), "it gives no period")))
    answer = Answer(("specific",), (at(PERIOD),))
    places = fact_places(seen, check_of(seen, answer), answer)
    assert (places.fault, places.said, places.expected) == ("missed", "nothing", "specific")
    assert [(passage.line, passage.text) for passage in places.overlooked] == [(3, PERIOD)]
    assert (places.near.text, places.near_why) == (LETTERS, "it gives no period") if places.near else False


def test_a_false_find_shows_our_sentences_and_the_branch_that_found_them() -> None:
    seen = said(stated("f", "vague", found(LETTERS, "endless")))
    places = fact_places(seen, check_of(seen, Answer(((),))), Answer(((),)))
    assert places.fault == "wrongly stated"
    assert [(passage.line, passage.text, passage.branch) for passage in places.astray] == [(5, LETTERS, "endless")]


def test_a_right_value_may_still_rest_on_other_places() -> None:
    seen = said(stated("f", "vague", found(PERIOD), found(SELLING)))
    answer = Answer(("vague",), (at("invoices"), at(LETTERS)))
    places = fact_places(seen, check_of(seen, answer), answer)
    assert places.differs and not places.fault
    assert (places.places, places.finds) == (2, 2)
    assert [passage.text for passage in places.overlooked] == [LETTERS]
    assert [passage.text for passage in places.astray] == [SELLING]


def test_nothing_is_held_against_finds_where_the_answer_has_no_places_or_lets_both_stand() -> None:
    seen = said(stated("f", "vague", found(LETTERS)))
    for answer in (Answer(("vague",)), Answer((False, "vague"))):
        assert not fact_places(seen, check_of(seen, answer), answer).differs
    quiet = said(absent("f"))
    either = Answer((False, "vague"), (at(LETTERS),))
    assert not fact_places(quiet, check_of(quiet, either), either).differs


BRANCHES = (Branch("one"), Branch("two", denied=True), Branch("old", archive=True), Branch("idle"))
TYPES = {"f": FactType("f", "", "boolean", ("true", "false"), False, BRANCHES)}


def figures(answer: Answer, **spans: str) -> dict[str, BranchFigures]:
    seen = said(stated("f", True, found(SELLING, "old")))
    places = {f"f.{branch}": (at(words), at(LETTERS)) for branch, words in spans.items()}
    hits = branch_hits(seen, "lamps", {"f": answer, "unknown": answer}, places, TYPES)
    return {row.branch: row for row in branch_figures(hits, frozenset({"f", "unknown"}), TYPES)}


def test_precision_is_the_share_of_hits_at_a_place_of_the_answer() -> None:
    rows = figures(Answer((True,), (at(PERIOD),)), one=PERIOD)
    assert (rows["one"].hits, rows["one"].right, rows["one"].elsewhere, rows["one"].precision) == (2, 1, 1, 0.5)
    assert rows["one"].policies == 1


def test_a_hit_is_false_where_nothing_is_said_but_a_denial_cannot_be_judged_there() -> None:
    rows = figures(Answer((False,)), one=PERIOD, two=PERIOD)
    assert (rows["one"].false, rows["one"].precision) == (2, 0.0)
    assert (rows["two"].hits, rows["two"].false, rows["two"].precision) == (2, 0, None)


def test_a_hit_on_an_answer_without_places_cannot_be_judged() -> None:
    assert figures(Answer((True,)), one=PERIOD)["one"].precision is None


def test_the_archive_line_counts_and_so_do_branches_that_never_match() -> None:
    rows = figures(Answer((True,), (at(SELLING),)))
    assert list(rows) == ["one", "two", "old", "idle"]
    assert (rows["old"].hits, rows["old"].right) == (1, 1)
    assert (rows["idle"].hits, rows["idle"].precision) == (0, None)
