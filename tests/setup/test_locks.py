"""The lock files: they hold what pyproject.toml asks for, hashed, from nowhere in particular, for every Python we support."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ASKED = {
    "build": [*PROJECT["build-system"]["requires"], *PROJECT["dependency-groups"]["build"]],
    "run": PROJECT["project"]["dependencies"],
    "dev": [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]],
}


def locked(name: str) -> list[tuple[Requirement, int]]:
    """The requirements of a lock file, each with the number of its hashes."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.findall(r"^(\S.*?)((?: \\\n +--hash=sha256:[0-9a-f]{64})*)$", re.sub(r"^ *#.*\n", "", text, flags=re.M), re.M)
    return [(Requirement(requirement), hashes.count("sha256:")) for requirement, hashes in entries]


def versions(name: str) -> dict[str, str]:
    return {canonicalize_name(entry.name): str(entry.specifier) for entry, _ in locked(name)}


@pytest.mark.parametrize("name", ASKED)
def test_a_lock_has_every_asked_package_in_an_admitted_version(name: str) -> None:
    pinned = versions(name)

    for asked in map(Requirement, ASKED[name]):
        version = pinned[canonicalize_name(asked.name)].removeprefix("==")
        assert asked.specifier.contains(version), f"{asked} is locked to {version}; run ./dev lock"


@pytest.mark.parametrize("name", ASKED)
def test_every_entry_is_one_version_with_its_hashes(name: str) -> None:
    entries = locked(name)

    assert entries
    for entry, hashes in entries:
        assert re.fullmatch(r"==[^,*]+", str(entry.specifier)), entry
        assert hashes > 0, entry


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_no_package_is_locked_twice_for_one_python(name: str, python: str) -> None:
    here = {"python_version": python, "python_full_version": f"{python}.0"}
    names = [entry.name for entry, _ in locked(name) if entry.marker is None or Marker(str(entry.marker)).evaluate(here)]

    assert len(names) == len(set(names))


def test_the_locks_agree_with_each_other() -> None:
    run, dev, build = versions("run"), versions("dev"), versions("build")

    assert run.items() <= dev.items()
    assert {name: build[name] for name in build.keys() & dev.keys()} == {name: dev[name] for name in build.keys() & dev.keys()}


def test_the_engine_has_one_hash_for_it_comes_as_source_only() -> None:
    assert [hashes for entry, hashes in locked("run") if entry.name == "durable-rules"] == [1]


@pytest.mark.parametrize("name", ASKED)
def test_a_lock_names_no_index(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")

    assert "://" not in text
    assert not re.search(r"^-", text, re.M)


@pytest.mark.parametrize("asked", [Requirement(text) for text in ASKED["run"]], ids=lambda asked: asked.name)
def test_a_dependency_is_bounded_on_both_sides_and_has_its_decision_record(asked: Requirement) -> None:
    operators = {specifier.operator for specifier in asked.specifier}
    assert operators in ({"=="}, {">=", "<"})

    records = [path.read_text(encoding="utf-8").lower() for path in (ROOT / "docs" / "decisions").glob("*.md")]
    assert any(f"`{asked.name}`" in record for record in records), f"docs/decisions/ does not say why {asked.name} was taken"
