"""Bytes of a policy file -> text. Everything that cannot be a text is refused with the reason."""

import re
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from charset_normalizer import from_bytes

from compliance.errors import PolicyError

MAX_BYTES = 20_000_000
"""Larger files are refused before they are read: the longest policies have less than a hundredth of this."""

_SAMPLE = 64_000
_SAVE_AS = "save the policy as .txt, .md, .html, .pdf or .docx and give that file"
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an Office document of the old kind, or one with a password"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"RIFF", "a RIFF media file"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.IGNORECASE)
_WESTERN = re.compile(
    "[\t\n\r\f\x20-\x7e\xa0\u20ac\u2018-\u201e\u2026\u2022\u2013\u2014\u2122\u2039\u203a\xa3\xa5\xa7\xa9\xab\xae\xb0\xb4\xb7\xbb\xbf\xa1"
    "\xc0-\xcf\xd1-\xd6\xd8-\xdd\xdf-\xef\xf1-\xf6\xf8-\xfd\xff\u0152\u0153\u0160\u0161\u017d\u017e]*+"
)


def read_bytes(path: str) -> bytes:
    """The bytes of the file at `path`. Raises PolicyError where it is missing, no file, unreadable, too large or empty."""
    file = Path(path)
    try:
        status = file.stat()
        if S_ISDIR(status.st_mode):
            raise PolicyError(path, "this is a folder, not a policy", "name the policy files in it, one by one")
        if not S_ISREG(status.st_mode):
            raise PolicyError(path, "this is no regular file", _SAVE_AS)
        if status.st_size > MAX_BYTES:
            size = f"{status.st_size / 1e6:.1f} MB; a policy may have {MAX_BYTES / 1e6:.0f} MB"
            raise PolicyError(path, f"the file is too large ({size})", "give the policy's text only")
        data = file.read_bytes()
    except FileNotFoundError as error:
        raise PolicyError(path, "there is no such file", "check the path and its spelling") from error
    except PermissionError as error:
        raise PolicyError(path, "no permission to read the file", "grant read permission on it") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PolicyError(path, f"the file cannot be read: {reason}", "check the path and the disk") from error
    if not data.strip():
        raise PolicyError(path, "the file is empty", "give a file that holds the policy's text")
    return data


def container_of(data: bytes, path: str) -> str:
    """'pdf' or 'docx' where the bytes are those of such a file, else ''. A kilobyte of other bytes may stand before a PDF.

    Raises PolicyError where the name of the file says PDF or DOCX and the bytes do not.
    """
    suffix = Path(path).suffix.lower()
    if data.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in data[:1_024]):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if suffix in (".pdf", ".docx") and not any(data.startswith(magic) for magic, _ in _MAGIC):
        problem = f"the file's name says {suffix[1:].upper()}, but it is none: it is broken or of another format"
        raise PolicyError(path, problem, "get an undamaged copy, or give it the suffix of its format")
    return ""


def decode(data: bytes, path: str) -> tuple[str, str]:
    """The text of `data` and the encoding it is in: UTF-8, what a byte-order mark or an HTML head says, else detected.

    Newlines are untranslated and a byte-order mark stays as one character. Raises PolicyError for anything that is no text.
    """
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise PolicyError(path, f"this is {name}; that format is not supported", _SAVE_AS)
    marked = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)
    if marked is None and b"\0" in data:
        raise PolicyError(path, "this is a binary file, not a text; that format is not supported", _SAVE_AS)
    candidates = [marked] if marked else ["utf-8", *_declared(data), *_western(data)]
    for encoding in candidates:
        try:
            return data.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    return _detected(data, path, marked)


def _declared(data: bytes) -> list[str]:
    match = _META_CHARSET.search(data[:4_096])
    return [match[1].decode("ascii").lower()] if match else []


def _western(data: bytes) -> list[str]:
    """Windows-1252, if the bytes read as Western text in it: it is by far the commonest after UTF-8."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return []
    rare = sum(byte > 0xBF for byte in data[:_SAMPLE]) * 5 > len(data[:_SAMPLE])
    return [] if rare or not _WESTERN.fullmatch(text) else ["cp1252"]


def _detected(data: bytes, path: str, marked: str | None) -> tuple[str, str]:
    best = None if marked else from_bytes(data[:_SAMPLE]).best()
    if best is not None:
        try:
            return data.decode(best.encoding), best.encoding
        except (UnicodeDecodeError, LookupError):
            pass
    problem = f"the text is not valid {marked}" if marked else "the text's encoding cannot be told"
    raise PolicyError(path, problem, "save the file as UTF-8")
