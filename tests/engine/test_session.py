"""The driver keeps clear of durable_rules' known traps; each test shows the trap's guard holding."""

import gc
import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from durable.engine import durable_rules_engine as network

from compliance.engine import session
from compliance.engine.limits import MAX_CHILDREN, MAX_SHARED, Node
from compliance.engine.session import Network
from compliance.errors import EngineError

LIGHT = {"light": {"all": [{"m0": {"$and": [{"kind": "lamp"}, {"$neq": {"state": "off"}}]}}]}}
TWO_STEPS: dict[str, Any] = {
    "first": {"all": [{"m0": {"$and": [{"kind": "given"}, {"a": "yes"}]}}]},
    "second": {"all": [{"m0": {"$and": [{"kind": "derived"}, {"b": "yes"}]}}, {"m1": {"kind": "given"}}]},
}


def fired(engine: Network, *facts: dict[str, Any], limit: int = 9) -> list[str]:
    names: list[str] = []

    def act(name: str) -> tuple[()]:
        names.append(name)
        return ()

    engine.run(facts, act, limit)
    return names


def test_a_fact_asserted_by_an_action_lets_further_rules_fire() -> None:
    names = []

    def act(name: str) -> Iterator[dict[str, str]]:
        names.append(name)
        if name == "first":
            yield {"kind": "derived", "b": "yes"}

    Network("chain", TWO_STEPS).run([{"kind": "given", "a": "yes"}], act, 9)
    assert names == ["first", "second"]


def test_sessions_know_nothing_of_each_other() -> None:
    engine = Network("apart", LIGHT)
    assert fired(engine, {"kind": "lamp", "state": "on"}) == ["light"]
    assert fired(engine, {"kind": "lamp", "state": "on"}) == ["light"]


def test_a_session_without_facts_can_be_deleted() -> None:
    # Deleting a session in which nothing has fired, and asserting an empty batch, end the process: hence the boot fact.
    assert fired(Network("empty", LIGHT)) == []


def test_no_session_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    made, deleted = spy_on_sessions(monkeypatch)
    engine = Network("clean", LIGHT)
    fired(engine, {"kind": "lamp", "state": "on"})
    with pytest.raises(EngineError):
        engine.run([{"kind": "lamp", "state": "on"}], fail_with(ValueError("broken")), 9)
    with pytest.raises(KeyboardInterrupt):
        engine.run([{"kind": "lamp", "state": "on"}], fail_with(KeyboardInterrupt()), 9)
    assert made == deleted
    assert len(made) == 3


def test_two_thousand_sessions_run_where_1024_may_live() -> None:
    engine = Network("many", LIGHT)
    assert all(fired(engine, {"kind": "lamp", "state": "on"}) == ["light"] for _ in range(2_000))


def test_a_session_whose_boot_rule_never_fired_is_not_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Network("unbooted", LIGHT)
    _, deleted = spy_on_sessions(monkeypatch)
    monkeypatch.setattr(session.network, "start_action_for_state", lambda handle, offset: None)
    with pytest.raises(EngineError, match="did not boot"):
        fired(engine)
    assert deleted == set()


def test_an_exception_in_an_action_surfaces_with_the_rule_it_came_from() -> None:
    engine = Network("raising", LIGHT)
    with pytest.raises(EngineError, match=r"action of 'light' failed: ValueError: broken"):
        engine.run([{"kind": "lamp", "state": "on"}], fail_with(ValueError("broken")), 9)


def test_an_action_may_have_default_arguments() -> None:
    # durable_rules takes such an action for an asynchronous one, fires it once and locks the session without a word.
    seen = []

    def act(name: str, note: str = "seen") -> tuple[()]:
        seen.append(f"{name} {note}")
        return ()

    Network("defaults", LIGHT).run([{"kind": "lamp", "state": "on"}, {"kind": "lamp", "state": "dim"}], act, 9)
    assert seen == ["light seen", "light seen"]


@pytest.mark.parametrize("value", [None, 1.5, 1e-07, float("inf"), "x" * 201, 2**63, ["a"], {"a": "b"}])
def test_what_the_engine_reads_wrongly_never_enters_it(value: Any) -> None:
    with pytest.raises(EngineError, match="must not enter the engine"):
        fired(Network("flat", LIGHT), {"kind": "lamp", "state": value})


@pytest.mark.parametrize("key", ["id", "sid"])
def test_facts_do_not_use_the_engines_own_properties(key: str) -> None:
    with pytest.raises(EngineError, match=f"'{key}'"):
        fired(Network("own", LIGHT), {"kind": "lamp", key: "x"})


def test_an_empty_fact_never_enters_the_engine() -> None:
    with pytest.raises(EngineError, match="an empty fact"):
        fired(Network("nothing", LIGHT), {})


def test_a_fact_that_no_rule_reads_is_an_error_and_not_lost() -> None:
    with pytest.raises(EngineError, match=r"no rule reads the fact .*'lantern'"):
        fired(Network("unread", LIGHT), {"kind": "lantern"})


