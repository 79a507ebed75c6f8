"""The driver of durable_rules; the only module that imports it.

durable_rules' own host loses facts and exceptions silently, keeps two threads and can crash the process; this driver calls its
rete network directly and keeps clear of each known trap. Every session begins with a boot fact whose rule fires (to delete one in
which nothing has fired crashes), facts are asserted one by one (a batch drops facts silently and an empty one crashes), each
result code is read, a wrongly reported duplicate is sent again under another id, an exception in an action ends the session as
EngineError, firings are limited, and the session is deleted at the end.
"""

import json
import weakref
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import Any, Final

from durable.engine import durable_rules_engine as network

from compliance.errors import EngineError

BOOT: Final = "boot"
MAX_TEXT = 200
MAX_NUMBER = 2**53
RETRIES = 5
NOT_HANDLED, OBSERVED = 1, 2
RESERVED = frozenset({"id", "sid"})

FactRecord = Mapping[str, str | int]
Action = Callable[[str], Iterable[FactRecord]]

_session_numbers = count(1)


class Network:
    """A compiled ruleset. It lives as long as the object; sessions are made and deleted by `run`."""

    def __init__(self, name: str, definition: Mapping[str, Any]) -> None:
        """Compiles `definition` (durable_rules' JSON form, without actions); raises EngineError where it is refused."""
        self._name = name
        self._rules = frozenset(definition)
        rules = {BOOT: {"all": [{"m0": {"kind": BOOT}}]}, **definition}
        try:
            self._handle: int = network.create_ruleset(name, json.dumps(rules))
        except Exception as error:
            raise EngineError(name, f"the rules engine refuses the ruleset: {error}") from error
        weakref.finalize(self, network.delete_ruleset, self._handle)

    def run(self, facts: Iterable[FactRecord], act: Action, limit: int) -> None:
        """Asserts `facts` and runs to rest; `act` is given the name of each rule that fires and returns the facts to assert.

        Raises EngineError where a fact is lost, `act` raises, or more than `limit` rules fire.
        """
        session = _Session(self._name, self._handle)
        try:
            session.boot()
            for fact in facts:
                session.assert_fact(fact)
            self._to_rest(session, act, limit)
        finally:
            session.delete()

    def _to_rest(self, session: "_Session", act: Action, limit: int) -> None:
        rule = session.start()
        fired = 0
        while rule is not None:
            fired += 1
            if fired > limit:
                raise EngineError(self._name, f"more than {limit} rules fired without coming to rest; the last was {rule!r}")
            if rule not in self._rules:
                raise EngineError(self._name, f"the engine fired {rule!r}, which is none of its rules")
            for fact in self._act(act, rule):
                session.assert_fact(fact)
            rule = session.next()

    def _act(self, act: Action, rule: str) -> tuple[FactRecord, ...]:
        try:
            return tuple(act(rule))
        except EngineError:
            raise
        except Exception as error:
            raise EngineError(self._name, f"the action of {rule!r} failed: {type(error).__name__}: {error}") from error


class _Session:
    """The facts of one run."""

    def __init__(self, name: str, handle: int) -> None:
        self._name = name
        self._handle = handle
        self._sid = f"s{next(_session_numbers)}"
        self._ids = (f"f{number}" for number in count())
        self._offset = 0
        self._booted = False

    def boot(self) -> None:
        self.assert_fact({"kind": BOOT})
        if self.start() != BOOT or self.next() is not None:
            raise EngineError(self._name, "the engine did not boot")

    def assert_fact(self, fact: FactRecord) -> None:
        _check(self._name, fact)
        for _ in range(RETRIES):
            record = {"id": next(self._ids), "sid": self._sid, **fact}
            try:
                code, offset = network.assert_fact(self._handle, json.dumps(record))
            except Exception as error:
                raise EngineError(self._name, f"the engine refuses a fact: {error}: {fact}") from error
            if code == 0:
                self._offset = offset
                return
            if code == NOT_HANDLED:
                raise EngineError(self._name, f"no rule reads the fact {fact}")
            if code != OBSERVED:
                raise EngineError(self._name, f"the engine answers {code} to the fact {fact}")
        raise EngineError(self._name, f"the engine takes a new fact for a known one, {RETRIES} times: {fact}")

    def start(self) -> str | None:
        """The first rule on the agenda, now firing."""
        result = network.start_action_for_state(self._handle, self._offset)
        if result is None:
            return None
        self._booted = True
        return _rule_name(result[1])

    def next(self) -> str | None:
        """Completes the rule that is firing; the next one."""
        messages = network.complete_and_start_action(self._handle, self._offset)
        return None if messages is None else _rule_name(messages)

    def delete(self) -> None:
        """Frees the session; one whose boot rule never fired is left, which costs memory where deleting would crash."""
        if self._booted:
            network.delete_state(self._handle, self._sid)


def _rule_name(messages: str) -> str:
    # {"NAME":{...}}: parsing the matched facts as well would cost more than the match.
    return messages[2 : messages.index('"', 2)]


def _check(name: str, fact: FactRecord) -> None:
    """Only flat facts of short texts and whole numbers enter the engine: it reads others wrongly, or crashes."""
    for key, value in fact.items():
        sound = (isinstance(value, str) and len(value) <= MAX_TEXT) or (isinstance(value, int) and abs(value) < MAX_NUMBER)
        if key in RESERVED or not sound:
            problem = f"{key!r} with the value {value!r:.80} must not enter the engine"
            raise EngineError(name, problem, "short texts and whole numbers only")
    if not fact:
        raise EngineError(name, "an empty fact must not enter the engine")
