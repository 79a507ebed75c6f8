"""PDF -> the text of its pages. pypdf takes the file apart; the limits here and its own bound what a hostile file can cost.

Nothing is fetched, and nothing in the file is run: only the operators that show text are read.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError

from compliance.errors import PolicyError
from compliance.ingest.extract import Extract
from compliance.ingest.pdf_lines import Budget, Line, page_lines
from compliance.ingest.pdf_text import to_extract

MAX_PAGES = 500
"""The longest policies have a tenth of this."""

_STREAM = 20_000_000
_LIMITS: dict[str, Any] = {
    "maximum_declared_stream_length": _STREAM,
    "array_based_stream_maximum_output_length": _STREAM,
    "lzw_maximum_output_length": _STREAM,
    "run_length_maximum_output_length": _STREAM,
    "zlib_maximum_output_length": _STREAM,
    "brotli_maximum_output_length": _STREAM,
    "stream_decoding_work_maximum_length": 3 * _STREAM,
    "stream_parsing_work_maximum_count": 150_000,
    "page_tree_maximum_entries": 20 * MAX_PAGES,
    "page_tree_maximum_page_entries": 400 * MAX_PAGES,
    "xform_maximum_invocations_per_extraction": 2_000,
}
_OTHER = "save the policy as .txt, .md, .html or .docx and give that file"
_UNDECODED = 0.2
_LOSSES = ("Impossible to decode", "Exceeded", "Page contents are not", "Page resources are not", "Font resources are not")
"""How pypdf's warnings begin where it goes on without some of the words; silence about them would look like a gap."""


def pdf_text(data: bytes, path: str) -> Extract:
    """The text of the PDF file `data`; `places` are its pages.

    Raises PolicyError where the file is encrypted, broken, beyond the limits, or shows pictures of text instead of text.
    """
    with _library_errors(path) as lost, apply_configuration(**_LIMITS):
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise _encrypted(path)
        pages = list(_pages(reader, path))
        budget = Budget()
        lines = [page_lines(page, number, budget) for number, page in enumerate(pages, start=1)]
        pictures = [not shown and _shows_picture(page) for page, shown in zip(pages, lines, strict=True)]
    if lost:
        raise PolicyError(path, f"a part of the PDF cannot be read: {lost[0]}", f"print it to a new PDF, or {_OTHER}")
    _check_text(lines, pictures, path)
    return to_extract(lines)


def _pages(reader: PdfReader, path: str) -> Iterator[PageObject]:
    count = len(reader.pages)
    declared = reader.root_object["/Pages"].get_object().get("/Count")  # type: ignore[union-attr]
    if count == 0 or (isinstance(declared, int) and declared > count):
        raise PolicyError(path, f"the PDF is broken: {count} of its pages are left", "get an undamaged copy of the file")
    if count > MAX_PAGES:
        raise PolicyError(path, f"the PDF has {count} pages; a policy may have {MAX_PAGES}", "give the policy's pages only")
    yield from reader.pages


@contextmanager
def _library_errors(path: str) -> Iterator[list[str]]:
    """Turn what pypdf raises into PolicyErrors; the list fills with parts that pypdf skips with only a warning."""
    warnings = _Skipped()
    logger = logging.getLogger("pypdf")
    logger.addHandler(warnings)
    try:
        yield warnings.lost
    except PolicyError as error:
        raise PolicyError(path, error.problem, error.remedy) from error
    except (LimitReachedError, RecursionError, MemoryError) as error:
        problem = "the PDF is larger or more deeply nested inside than a policy can be"
        raise PolicyError(path, problem, f"print it to a new PDF, or {_OTHER}") from error
    except DependencyError as error:
        raise _encrypted(path) from error
    # A damaged file can make pypdf raise almost anything: KeyError, ValueError, AttributeError and its own errors.
    except Exception as error:
        reason = str(error).split("\n")[0][:200] or type(error).__name__
        raise PolicyError(path, f"the PDF is broken: {reason}", f"get an undamaged copy, or {_OTHER}") from error
    finally:
        logger.removeHandler(warnings)


class _Skipped(logging.Handler):
    """Keeps pypdf's warnings off the terminal, and remembers those that say that words were skipped."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lost: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Remember a warning about words that could not be read."""
        if str(record.msg).startswith(_LOSSES):
            self.lost.append(record.getMessage()[:200])


def _encrypted(path: str) -> PolicyError:
    return PolicyError(
        path,
        "the PDF is encrypted (with a password for opening it, or only against copying)",
        "open it, save or print it as a PDF without protection, and give that file",
    )


def _shows_picture(page: PageObject) -> bool:
    """Whether the page's resources hold an image, itself or in a form of it."""
    resources: list[tuple[Any, int]] = [(page.get("/Resources"), 0)]
    while resources:
        found, depth = resources.pop()
        found = found.get_object() if found is not None else {}
        objects = found.get("/XObject") if hasattr(found, "get") else None
        for entry in list(objects.get_object().values())[:100] if objects is not None else []:
            item = entry.get_object()
            if item.get("/Subtype") == "/Image":
                return True
            if depth < 3:
                resources.append((item.get("/Resources"), depth + 1))
    return False


def _check_text(pages: list[list[Line]], pictures: list[bool], path: str) -> None:
    """Refuse a PDF whose words are pictures, are missing, or have no known letters."""
    scanned = sum(pictures)
    if scanned and scanned >= sum(map(bool, pages)):
        shows = "shows" if scanned == 1 else "show"
        problem = f"{scanned} of the PDF's {len(pages)} pages {shows} a picture and hold no text: it seems to be scanned"
        raise PolicyError(path, problem, f"run text recognition (OCR) on it and check the words, or {_OTHER}")
    letters = "".join(line.text for page in pages for line in page)
    if not letters:
        raise PolicyError(path, "the PDF holds no text", _OTHER)
    unknown = sum(char == "\ufffd" or not (char.isprintable() or char.isspace() or char == "\xad") for char in letters)
    if unknown > len(letters) * _UNDECODED:
        problem = "the PDF does not say which letters its fonts show, so that its text cannot be read"
        raise PolicyError(path, problem, f"run text recognition (OCR) on it and check the words, or {_OTHER}")
