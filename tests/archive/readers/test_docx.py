import pytest

from archive.read_document import Cell
from archive.readers import read
from archive.readers.errors import BrokenFileError, EncryptedFileError, OversizedFileError
from tests.archive.documents import CONTENT_TYPES, WORD, body_xml, docx, package, paragraph, table


def texts(data: bytes) -> list[str]:
    return [line.text for line in read(data, name="a.docx").lines]


def test_paragraphs_come_in_order() -> None:
    assert texts(docx(paragraph("một"), paragraph("hai"))) == ["một", "hai"]


def test_a_line_in_a_table_knows_its_cell() -> None:
    lines = read(docx(table([["a"], ["b", "c"]], [["d"], ["e"]])), name="a.docx").lines
    assert [(line.text, line.cell) for line in lines] == [
        ("a", Cell(0, 0, 0)),
        ("b", Cell(0, 0, 1)),
        ("c", Cell(0, 0, 1)),
        ("d", Cell(0, 1, 0)),
        ("e", Cell(0, 1, 1)),
    ]


def test_a_nested_table_is_a_table_of_its_own() -> None:
    inner = table([["trong"]])
    outer = f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{paragraph('ngoài')}</w:tc></w:tr></w:tbl>"
    lines = read(docx(outer), name="a.docx").lines
    assert [(line.text, line.cell) for line in lines] == [("trong", Cell(1, 0, 0)), ("ngoài", Cell(0, 0, 1))]


def test_a_cell_over_two_columns_moves_the_next_one() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("rộng")}</w:tc>'
    lines = read(docx(f"<w:tbl><w:tr>{wide}<w:tc>{paragraph('sau')}</w:tc></w:tr></w:tbl>"), name="a").lines
    assert lines[1].cell == Cell(0, 0, 2)


def test_tabs_breaks_and_fixed_hyphens_are_text() -> None:
    run = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>"
    assert texts(docx(f"<w:p>{run}</w:p>")) == ["a\tb", "c-d"]


def test_deleted_text_and_field_codes_are_no_text() -> None:
    tracked = "<w:del><w:r><w:t>bỏ</w:t></w:r></w:del><w:ins><w:r><w:t>giữ</w:t></w:r></w:ins>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    assert texts(docx(f"<w:p>{tracked}{field}</w:p>")) == ["giữ"]


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        ("<w:caps/>", "TỐI MẬT"),
        ("<w:smallCaps/>", "TỐI MẬT"),
        ('<w:caps w:val="0"/>', "Tối mật"),
    ],
)
def test_what_prints_in_capitals_is_read_in_capitals(properties: str, text: str) -> None:
    run = f"<w:r><w:rPr>{properties}</w:rPr><w:t>Tối mật</w:t></w:r>"
    assert texts(docx(f"<w:p>{run}</w:p>")) == [text]


def test_a_text_box_is_read_once_though_it_is_stored_twice() -> None:
    box = f"<w:txbxContent>{paragraph('MẬT')}</w:txbxContent>"
    namespace = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = (
        f'<mc:AlternateContent xmlns:mc="{namespace}"><mc:Choice>{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    assert texts(docx(f"<w:p><w:r><w:t>thân</w:t>{both}</w:r></w:p>")) == ["thân", "MẬT"]


def test_running_heads_and_watermarks_are_kept_apart_from_the_text() -> None:
    watermark = '<v:textpath xmlns:v="urn:schemas-microsoft-com:vml" string="MẬT"/>'
    header = f'<w:hdr xmlns:w="{WORD}">{paragraph("Tài liệu")}<w:p><w:r>{watermark}</w:r></w:p></w:hdr>'
    document = read(docx(paragraph("thân"), header1=header), name="a.docx")
    assert document.text == "thân"
    assert [line.text for line in document.margins] == ["Tài liệu", "MẬT"]


def test_a_line_is_bold_when_most_of_its_letters_are() -> None:
    lines = read(docx(paragraph("đậm", bold=True), paragraph("thường")), name="a.docx").lines
    assert [line.bold for line in lines] == [True, False]


def test_a_document_of_the_strict_standard_is_read() -> None:
    strict = body_xml(paragraph("chặt")).replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    data = package({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": strict})
    assert texts(data) == ["chặt"]


def test_the_main_part_may_have_another_name() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document2.xml"/></Relationships>'
    )
    body = body_xml(paragraph("khác"))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relations,
        "word/document2.xml": body,
    }
    assert texts(package(parts)) == ["khác"]


def test_properties_of_the_file_are_its_metadata() -> None:
    core = (
        '<p:coreProperties xmlns:p="x" xmlns:d="y"><d:title>Báo cáo</d:title><d:creator/></p:coreProperties>'
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "word/document.xml": body_xml(paragraph("a")),
        "docProps/core.xml": core,
    }
    assert read(package(parts), name="a.docx").metadata == {"title": "Báo cáo"}


def test_an_entity_is_never_expanded_from_a_file_outside() -> None:
    attack = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>{body_xml("<w:p>&x;</w:p>")}'
    with pytest.raises(BrokenFileError):
        read(package({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": attack}), name="xxe.docx")


def test_a_part_that_unpacks_to_a_gigabyte_is_refused_before_it_is_unpacked() -> None:
    block = b" " * 2**20
    bomb = package({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": block * 40})
    with pytest.raises(OversizedFileError) as caught:
        read(bomb, name="bomb.docx")
    assert caught.value.reason.facts == ("docx", "word/document.xml")


def test_parts_that_are_small_alone_may_be_too_much_together() -> None:
    head = f'<w:hdr xmlns:w="{WORD}">{paragraph(" " * 2**22) * 3}</w:hdr>'
    with pytest.raises(OversizedFileError):
        read(docx(paragraph("một"), header1=head, header2=head, header3=head), name="bomb.docx")


def test_nesting_deeper_than_any_document_is_a_broken_file() -> None:
    deep = "<w:sdt>" * 5000 + "</w:sdt>" * 5000
    with pytest.raises(BrokenFileError):
        read(docx(deep), name="deep.docx")


def test_a_member_under_a_password_is_told_so() -> None:
    data = bytearray(docx(paragraph("một")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = data.find(signature)
        while position >= 0:
            data[position + offset] |= 1
            position = data.find(signature, position + 4)
    with pytest.raises(EncryptedFileError):
        read(bytes(data), name="a.docx")


def test_words_of_diagrams_are_read() -> None:
    words = "<a:p><a:r><a:t>sơ đồ</a:t></a:r></a:p>"
    diagram = f'<dgm:dataModel xmlns:dgm="d" xmlns:a="a"><dgm:t>{words}</dgm:t></dgm:dataModel>'
    parts = {"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": body_xml(paragraph("a"))}
    assert read(package({**parts, "word/diagrams/data1.xml": diagram}), name="a.docx").text == "a\nsơ đồ"
