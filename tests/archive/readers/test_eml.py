import base64
import email.policy
import struct
from email.message import EmailMessage

import pytest

from archive.examination import Admit, Verdict, Wait, Withhold, examine
from archive.read_document import MemberRole
from archive.readers import read
from archive.readers.errors import BrokenFileError, CrowdedFileError
from archive.readers.text_encoding import decoded
from archive.reading import read_whole_tree
from model.reason import Reason
from tests.archive.documents import docx, paragraph
from tests.archive.readers.legacy_writing import in_tcvn3, in_windows_1258

WORDS = "Kính gửi quý cơ quan.\nXin gửi kèm công văn."
ANNEX = docx(paragraph("phụ lục"))
PICTURE = b"\x89PNG\r\n\x1a\n"


def mail(words: str = WORDS, *, page: str | None = None) -> EmailMessage:
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"] = '"Sở Nội vụ" <snv@langson.gov.vn>'
    message["To"] = "vanthu@moet.gov.vn"
    message["Subject"] = "Gửi báo cáo"
    message.set_content(words)
    if page is not None:
        message.add_alternative(page, subtype="html")
    return message


def with_file(name: str, data: bytes) -> bytes:
    message = mail()
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_a_mail_is_its_subject_and_its_words() -> None:
    document = read(mail().as_bytes(), name="a.eml")
    assert document.text.rstrip() == f"Gửi báo cáo\n{WORDS}"
    assert document.metadata["from"] == "Sở Nội vụ <snv@langson.gov.vn>"


def test_files_are_members_with_their_names() -> None:
    [member] = read(with_file("Phụ lục số 1.docx", ANNEX), name="a.eml").members
    assert (member.name, member.data, member.role) == ("Phụ lục số 1.docx", ANNEX, MemberRole.ATTACHMENT)


def test_the_page_with_the_same_words_is_looked_at_and_need_not_be_filed() -> None:
    document = read(mail(page="<p>Kính gửi</p>").as_bytes(), name="a.eml")
    assert [member.role for member in document.members] == [MemberRole.BODY]
    assert examine("a.eml", mail(page="<p>x</p><p>TỐI MẬT</p>").as_bytes()) == Withhold("stamp")


def test_a_mail_that_is_only_a_page_is_read_as_it_shows() -> None:
    message = EmailMessage()
    message["Subject"], message["From"] = "x", "a@b.vn"
    message.set_content(
        "<p>Kính gửi <b>Bộ</b></p><table><tr><td>1</td><td>2</td></tr></table>", subtype="html"
    )
    assert read(message.as_bytes(), name="a.eml").text == "x\nKính gửi Bộ\n1\n2"


def test_an_emblem_in_the_words_belongs_to_them() -> None:
    message = mail(page='<img src="cid:e1">')
    message.get_payload(1).add_related(PICTURE, "image", "png", cid="<e1>")  # type: ignore[union-attr]  # of two parts
    roles = [member.role for member in read(message.as_bytes(), name="a.eml").members]
    assert roles == [MemberRole.BODY, MemberRole.BODY]


def test_a_mail_attached_to_a_mail_is_a_member_with_members() -> None:
    message = mail()
    inner = mail("TUYỆT MẬT")
    message.add_attachment(inner)
    [member] = read(message.as_bytes(), name="a.eml").members
    assert read(member.data, name=member.name).text.rstrip() == "Gửi báo cáo\nTUYỆT MẬT"
    assert examine("a.eml", message.as_bytes()) == Withhold("stamp")


@pytest.mark.parametrize(
    ("charset", "coded"),
    [
        ("utf-8", WORDS.encode()),
        ("windows-1258", in_windows_1258(WORDS)),
        ("x-unknown", WORDS.encode()),
        ("us-ascii", WORDS.encode()),
        ("iso-8859-1", in_tcvn3(WORDS).encode("latin-1")),
        ("utf-7", WORDS.encode("utf-7")),
    ],
)
def test_words_are_read_in_whatever_alphabet_they_were_sent(charset: str, coded: bytes) -> None:
    head = f"From: a@b.vn\nSubject: x\nContent-Type: text/plain; charset={charset}\n"
    data = head.encode() + b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(coded)
    assert read(data, name="a.eml").text == f"x\n{WORDS}"


