"""Renders reports and writes them: whole or not at all."""

import hashlib
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from compliance.errors import ReportError

if TYPE_CHECKING:
    from compliance.model import Assessment

FORMATS = ("pdf", "html", "json", "text")
TO_STDOUT = ("text",)
_SUFFIXES = {"text": "txt"}


def render(name: str, assessment: "Assessment") -> bytes:
    """The report in format `name`, as the bytes of a file."""
    if name == "json":
        from compliance.report.json_report import to_json

        return to_json(assessment).encode()
    if name == "text":
        from compliance.report.text_report import to_text

        return to_text(assessment, colour=False, width=100).encode()
    if name == "html":
        from compliance.report.html_report import to_html

        return to_html(assessment).encode()
    from compliance.report.pdf_report import to_pdf

    return to_pdf(assessment)


def print_report(assessment: "Assessment") -> None:
    """The text report on standard output, in colour where a terminal shows it."""
    from compliance.report.text_report import to_text

    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    width = min(shutil.get_terminal_size((100, 24)).columns, 120)
    typer.echo(to_text(assessment, colour=colour, width=width), color=colour)


class Destination:
    """A folder for reports. Files are named after the policy; a second policy of the same stem gets a short hash of its path."""

    def __init__(self, folder: Path) -> None:
        """Make the folder if it is missing; raises ReportError where that is not possible."""
        self._folder = folder
        self._owners: dict[str, str] = {}
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ReportError(
                str(folder), f"the output folder cannot be made: {error.strerror}", "give another --output"
            ) from error

    def write(self, policy: str, format_: str, content: bytes) -> Path:
        """Write a report under its final name in one step; raises ReportError where the disk refuses."""
        path = self._folder / f"{self._stem(policy)}.{_SUFFIXES.get(format_, format_)}"
        temporary = ""
        try:
            with tempfile.NamedTemporaryFile(dir=self._folder, prefix=".", suffix=".part", delete=False) as file:
                temporary = file.name
                file.write(content)
            Path(temporary).chmod(0o666 & ~_umask())
            Path(temporary).replace(path)
        except OSError as error:
            if temporary:
                Path(temporary).unlink(missing_ok=True)
            raise ReportError(
                str(path), f"the report cannot be written: {error.strerror}", "check the folder's rights and free space"
            ) from error
        return path

    def _stem(self, policy: str) -> str:
        stem = Path(policy).stem
        owner = self._owners.setdefault(stem.lower(), policy)
        return stem if owner == policy else f"{stem}-{hashlib.sha256(policy.encode()).hexdigest()[:8]}"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
