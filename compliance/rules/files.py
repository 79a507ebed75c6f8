"""Finds and reads the files of a rulesets folder, each once."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from compliance.model import RulesetVersion
from compliance.placed import Place
from compliance.rules.problem import Problems

UNVERSIONED = "unversioned"
TOP = ("groups", "instruments", "regimes")
_FOLDER = re.compile(r"[a-z][a-z0-9_-]*", re.ASCII)
_STEM = re.compile(r"[a-z0-9][a-z0-9._-]*", re.ASCII)
_VERSION = re.compile(r"\w[\w.+-]{0,40}", re.ASCII)


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A YAML file: its folder ('' at the top), name without ending, path as shown in messages, and bytes."""

    folder: str
    stem: str
    shown: str
    data: bytes


def shown_name(directory: Path) -> str:
    """How places name `directory`: as the user gave it, or by its last part where it is absolute."""
    return (directory.name or str(directory)) if directory.is_absolute() else directory.as_posix()


def read_files(directory: Path, problems: Problems) -> list[RuleFile]:
    """Every YAML file of `directory` and its folders, sorted by path; unreadable and misplaced ones are problems."""
    shown = shown_name(directory)
    if not directory.is_dir():
        problems.add(Place(shown, 1, 1), "there is no such folder", "rules are read from it", "name a folder such as rulesets/")
        return []
    files: list[RuleFile] = []
    for path in _listed(directory, shown, problems):
        if path.is_dir():
            if _is_pack(path, shown, problems):
                for inner in _listed(path, f"{shown}/{path.name}", problems):
                    _take(inner, path.name, f"{shown}/{path.name}/{inner.name}", files, problems)
        else:
            _take(path, "", f"{shown}/{path.name}", files, problems)
    if not files and not len(problems):
        problems.add(
            Place(shown, 1, 1),
            "the folder holds no rule files",
            "there is nothing to judge by",
            "name a folder such as rulesets/",
        )
    return files


def versions_of(directory: Path, files: list[RuleFile], problems: Problems) -> tuple[RulesetVersion, ...]:
    """Name, version and hash of every folder and of every file at the top; the hash is over sorted file names and their bytes."""
    version = _read_version(directory, problems)
    digests: dict[str, hashlib._Hash] = {}
    for file in files:
        name = file.folder or file.stem
        digest = digests.setdefault(name, hashlib.sha256())
        # Lengths keep name and content apart, so that no two trees share a hash by shifting bytes.
        path = f"{name}/{file.stem}.yaml".encode() if file.folder else f"{file.stem}.yaml".encode()
        digest.update(b"%d %d\n" % (len(path), len(file.data)) + path + file.data)
    return tuple(RulesetVersion(name, version, digests[name].hexdigest()) for name in sorted(digests))


def _listed(directory: Path, shown: str, problems: Problems) -> list[Path]:
    try:
        return sorted(path for path in directory.iterdir() if not path.name.startswith((".", "__")))
    except OSError as error:
        problems.add(
            Place(shown, 1, 1),
            f"the folder cannot be read: {error.strerror}",
            "its rules would be missing",
            "mend its permissions",
        )
        return []


def _is_pack(path: Path, shown: str, problems: Problems) -> bool:
    if _FOLDER.fullmatch(path.name):
        return True
    why = "the folder is the first part of its rules' ids"
    problems.add(
        Place(f"{shown}/{path.name}", 1, 1),
        f"folder name '{path.name}' is not allowed",
        why,
        "use small letters and digits, a letter first",
    )
    return False


def _take(path: Path, folder: str, shown: str, files: list[RuleFile], problems: Problems) -> None:
    place = Place(shown, 1, 1)
    if folder and path.is_dir():
        problems.add(place, "a folder inside a pack", "its rules would not be read", "put the files into the pack itself")
    elif path.suffix in (".yml", ".YAML", ".YML"):
        problems.add(place, f"the name ends in {path.suffix}", "only .yaml files are read", f"rename it to {path.stem}.yaml")
    elif path.suffix == ".yaml":
        if not _STEM.fullmatch(path.stem):
            problems.add(
                place,
                f"file name '{path.name}' is not allowed",
                "it is the name of what it holds",
                "use small letters, digits, '.', '-' and '_'",
            )
            return
        if not folder and path.stem not in TOP:
            top = ", ".join(f"{name}.yaml" for name in TOP)
            problems.add(
                place, "a YAML file outside a pack", f"only {top} stand at the top", "move it into a folder such as gdpr/"
            )
            return
        try:
            files.append(RuleFile(folder, path.stem, shown, path.read_bytes()))
        except OSError as error:
            problems.add(place, f"cannot be read: {error.strerror}", "its rules would be missing", "mend its permissions")


def _read_version(directory: Path, problems: Problems) -> str:
    path = directory / "VERSION"
    if not path.is_file():
        return UNVERSIONED
    try:
        text = path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        text = ""
    if _VERSION.fullmatch(text):
        return text
    problems.add(
        Place(f"{shown_name(directory)}/VERSION", 1, 1),
        "VERSION holds no version",
        "reports cite it",
        "write one line such as 2026.11",
    )
    return UNVERSIONED