@pytest.mark.parametrize(
    "subject",
    ["=?utf-8?B?R+G7rWkgYsOhbyBjw6Fv?=", "=?UTF-8?Q?G=E1=BB=ADi_b=C3=A1o_c=C3=A1o?=", "Gửi báo cáo"],
)
def test_a_subject_is_read_however_it_is_coded(subject: str) -> None:
    data = f"From: a@b.vn\nSubject: {subject}\n\nx\n".encode()
    assert read(data, name="a.eml").lines[0].text == "Gửi báo cáo"


def tnef(*files: tuple[str, bytes]) -> bytes:
    """Return an envelope of Outlook."""
    records = b""
    for name, data in files:
        for code, content in (
            (0x00069002, b"\0" * 14),
            (0x00018010, name.encode() + b"\0"),
            (0x0006800F, data),
        ):
            records += struct.pack("<BII", 2, code, len(content)) + content + b"\0\0"
    return struct.pack("<IH", 0x223E9F78, 1) + records


def envelope_of(*found: tuple[int, int, bytes]) -> bytes:
    """Return an envelope with properties of the mail: type, number, value."""
    values = b"".join(
        struct.pack("<2H2I", kind, number, 1, len(value)) + value + bytes(-len(value) % 4)
        for kind, number, value in found
    )
    named = (
        struct.pack("<2H", 0x1F, 0x8001) + bytes(16) + struct.pack("<2I", 1, 6) + "a\0\0".encode("utf-16-le")
    )
    named += bytes(2) + struct.pack("<2I", 1, 4) + "b\0".encode("utf-16-le")
    content = struct.pack("<I", len(found) + 3) + struct.pack("<2HI", 3, 0x17, 1) + values + named
    content += struct.pack("<2H3I", 0x1003, 0x18, 2, 7, 8)
    return struct.pack("<IHBII", 0x223E9F78, 1, 1, 0x00069003, len(content)) + content + b"\0\0"


def test_the_words_in_an_envelope_of_outlook_are_looked_at() -> None:
    rtf = b"{\\rtf1 M\\u7852?T\\par v\\u259?n}"
    rich = struct.pack("<4I", len(rtf) + 12, len(rtf), 0x414C454D, 0) + rtf
    assert read(envelope_of((0x102, 0x1009, rich)), name="winmail.dat").text == "MẬT\nvăn"
    plain = envelope_of((0x1F, 0x1000, "Kính gửi\0".encode("utf-16-le")), (0x102, 0x1009, b"x"))
    assert read(plain, name="winmail.dat").text == "Kính gửi"
    assert examine("a.eml", with_file("winmail.dat", envelope_of((0x102, 0x1009, rich)))) == Withhold("stamp")


@pytest.mark.parametrize("kind", [0x102, 0x1E])
def test_the_page_of_the_web_in_an_envelope_of_outlook_is_looked_at(kind: int) -> None:
    page = "<html><body><p>MẬT</p></body></html>".encode()
    envelope = envelope_of((kind, 0x1013, page))
    assert examine("a.eml", with_file("winmail.dat", envelope)) == Withhold("stamp")


def test_an_envelope_of_more_properties_than_any_mail_has_is_refused() -> None:
    with pytest.raises(BrokenFileError):
        read(envelope_of(*[(0x1F, 0x3001, b"")] * 10_001), name="winmail.dat")


def test_files_in_an_envelope_of_outlook_are_found() -> None:
    envelope = tnef(("phụ lục.docx", ANNEX))
    assert [(one.name, one.data) for one in read(envelope, name="winmail.dat").members] == [
        ("phụ lục.docx", ANNEX)
    ]
    assert len(read(envelope + b"\r\n", name="winmail.dat").members) == 1
    stamped = tnef(("a.docx", docx(paragraph("MẬT"))))
    assert examine("a.eml", with_file("winmail.dat", stamped)) == Withhold("stamp")
    with pytest.raises(BrokenFileError):
        read(envelope[:-20], name="winmail.dat")


def test_a_subject_whose_code_is_broken_off_is_no_failure() -> None:
    data = b"From: a@b.vn\nSubject: =?utf-8?b?A?=\n\nxin\n"
    assert "xin" in read(data, name="a.eml").text


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (with_file("a.docx", docx(paragraph("MẬT"))), Withhold("stamp")),
        (with_file("Tuyệt mật.txt", b"a"), Withhold("name")),
        (with_file("a.docx", ANNEX[:300]), Wait(Reason("member-unread", ("docx",)))),
        (with_file("a.p7m", b"\x30\x82\0\0"), Wait(Reason("member-unread", ("binary",)))),
        (mail("begin 644 a.docx\nM4$L#!!0\n").as_bytes(), Wait(Reason("no-reader", ("encoded",)))),
    ],
)
def test_a_mail_is_judged_by_all_that_is_in_it(data: bytes, verdict: Verdict) -> None:
    assert examine("a.eml", data) == verdict


