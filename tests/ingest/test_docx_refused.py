"""Archives that are no Word document, are broken, or were made to do harm: refused with the reason, soon and in little memory."""

import io
from pathlib import Path
from time import perf_counter
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.errors import PolicyError
from compliance.ingest import docx as reader
from compliance.ingest import read_policy

from .docx_files import RELATIONS, package, paragraph

GOOD = paragraph("We keep your name for a year.")


def refused(tmp_path: Path, content: bytes) -> PolicyError:
    file = tmp_path / "policy.docx"
    file.write_bytes(content)
    begun = perf_counter()
    with pytest.raises(PolicyError) as caught:
        read_policy(str(file))
    assert perf_counter() - begun < 10
    assert caught.value.where == str(file)
    assert caught.value.problem
    assert caught.value.remedy
    return caught.value


def archive(**parts: str | bytes) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def test_another_archive_is_named(tmp_path: Path) -> None:
    assert "no Word document" in refused(tmp_path, archive(a="We keep your name.")).problem


def test_a_workbook_is_no_word_document(tmp_path: Path) -> None:
    workbook = package("", parts={"word/document.xml": "<workbook><sheet/></workbook>"})
    assert "no Word document" in refused(tmp_path, workbook).problem


def test_one_without_words_says_so(tmp_path: Path) -> None:
    assert "no words" in refused(tmp_path, package("<w:p/>")).problem


def test_an_old_or_encrypted_one_is_named(tmp_path: Path) -> None:
    error = refused(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert "old kind, or one with a password" in error.problem
    assert ".docx" in error.remedy


def test_an_archive_with_a_password_is_named(tmp_path: Path) -> None:
    content = bytearray(package(GOOD))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = content.find(mark)
        while position >= 0:
            content[position + at] |= 1
            position = content.find(mark, position + 4)
    assert "encrypted" in refused(tmp_path, bytes(content)).problem


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_one_is_broken(tmp_path: Path, share: float) -> None:
    whole = package(GOOD * 200)
    assert "broken" in refused(tmp_path, whole[: int(len(whole) * share)]).problem


def test_broken_xml_is_named(tmp_path: Path) -> None:
    assert "broken" in refused(tmp_path, package("<w:p>")).problem


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_its_own_are_refused_unread(tmp_path: Path, encoding: str) -> None:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "ha"}">' for i in range(20))
    source = f'<!DOCTYPE d [{entities}]><w:document xmlns:w="x"><w:body>{paragraph("&e19;")}</w:body></w:document>'
    assert "entities" in refused(tmp_path, package("", parts={"word/document.xml": source.encode(encoding)})).problem


def test_an_outside_entity_is_refused(tmp_path: Path) -> None:
    before = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    assert "entities" in refused(tmp_path, package(paragraph("&x;"), before=before)).problem


def test_a_part_outside_the_archive_is_not_fetched(tmp_path: Path) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{RELATIONS}/header" Target="file:///etc/hostname" TargetMode="External"/>'
        f'<Relationship Id="b" Type="{RELATIONS}/footer" Target="../../../../etc/hostname"/></Relationships>'
    )
    file = tmp_path / "policy.docx"
    file.write_bytes(package(GOOD, parts={"word/_rels/document.xml.rels": relations}))
    assert len(read_policy(str(file)).segments) == 1


def test_a_part_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    content = package(GOOD, parts={"word/document.xml": b" " * (reader.MAX_PART + 1)})
    assert "too large inside" in refused(tmp_path, content).problem


def test_many_parts_that_unpack_to_far_more_are_refused(tmp_path: Path) -> None:
    relations = "".join(f'<Relationship Id="r{i}" Type="{RELATIONS}/footer" Target="f{i}.xml"/>' for i in range(9))
    parts: dict[str, str | bytes] = {f"word/f{i}.xml": f"<ftr>{' ' * (reader.MAX_PART // 4)}</ftr>" for i in range(9)}
    parts["word/_rels/document.xml.rels"] = f"<Relationships>{relations}</Relationships>"
    assert "too large inside" in refused(tmp_path, package(GOOD, parts=parts)).problem


def test_a_bomb_in_a_picture_is_never_unpacked(tmp_path: Path) -> None:
    file = tmp_path / "policy.docx"
    file.write_bytes(package(GOOD, parts={"word/media/image1.png": b"\0" * 100_000_000}))
    begun = perf_counter()
    assert len(read_policy(str(file)).segments) == 1
    assert perf_counter() - begun < 1


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {f"p{i}": "" for i in range(reader.MAX_PARTS)}
    assert "parts" in refused(tmp_path, package(GOOD, parts=parts)).problem


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    depth = 20_000
    assert (
        "nested" in refused(tmp_path, package("<w:sdt><w:sdtContent>" * depth + GOOD + "</w:sdtContent></w:sdt>" * depth)).problem
    )


def test_styles_based_on_each_other_come_to_an_end(tmp_path: Path) -> None:
    styles = "".join(
        f'<w:style w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>' for a, b in (("A", "B"), ("B", "A"))
    )
    parts: dict[str, str | bytes] = {
        "word/styles.xml": f'<w:styles xmlns:w="w">{styles}</w:styles>',
        "word/_rels/document.xml.rels": f'<Relationships><Relationship Type="{RELATIONS}/styles"'
        ' Target="styles.xml"/></Relationships>',
    }
    file = tmp_path / "policy.docx"
    file.write_bytes(package(paragraph("We keep your name.", '<w:pStyle w:val="A"/>'), parts=parts))
    assert read_policy(str(file)).segments[0].kind == "sentence"


@pytest.mark.parametrize(
    "unit",
    [GOOD, "<w:p/>", "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>", "<w:p><w:r><w:br/></w:r></w:p>"],
)
def test_time_grows_with_length_only(tmp_path: Path, unit: str) -> None:
    file = tmp_path / "long.docx"
    file.write_bytes(package(GOOD + unit * (1_000_000 // len(unit))))
    begun = perf_counter()
    assert read_policy(str(file)).segments
    assert perf_counter() - begun < 10


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(package(GOOD * 3))
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    file = tmp_path / "damaged.docx"
    file.write_bytes(content)
    try:
        assert read_policy(str(file)).segments
    except PolicyError as error:
        assert error.problem
