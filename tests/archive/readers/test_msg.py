import struct

import pytest

from archive.examination import Admit, Wait, Withhold, examine
from archive.read_document import MemberRole
from archive.readers import read
from archive.readers.errors import BrokenFileError, CrowdedFileError
from model.reason import Reason
from tests.archive.documents import docx, paragraph
from tests.archive.readers.compound_file import Tree, compound_file
from tests.archive.readers.legacy_writing import in_tcvn3

SUBJECT, BODY, HTML = 0x0037, 0x1000, 0x1013
FILE_NAME, FILE = 0x3707, 0x3701
ANNEX = docx(paragraph("phụ lục"))


def streams(values: dict[int, str | bytes]) -> dict[str, bytes | Tree]:
    """Return the streams of an object's properties."""
    kinds = ((f"{number:04X}", value) for number, value in values.items())
    named: dict[str, bytes | Tree] = {
        f"__substg1.0_{number}001F" if isinstance(value, str) else f"__substg1.0_{number}0102": (
            value.encode("utf-16-le") if isinstance(value, str) else value
        )
        for number, value in kinds
    }
    return {"__properties_version1.0": bytes(32)} | named


def msg(values: dict[int, str | bytes], *attachments: Tree) -> bytes:
    """Return a mail of Outlook."""
    return compound_file(mail(values, *attachments))


def mail(values: dict[int, str | bytes], *attachments: Tree) -> Tree:
    inner = {f"__attach_version1.0_#{number:08X}": one for number, one in enumerate(attachments)}
    return {**streams(values), **inner}


def attached(name: str, data: bytes) -> Tree:
    return streams({FILE_NAME: name, FILE: data})


def test_the_words_of_a_mail_and_its_files_are_read() -> None:
    document = read(
        msg({SUBJECT: "Gửi báo cáo", BODY: "Kính gửi\r\nquý cơ quan"}, attached("phụ lục.docx", ANNEX)),
        name="a",
    )
    assert (document.format, document.text) == ("msg", "Gửi báo cáo\nKính gửi\nquý cơ quan")
    assert [(one.name, one.data, one.role) for one in document.members] == [
        ("phụ lục.docx", ANNEX, MemberRole.ATTACHMENT)
    ]


def test_a_mail_that_is_only_a_page_is_read_as_it_shows() -> None:
    page = "<html><body><p>Kính gửi</p><p>quý <b>cơ quan</b></p></body></html>"
    document = read(msg({SUBJECT: "", HTML: page.encode()}), name="a.msg")
    assert document.text == "Kính gửi\nquý cơ quan"


def test_a_stamp_in_an_attachment_withholds_the_mail() -> None:
    stamped = docx(paragraph("TỐI MẬT"))
    assert examine("a.msg", msg({BODY: "x"}, attached("a.docx", stamped))) == Withhold("stamp")
    assert isinstance(examine("a.msg", msg({BODY: "x"}, attached("a.docx", ANNEX))), Admit)


def test_a_mail_attached_to_a_mail_is_looked_into() -> None:
    clean = {"__substg1.0_3701000D": mail({BODY: "Kính gửi"})}
    assert [child.text for child in read(msg({BODY: "x"}, clean), name="a.msg").children] == ["Kính gửi"]
    stamped = {"__substg1.0_3701000D": mail({BODY: "MẬT"})}
    assert examine("a.msg", msg({BODY: "x"}, stamped)) == Withhold("stamp")
    with_file = {"__substg1.0_3701000D": mail({BODY: "x"}, attached("a.txt", b"a"))}
    assert examine("a.msg", msg({BODY: "x"}, with_file)) == Wait(Reason("no-reader", ("embedded",)))


def in_rich_text(body: str) -> bytes:
    """Return an RTF as Outlook stores it, without packing it."""
    data = ("{\\rtf1\\ansi " + body + "}").encode("ascii")
    return struct.pack("<4I", len(data) + 12, len(data), 0x414C454D, 0) + data


def test_a_mail_whose_words_are_in_rich_text_only_is_read() -> None:
    assert read(msg({0x1009: in_rich_text("K\\'ednh g\\u7917?i")}), name="a.msg").text == "Kính gửi"
    assert examine("a.msg", msg({0x1009: in_rich_text("M\\u7852?T")})) == Withhold("stamp")
    inside = in_rich_text("x{\\object{\\*\\objdata 01}}")
    assert examine("a.msg", msg({0x1009: inside})) == Wait(Reason("no-reader", ("rtf",)))
    assert examine("a.msg", msg({0x1009: b"LZFu"})) == Wait(Reason("broken-file", ("rtf", "compressed")))


def test_rich_text_counts_only_where_there_are_no_other_words() -> None:
    assert read(msg({BODY: "Kính gửi", 0x1009: b"?"}), name="a").text == "Kính gửi"


def test_words_of_one_byte_a_letter_are_read() -> None:
    tree = {
        **mail({}),
        "__substg1.0_1000001E": in_tcvn3("công văn của bộ, thực hiện việc này").encode("latin-1"),
    }
    assert read(compound_file(tree), name="a.msg").text == "công văn của bộ, thực hiện việc này"


def test_a_word_file_attached_does_not_make_a_mail_a_word_file() -> None:
    names = "WordDocument".encode("utf-16-le")
    assert read(msg({BODY: "x"}, attached("a.txt", b"a")) + names, name="a.doc").format == "msg"


def test_a_damaged_mail_says_so() -> None:
    with pytest.raises(BrokenFileError):
        read(compound_file({"__substg1.0_1000001F": b"x"}), name="a.msg")


def test_a_stream_larger_than_its_file_is_broken() -> None:
    data = msg({BODY: "x" * 3000})
    size = struct.pack("<Q", 6000)
    assert data.count(size) == 1
    with pytest.raises(BrokenFileError):
        read(data.replace(size, struct.pack("<Q", 2**24)), name="a.msg")


def test_a_mail_whose_tables_state_more_than_the_file_holds_is_broken() -> None:
    data = bytearray(msg({SUBJECT: "Gửi báo cáo", BODY: "Kính gửi"}))
    struct.pack_into("<I", data, 64, 4_000_000)  # sectors of the table of small streams
    with pytest.raises(BrokenFileError):
        read(bytes(data), name="a.msg")


def test_a_mail_of_too_many_files_says_how_many() -> None:
    with pytest.raises(CrowdedFileError) as refused:
        read(msg({BODY: "x"}, *[attached("a.txt", b"x")] * 201), name="a.msg")
    assert refused.value.reason == Reason("too-many-members", ("201", "200"))
