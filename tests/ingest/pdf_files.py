"""PDF files for the tests: printed by WeasyPrint, or written object by object where they must be odd."""

import zlib
from functools import cache

import weasyprint

from compliance.model import PolicyDocument

LONG = (
    "We keep your name and your address for seven years after the end of the contract, because the tax law demands that of us. "
)


@cache
def printed(html: str, style: str = "") -> bytes:
    """`html` as a PDF of A5 pages."""
    page = "<style>@page { size: A5; margin: 2cm } body { font: 10pt serif } h1 { font-size: 18pt } h2 { font-size: 13pt }"
    content = weasyprint.HTML(string=f"{page} {style}</style>{html}").write_pdf()
    assert isinstance(content, bytes)
    return content


def written(
    *contents: bytes, resources: bytes = b"<</Font <</F1 4 0 R>>>>", more: tuple[bytes, ...] = (), trailer: bytes = b""
) -> bytes:
    """A PDF of one page for each of `contents`; object 4 is a Type 1 font, `more` are the objects from 5 on."""
    first = 5 + len(more)
    pages = range(first, first + 2 * len(contents), 2)
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    objects = [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 600 800]>>" % (kids, len(contents)),
        b"null",
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>",
        *more,
    ]
    for page, content in zip(pages, contents, strict=True):
        objects.append(b"<</Type /Page /Parent 2 0 R /Resources %s /Contents %d 0 R>>" % (resources, page + 1))
        objects.append(stream(content))
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object, compressed."""
    packed = zlib.compress(content, 9)
    return b"<<%s /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (entries, len(packed), packed)


def lines(*texts: str, top: int = 700, left: int = 72, size: int = 10) -> bytes:
    """The content of a page that shows `texts` one below the other, 14 points apart."""
    shown = "".join(f"1 0 0 1 {left} {top - 14 * i} Tm ({text}) Tj\n" for i, text in enumerate(texts))
    return f"BT /F1 {size} Tf\n{shown}ET\n".encode("cp1252")


def words_of(document: PolicyDocument) -> list[str]:
    """What the segments say, in order."""
    return [part.words for part in document.segments]
