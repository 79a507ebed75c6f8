"""Keeps what was made from a folder of rulesets between runs, in the user's own cache folder; ignored wherever it is in doubt.

The file is a pickle, which runs code when read: so it is read only from a folder and a file that belong to the user and that
no one else can write to.
"""

import hashlib
import os
import pickle
import stat
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from compliance import __version__

Kept = TypeVar("Kept")
OFF = "COMPLIANCE_NO_CACHE"
_SETTLED = 2_000_000_000  # nanoseconds
_KEPT = 8  # files; each is a ruleset folder or an edit of one


@dataclass(frozen=True, slots=True)
class Key:
    """What a kept ruleset was made from: a hash, and the newest time among its files in nanoseconds."""

    digest: str
    newest: int


def cache_key(directory: Path, shown: str) -> Key | None:
    """The key over names, sizes and times of all files, the tool and Python; None where there can be no cache."""
    if os.environ.get(OFF) == "1" or not hasattr(os, "getuid"):
        return None
    newest = 0
    try:
        made_by = f"{__version__}\n{sys.version}\n{_code_state()}\n{directory.resolve()}\n{shown}\n"
        seen = hashlib.sha256(made_by.encode("utf-8", "surrogateescape"))
        for path, state in sorted(_states(str(directory))):
            # ctime too: an edit that keeps the size and sets the old mtime back still moves it.
            newest = max(newest, state.st_mtime_ns, state.st_ctime_ns)
            line = f"{path}\0{state.st_mode}\0{state.st_size}\0{state.st_mtime_ns}\0{state.st_ctime_ns}\n"
            seen.update(line.encode("utf-8", "surrogateescape"))
    except OSError:
        return None
    return Key(seen.hexdigest(), newest)


def _states(directory: str) -> Iterator[tuple[str, os.stat_result]]:
    # scandir rather than Path.rglob: every command waits for this.
    with os.scandir(directory) as entries:
        for entry in entries:
            yield entry.path, entry.stat()
            if entry.is_dir(follow_symlinks=False):
                yield from _states(entry.path)


def read_cache(key: Key, kind: type[Kept]) -> Kept | None:
    """The `kind` kept under `key`; None where there is none, or none that can be trusted and understood."""
    try:
        folder = _folder()
        if not _own(folder.lstat(), stat.S_IFDIR):
            return None
        with _path(folder, key, kind).open("rb") as file:
            state = os.fstat(file.fileno())
            # A file edited twice within one tick of the clock keeps its times; so distrust what was kept right after an edit.
            if not _own(state, stat.S_IFREG) or state.st_mtime_ns - key.newest < _SETTLED:
                return None
            found = pickle.load(file)
    except Exception:  # a pickle that is cut short or of other code may raise anything
        return None
    return found if isinstance(found, kind) else None


def write_cache(key: Key, made: object) -> None:
    """Keeps `made` under `key` and its class, whole or not at all; says nothing where that is not possible."""
    temporary = ""
    try:
        folder = _folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _own(folder.lstat(), stat.S_IFDIR):
            return
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".rules-", delete=False) as file:
            temporary = file.name
            pickle.dump(made, file, protocol=pickle.HIGHEST_PROTOCOL)
        Path(temporary).replace(_path(folder, key, type(made)))
        _forget_oldest(folder, type(made))
    except (OSError, RuntimeError, pickle.PicklingError):
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _folder() -> Path:
    """The user's cache folder; raises RuntimeError where the user has no home."""
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    # The XDG specification: a path that is not absolute is invalid and to be ignored.
    return (base if base.is_absolute() else Path.home() / ".cache") / "compliance"


def _path(folder: Path, key: Key, kind: type) -> Path:
    return folder / f"{kind.__name__.lower()}-{key.digest}.pickle"


def _own(state: os.stat_result, kind: int) -> bool:
    """Whether it is of this kind, belongs to the user, and nobody else can write to it."""
    others = stat.S_IWGRP | stat.S_IWOTH
    return stat.S_IFMT(state.st_mode) == kind and state.st_uid == os.getuid() and not state.st_mode & others


def _code_state() -> str:
    """Sizes and times of the code that makes and holds what is kept, so that a changed checkout does not read old pickles."""
    here = Path(__file__).resolve().parent
    sources = [path for folder in (".", "rules", "extraction", "engine") for path in sorted((here / folder).glob("*.py"))]
    return "".join(f"{state.st_size}:{state.st_mtime_ns};" for source in sources if (state := source.stat()))


def _forget_oldest(folder: Path, kind: type) -> None:
    kept = sorted(folder.glob(f"{kind.__name__.lower()}-*.pickle"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in kept[_KEPT:]:
        path.unlink(missing_ok=True)