def test_quotes_and_line_breaks_in_values_are_read_as_they_are() -> None:
    value = 'a "b" \\ \n é'
    engine = Network("quotes", {"same": {"all": [{"m0": {"$and": [{"kind": "text"}, {"value": value}]}}]}})
    assert fired(engine, {"kind": "text", "value": value}) == ["same"]


def test_a_new_fact_taken_for_a_known_one_is_sent_again_under_another_id(monkeypatch: pytest.MonkeyPatch) -> None:
    repeat_ids(monkeypatch, times=3)
    names = fired(Network("twice", LIGHT), {"kind": "lamp", "state": "on"}, {"kind": "lamp", "state": "dim"})
    assert names == ["light", "light"]


def test_a_fact_refused_as_known_again_and_again_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    repeat_ids(monkeypatch, times=99)
    with pytest.raises(EngineError, match=r"takes a new fact for a known one, 5 times: .*dim"):
        fired(Network("stuck", LIGHT), {"kind": "lamp", "state": "on"}, {"kind": "lamp", "state": "dim"})


def test_ids_in_a_row_do_not_collide_in_the_engines_hash() -> None:
    lamps = [{"kind": "lamp", "state": "off", "number": number} for number in range(3_000)]
    engine = Network("row", LIGHT | {"any": {"all": [{"m0": {"kind": "lamp"}}]}})
    assert len(fired(engine, *lamps, limit=3_000)) == 3_000


def test_rules_that_feed_themselves_are_stopped() -> None:
    numbers = count()
    engine = Network("circle", {"again": {"all": [{"m0": {"kind": "ball"}}]}})
    with pytest.raises(EngineError, match="more than 50 rules fired without coming to rest; the last was 'again'"):
        engine.run([{"kind": "ball", "turn": -1}], lambda name: [{"kind": "ball", "turn": next(numbers)}], 50)


def test_a_definition_the_engine_refuses_is_an_error_that_names_the_ruleset() -> None:
    with pytest.raises(EngineError, match="wrong: the rules engine refuses"):
        Network("wrong", {"r": {"all": [{"m0": {"$nonsense": {"a": [1]}}}]}})


def test_no_thread_is_started() -> None:
    # durable_rules' own host starts two that poll for ever, and crashes when a session is deleted under them.
    code = (
        "import threading; from tests.engine.test_session import *; fired(Network('t', LIGHT)); print(threading.active_count())"
    )
    root = Path(__file__).parents[2]
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert result.stdout.strip() == "1"


def test_a_network_is_given_back_with_its_object(monkeypatch: pytest.MonkeyPatch) -> None:
    deleted = []
    monkeypatch.setattr(session.network, "delete_ruleset", lambda handle: deleted.append(handle))
    engine = Network("gone", LIGHT)
    fired(engine)
    del engine
    gc.collect()
    assert len(deleted) == 1


def test_the_limits_are_below_those_at_which_the_network_breaks() -> None:
    shared = Node()
    for _ in range(MAX_SHARED):
        shared.insert(({"kind": "a"},))
    assert shared.within_limits()
    shared.insert(({"kind": "a"},))
    assert not shared.within_limits()
    Network("shared", {f"r{number}": {"all": [{"m0": {"kind": "a"}}]} for number in range(MAX_SHARED)})
    siblings = Node()
    for number in range(MAX_CHILDREN + 1):
        siblings.insert(({"kind": f"k{number}"},))
    assert not siblings.within_limits()


def test_a_fact_that_could_match_too_many_nodes_at_once_is_foreseen() -> None:
    rules, tree = {}, Node()
    for number in range(70):
        tests = ({"kind": "case"}, {"$or": [{f"v{number}": "a"}, {f"v{number}": "b"}]}, {"w": "a"})
        tree.insert(tests)
        rules[f"r{number}"] = {"all": [{"m0": {"$and": list(tests)}}]}
    assert not tree.within_limits()
    with pytest.raises(EngineError, match="303"):
        fired(Network("wide", rules), {"kind": "case", **{f"v{number}": "a" for number in range(70)}})


def fail_with(error: BaseException) -> Any:
    def act(name: str) -> tuple[()]:
        raise error

    return act


def spy_on_sessions(monkeypatch: pytest.MonkeyPatch) -> tuple[set[str], set[str]]:
    made: set[str] = set()
    deleted: set[str] = set()
    assert_fact, delete_state = network.assert_fact, network.delete_state

    def asserting(handle: int, record: str) -> Any:
        made.add(json.loads(record)["sid"])
        return assert_fact(handle, record)

    def deleting(handle: int, sid: str) -> None:
        deleted.add(sid)
        delete_state(handle, sid)

    monkeypatch.setattr(session.network, "assert_fact", asserting)
    monkeypatch.setattr(session.network, "delete_state", deleting)
    return made, deleted


def repeat_ids(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Makes the real engine see the id of the first lamp again, as a collision of its 32-bit hash would."""
    assert_fact, sent = network.assert_fact, count()

    def asserting(handle: int, record: str) -> Any:
        fact = json.loads(record)
        if fact["kind"] == "lamp" and next(sent) in range(1, times + 1):
            fact["id"] = "f1"
        return assert_fact(handle, json.dumps(fact))

    monkeypatch.setattr(session.network, "assert_fact", asserting)
