"""PDF files that hold no readable text, are broken, or were made to do harm: refused with the reason, soon."""

import io
import logging
from pathlib import Path
from time import perf_counter

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.errors import PolicyError
from compliance.ingest import pdf, pdf_lines, read_policy

from .pdf_files import LONG, lines, printed, stream, written

IMAGE = stream(b"\0", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8")


def refused(tmp_path: Path, content: bytes) -> PolicyError:
    file = tmp_path / "policy.pdf"
    file.write_bytes(content)
    begun = perf_counter()
    with pytest.raises(PolicyError) as caught:
        read_policy(str(file))
    assert perf_counter() - begun < 20
    assert caught.value.where == str(file)
    assert caught.value.problem
    assert caught.value.remedy
    return caught.value


def test_a_scanned_one_is_sent_to_text_recognition(tmp_path: Path) -> None:
    shown = b"q 600 0 0 800 0 0 cm /Im Do Q"
    error = refused(tmp_path, written(shown, shown, resources=b"<</XObject <</Im 5 0 R>>>>", more=(IMAGE,)))
    assert "2 of the PDF's 2 pages show a picture" in error.problem
    assert "scanned" in error.problem
    assert "OCR" in error.remedy


def test_a_scanned_page_is_seen_inside_a_form_too(tmp_path: Path) -> None:
    form = stream(b"/Im Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</Im 5 0 R>>>>")
    error = refused(tmp_path, written(b"/Fm Do", resources=b"<</XObject <</Fm 6 0 R>>>>", more=(IMAGE, form)))
    assert "scanned" in error.problem


def test_one_picture_page_among_pages_of_text_is_a_cover(tmp_path: Path) -> None:
    resources = b"<</Font <</F1 4 0 R>> /XObject <</Im 5 0 R>>>>"
    file = tmp_path / "policy.pdf"
    file.write_bytes(written(b"/Im Do", lines("We keep your name."), lines("We sell none."), resources=resources, more=(IMAGE,)))
    assert len(read_policy(str(file)).segments) == 2


def test_one_without_any_text_says_so(tmp_path: Path) -> None:
    assert "holds no text" in refused(tmp_path, written(b"0 0 m 10 10 l S")).problem


def test_one_whose_letters_are_unknown_says_so(tmp_path: Path) -> None:
    content = b"BT /F1 10 Tf 72 700 Td (\\001\\002\\003\\004\\005\\006\\007 \\016\\017\\020) Tj ET"
    assert "which letters" in refused(tmp_path, written(content)).problem


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_one_is_named(tmp_path: Path, password: str) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(printed(f"<p>{LONG}</p>")))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    error = refused(tmp_path, out.getvalue())
    assert "encrypted" in error.problem
    assert "without protection" in error.remedy


def test_one_encrypted_in_a_way_that_is_not_known_is_named_too(tmp_path: Path) -> None:
    handler = b"<</Filter /Standard /V 5 /R 6 /Length 256 /P -4 /O (%s) /U (%s) /OE (%s) /UE (%s) /Perms (%s)>>" % (
        b"o" * 48,
        b"u" * 48,
        b"o" * 32,
        b"u" * 32,
        b"p" * 16,
    )
    content = written(lines("We keep your name."), more=(handler,), trailer=b"/Encrypt 5 0 R /ID [(a) (b)]")
    assert "encrypted" in refused(tmp_path, content).problem


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.98])
def test_a_cut_one_is_broken(tmp_path: Path, share: float) -> None:
    whole = printed("".join(f"<p style='break-before: page'>{LONG * 3}</p>" for _ in range(4)))
    assert "broken" in refused(tmp_path, whole[: int(len(whole) * share)]).problem


def test_one_with_lost_pages_is_broken(tmp_path: Path) -> None:
    content = written(lines("We keep your name.")).replace(b"/Count 1", b"/Count 7")
    assert "1 of its pages are left" in refused(tmp_path, content).problem


@pytest.mark.parametrize("name", ["policy.pdf", "policy.docx"])
def test_a_name_that_does_not_fit_the_bytes_is_an_error(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("We keep your name for a year.")
    with pytest.raises(PolicyError, match="but it is none"):
        read_policy(str(file))


def test_too_many_pages_are_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "page_lines", lambda *_: pytest.fail("a page was read"))
    error = refused(tmp_path, written(*[b""] * (pdf.MAX_PAGES + 1)))
    assert f"{pdf.MAX_PAGES + 1} pages" in error.problem


def test_a_page_tree_that_holds_itself_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, written(b"").replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"))


def test_a_page_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, written(b" " * 60_000_000))


def test_a_page_that_unpacks_to_far_more_in_a_form_is_refused_and_not_skipped(tmp_path: Path) -> None:
    form = stream(b" " * 60_000_000, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</Font <</F1 4 0 R>>>>")
    resources = b"<</Font <</F1 4 0 R>> /XObject <</Fm 5 0 R>>>>"
    error = refused(tmp_path, written(lines("We keep your name.") + b"/Fm Do", resources=resources, more=(form,)))
    assert "cannot be read" in error.problem


@pytest.mark.parametrize("operators", [b"q Q ", b"(a) Tj ", b"1 "])
def test_a_page_with_millions_of_operators_is_refused(tmp_path: Path, operators: bytes) -> None:
    refused(tmp_path, written(b"BT /F1 10 Tf " + operators * 600_000))


def test_work_is_counted_over_all_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "Budget", lambda: pdf_lines.Budget(operations=50))
    assert "too long" in refused(tmp_path, written(*[lines(*["We keep your name."] * 5)] * 10)).problem


def test_forms_that_multiply_are_refused(tmp_path: Path) -> None:
    more = []
    for number in range(5, 13):
        inner = b"/Fm Do " * 10 if number < 12 else lines("We keep your name.")
        uses = b"/XObject <</Fm %d 0 R>>" % (number + 1) if number < 12 else b""
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</Font <</F1 4 0 R>> %s>>" % uses
        more.append(stream(inner, entries))
    refused(tmp_path, written(b"/Fm Do", resources=b"<</XObject <</Fm 5 0 R>>>>", more=tuple(more)))


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, written(b"BT /F1 10 Tf " + b"[" * 100_000 + b"(a)" + b"]" * 100_000 + b" TJ ET"))


def test_nothing_is_printed_about_a_damaged_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    refused(tmp_path, b"%PDF-1.4\n" + b"1 0 obj <<" * 50)
    assert capfd.readouterr() == ("", "")
    assert not logging.getLogger("pypdf").handlers


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(tmp_path: Path, data: st.DataObject) -> None:
    whole = written(lines("We keep your name for a year.", "We sell none of it."), lines("Write to us."))
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    file = tmp_path / "damaged.pdf"
    file.write_bytes(b"%PDF-1.7\n" + content[9:])
    try:
        assert read_policy(str(file)).segments
    except PolicyError as error:
        assert error.problem
