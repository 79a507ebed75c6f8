"""Reading files: what is accepted, and how everything else is refused."""

import os
from pathlib import Path

import pytest

from compliance.errors import PolicyError
from compliance.ingest import MAX_BYTES, read_policy, read_text

NOTICE = "Privacy notice\n\nWe keep your name for a year.\n"


def refused(path: Path) -> PolicyError:
    with pytest.raises(PolicyError) as caught:
        read_policy(str(path))
    error = caught.value
    assert error.where == str(path)
    assert error.problem
    assert error.remedy
    return error


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "no such file" in refused(tmp_path / "none.txt").problem


def test_a_folder_is_no_policy(tmp_path: Path) -> None:
    assert "folder" in refused(tmp_path).problem


@pytest.mark.parametrize("blank", [b"", b" \n\t\r\n"])
def test_an_empty_file_is_refused(tmp_path: Path, blank: bytes) -> None:
    file = tmp_path / "empty.txt"
    file.write_bytes(blank)
    assert "empty" in refused(file).problem


def test_a_file_of_invisible_characters_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "invisible.txt"
    file.write_text("\ufeff\u200b\n\u00ad", encoding="utf-8")
    assert "no words" in refused(file).problem


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b"PK\x05\x06", "ZIP"),
        (b"{\\rtf1", "RTF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"We keep\0 data", "binary"),
    ],
)
def test_a_binary_file_is_refused_by_its_format(tmp_path: Path, start: bytes, name: str) -> None:
    file = tmp_path / "policy.txt"
    file.write_bytes(start + b"rest")
    problem = refused(file).problem
    assert name in problem
    assert "not supported" in problem


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as handle:
        handle.truncate(MAX_BYTES + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    assert "too large" in refused(file).problem


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root and Windows may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text(NOTICE)
    file.chmod(0)
    assert "permission" in refused(file).problem


def test_a_path_with_a_nul_is_refused() -> None:
    with pytest.raises(PolicyError):
        read_policy("a\0b.txt")


def test_broken_utf16_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "broken.txt"
    file.write_bytes(b"\xff\xfe\x00\xd8\x00\xd8a")
    assert "utf-16" in refused(file).problem


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told(tmp_path: Path, encoding: str) -> None:
    text = "Café Nord’s notice\r\n\r\nWe keep your données for a year – no longer.\r\n"
    file = tmp_path / "policy.txt"
    file.write_bytes(text.encode(encoding))
    document = read_policy(str(file))
    assert document.text.removeprefix("\ufeff") == text
    assert document.title == "Café Nord's notice"


def test_other_alphabets_are_detected(tmp_path: Path) -> None:
    text = "Политика конфиденциальности\n\nМы храним ваши персональные данные один год. " * 5
    file = tmp_path / "policy.txt"
    file.write_bytes(text.encode("cp1251"))
    assert read_policy(str(file)).text == text


def test_a_mark_and_newlines_stay_in_the_text(tmp_path: Path) -> None:
    file = tmp_path / "policy.txt"
    file.write_bytes(b"\xef\xbb\xbfPrivacy\r\n\r\nWe keep data.\r\n")
    document = read_policy(str(file))
    assert document.text == "\ufeffPrivacy\r\n\r\nWe keep data.\r\n"
    assert document.segments[0].span.start == 1
    assert document.quote(document.segments[1].span) == "We keep data."


def test_the_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    file = tmp_path / "policy.md"
    file.write_text(NOTICE, encoding="utf-8")
    assert read_policy(str(file)).sha256 == read_text(NOTICE).sha256


@pytest.mark.parametrize(
    ("name", "form"), [("a.txt", "txt"), ("a.MD", "md"), ("a.htm", "html"), ("a", "html"), ("a.page", "html")]
)
def test_the_format_is_told_by_suffix_else_by_content(tmp_path: Path, name: str, form: str) -> None:
    file = tmp_path / name
    file.write_text("<!DOCTYPE html><p>We keep your data.</p>")
    assert read_policy(str(file)).format == form
