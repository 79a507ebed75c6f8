"""A loaded ruleset is kept for the next run, and the copy is used only where it is surely the same and surely the user's own."""

import os
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from compliance.rules import load_rulesets, loader
from compliance.ruleset import Ruleset

SETTLED = 10  # seconds ago


@pytest.fixture(autouse=True)
def _settled(rulesets: Path) -> None:
    """Kept copies count only where the files were at rest."""
    _age(rulesets)


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """The folders that were really read."""
    seen: list[Path] = []
    real = loader._load

    def counted(directory: Path) -> object:
        seen.append(directory)
        return real(directory)

    monkeypatch.setattr(loader, "_load", counted)
    return seen


def _cache() -> Path:
    return Path(os.environ["XDG_CACHE_HOME"]) / "compliance"


def _kept() -> list[Path]:
    return sorted(_cache().glob("*")) if _cache().exists() else []


def _age(rulesets: Path) -> None:
    for path in rulesets.rglob("*"):
        os.utime(path, (1_500_000_000, 1_500_000_000))


def _touch_kept() -> None:
    """As if the copy had been kept well after the last edit (a test cannot set a file's ctime back)."""
    for path in _kept():
        state = path.stat()
        os.utime(path, (state.st_atime + SETTLED, state.st_mtime + SETTLED))


def test_the_second_load_reads_the_copy_and_gives_the_same(rulesets: Path, loads: list[Path]) -> None:
    first = load_rulesets(rulesets)
    _touch_kept()
    assert load_rulesets(rulesets) == first
    assert len(loads) == 1


def test_the_copy_is_private(rulesets: Path) -> None:
    load_rulesets(rulesets)
    assert [_cache().stat().st_mode & 0o777, *(path.stat().st_mode & 0o777 for path in _kept())] == [0o700, 0o600]


def test_an_edit_is_seen(rulesets: Path, loads: list[Path]) -> None:
    load_rulesets(rulesets)
    _touch_kept()
    path = rulesets / "gdpr/13.retention.yaml"
    path.write_text(path.read_text().replace("State a period.", "Name a period."))
    assert load_rulesets(rulesets).rules["gdpr.13.retention"].remedy == "Name a period."


def test_an_edit_of_equal_size_and_restored_time_is_seen(rulesets: Path) -> None:
    load_rulesets(rulesets)
    _touch_kept()
    path = rulesets / "gdpr/13.retention.yaml"
    path.write_text(path.read_text().replace("State a period.", "Write a period."))
    _age(rulesets)
    assert load_rulesets(rulesets).rules["gdpr.13.retention"].remedy == "Write a period."


def test_a_copy_kept_right_after_an_edit_is_not_trusted(rulesets: Path, loads: list[Path]) -> None:
    load_rulesets(rulesets)
    load_rulesets(rulesets)
    assert len(loads) == 2


def test_no_cache_by_the_environment(rulesets: Path, loads: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPLIANCE_NO_CACHE", "1")
    load_rulesets(rulesets)
    assert _kept() == []


@pytest.mark.parametrize("content", [b"", b"no pickle", pickle.dumps({"a": 1}), pickle.dumps(Ruleset({}, {}, {}, ()))[:-3]])
def test_a_broken_copy_is_read_over_and_replaced(rulesets: Path, loads: list[Path], content: bytes) -> None:
    sound = load_rulesets(rulesets)
    (copy,) = _kept()
    copy.write_bytes(content)
    _touch_kept()
    assert load_rulesets(rulesets) == sound
    _touch_kept()
    assert load_rulesets(rulesets) == sound
    assert len(loads) == 2


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_copy_that_others_can_write_is_not_read(rulesets: Path, loads: list[Path], what: str) -> None:
    load_rulesets(rulesets)
    _touch_kept()
    (_kept()[0] if what == "file" else _cache()).chmod(0o777)
    load_rulesets(rulesets)
    assert len(loads) == 2


def test_a_cache_folder_that_cannot_be_made_is_no_error(rulesets: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert load_rulesets(rulesets).rules


def test_old_copies_are_forgotten(rulesets: Path) -> None:
    for number in range(12):
        (rulesets / "VERSION").write_text(f"2026.{number}\n")
        load_rulesets(rulesets)
    assert len(_kept()) == 8


def test_a_broken_ruleset_is_not_kept(rulesets: Path) -> None:
    (rulesets / "gdpr/13.retention.yaml").write_text("title: x\n")
    with pytest.raises(Exception, match="more"):
        load_rulesets(rulesets)
    assert _kept() == []