def test_a_mail_with_what_can_be_read_is_let_in() -> None:
    assert isinstance(examine("a.eml", with_file("a.docx", ANNEX)), Admit)


def in_mailbox(*mails: bytes) -> bytes:
    return b"".join(b"From a@b.vn Sun Nov 22 12:00:00 2026\n" + one + b"\n\n" for one in mails)


def test_each_mail_of_a_mailbox_is_a_member_with_its_files() -> None:
    one = b"From: a@b.vn\nSubject: x\n\nxin\n>From here"
    assert read(in_mailbox(one), name="a.eml").text.startswith("x\nxin")
    box = read_whole_tree(in_mailbox(one, with_file("a.docx", ANNEX)), name="a.mbox")
    assert (box.format, box.is_document, [member.name for member in box.members]) == (
        "mbox", False, ["001.eml", "002.eml"],
    )  # fmt: skip
    first, second = (member.document for member in box.members)
    assert first is not None
    assert first.text.rstrip() == "x\nxin\nFrom here"
    assert second is not None
    assert [member.name for member in second.members] == ["a.docx"]


@pytest.mark.parametrize("above", [b"\n", b"\xef\xbb\xbf", b"\r\n \r\n"])
def test_what_stands_above_a_mailbox_hides_none_of_its_mails(above: bytes) -> None:
    stamped = with_file("a.docx", docx(paragraph("MẬT")))
    assert examine("a.mbox", above + in_mailbox(with_file("a.docx", ANNEX), stamped)) == Withhold("stamp")


def test_a_mail_behind_the_parts_of_another_is_not_passed_over() -> None:
    box = with_file("a.docx", ANNEX) + b"\n\nFrom Nguyen Van A Sun Nov 22 12:00:00 2026\n" + mail().as_bytes()
    assert examine("a.eml", box) == Wait(Reason("no-reader", ("eml",)))
    footer = with_file("a.docx", ANNEX) + b"\n\n-- \nGroup of the office"
    assert isinstance(examine("a.eml", footer), Admit)


def test_a_stamp_in_any_mail_withholds_the_mailbox_and_too_many_mails_are_refused() -> None:
    stamped = with_file("a.docx", docx(paragraph("MẬT")))
    assert examine("a.mbox", in_mailbox(mail().as_bytes(), stamped)) == Withhold("stamp")
    with pytest.raises(CrowdedFileError):
        read(in_mailbox(*[b"From: a@b.vn\nSubject: x\n\nxin"] * 201), name="a.mbox")


def test_parts_nested_beyond_measure_are_refused() -> None:
    text = "".join(f"Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n" for depth in range(60))
    with pytest.raises(BrokenFileError):
        read(f"From: a@b.vn\nSubject: x\n{text}\nxin".encode(), name="a.eml")


def test_mails_nested_beyond_measure_are_refused() -> None:
    inner = "Content-Type: message/rfc822\n\nFrom: a@b.vn\n" * 3000
    with pytest.raises(BrokenFileError):
        read(f"From: a@b.vn\n{inner}\nxin".encode(), name="a.eml")


@pytest.mark.parametrize(
    "page",
    [
        "<table><div>MẬT</div></table>",
        "<table><td>MẬT</td></table>",
        "<table><caption>MẬT</caption><tr><td>1</td></tr></table>",
        "<table><tr>MẬT</tr></table>",
        "<ul><li>MẬT</ul>",
        "<p>a<br>MẬT<br>b</p>",
        "<p>a</p>MẬT",
        "<font face='.VnTimeH'>MËt</font>",
    ],
)
def test_a_stamp_on_a_page_of_the_web_is_seen_wherever_it_stands(page: str) -> None:
    assert examine("a.html", f"<html><body>{page}</body></html>".encode()) == Withhold("stamp")


@pytest.mark.parametrize("tag", ["<div>", "<table><tr><td>"])
def test_a_page_nested_beyond_measure_is_refused(tag: str) -> None:
    with pytest.raises(BrokenFileError):
        read(f"<html><body>{tag * 5000}MẬT".encode(), name="a.html")


def test_an_encoding_that_bytes_do_not_keep_is_not_believed() -> None:
    assert decoded(WORDS.encode(), "utf-16") == WORDS
