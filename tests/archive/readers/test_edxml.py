import base64
from datetime import date
from pathlib import Path

import pytest

from archive.examination import Withhold, examine
from archive.read_document import MemberRole, ReadDocument
from archive.readers import read
from archive.readers.errors import BrokenFileError, CrowdedFileError
from model.deadline import Deadline
from model.identification import TextSource
from model.urgency import Urgency
from tests.archive.documents import docx, package, paragraph, reply_pdf

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
LETTER = docx(paragraph("công văn"))
HEADER = """
<From><OrganId>H37.05</OrganId><OrganName>Sở Giáo dục và Đào tạo tỉnh Lạng Sơn</OrganName></From>
<To><OrganId>G03</OrganId><OrganName>Bộ Giáo dục và Đào tạo</OrganName></To><To><OrganName/></To>
<Code><CodeNumber>512</CodeNumber><CodeNotation>BC-SGDĐT</CodeNotation></Code>
<PromulgationInfo><Place>Lạng Sơn</Place><PromulgationDate>2026/04/10</PromulgationDate></PromulgationInfo>
<DocumentType><Type>14</Type><TypeName>Báo cáo</TypeName></DocumentType>
<Subject>Cơ sở vật chất</Subject><Content></Content>
<SignerInfo><Competence>KT. GIÁM ĐỐC</Competence>
<Position>Phó Giám đốc</Position><FullName>Hoàng D</FullName></SignerInfo>
<ResponseFor><OrganId>G03</OrganId><Code>1616/BGDĐT-KHTC</Code></ResponseFor>
<DocumentId>H37.05,2026/04/10,512/BC-SGDĐT</DocumentId>
"""


def packet(
    header: str = HEADER, *attachments: tuple[str, bytes], name: str = "MessageHeader", more: str = ""
) -> bytes:
    """Return a packet of shape B with the attachments."""
    files = "".join(
        f"<Attachment><ContentId>{number}</ContentId><AttachmentName>{given}</AttachmentName>"
        f"<ContentTransferEncoded>{base64.b64encode(data).decode()}</ContentTransferEncoded></Attachment>"
        for number, (given, data) in enumerate(attachments)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><edXML xmlns="{NAMESPACE}"><edXMLEnvelope><edXMLHeader>'
        f"<{name}>{header}</{name}>{more}</edXMLHeader></edXMLEnvelope>"
        f"<AttachmentEncoded>{files}</AttachmentEncoded></edXML>"
    ).encode()


def business(kind: int) -> str:
    inner = f"<BussinessDocType>{kind}</BussinessDocType>"
    return f"<TraceHeaderList><Bussiness>{inner}</Bussiness></TraceHeaderList>"


def test_the_header_states_what_the_document_is() -> None:
    stated = read(packet(), name="a.edxml").stated
    assert stated is not None
    assert stated.text_source is TextSource.PACKET
    readings = (
        stated.code, stated.organ, stated.organ_id, stated.date, stated.place, stated.kind, stated.subject,
        stated.recipients, stated.signer, stated.signer_title, *stated.replies_to,
    )  # fmt: skip
    assert [str(reading.value) for reading in readings if reading is not None] == [
        "512/BC-SGDĐT",
        "Sở Giáo dục và Đào tạo tỉnh Lạng Sơn",
        "sgddt@p34-lang-son",
        "2026-04-10",
        "Lạng Sơn",
        "bao-cao",
        "Cơ sở vật chất",
        "('Bộ Giáo dục và Đào tạo',)",
        "Hoàng D",
        "Phó Giám đốc",
        "1616/BGDĐT-KHTC",
    ]


def test_the_header_states_how_urgent_a_document_is_by_when_it_asks_and_for_whom_it_was_signed() -> None:
    more = "<DueDate>2026/04/15</DueDate><OtherInfo><Priority>4</Priority></OtherInfo>"
    stated = read(packet(HEADER + more), name="a.edxml").stated
    assert stated is not None
    assert (stated.urgency and stated.urgency.value, stated.capacity and stated.capacity.value) == (
        Urgency.EXPRESS,
        "KT.",
    )
    assert stated.deadline is not None
    assert stated.deadline.value == Deadline(literal="2026/04/15", due_on=date(2026, 4, 15))
    plain = read(packet(), name="a.edxml").stated
    assert plain is not None
    assert (plain.urgency, plain.deadline) == (None, None)


@pytest.mark.parametrize("written", ["2026-02-30", "hôm qua", "10/04/2026"])
def test_what_the_header_says_wrongly_is_left_out(written: str) -> None:
    header = HEADER.replace("2026/04/10", written).replace("<CodeNumber>512", "<CodeNumber>không số")
    stated = read(packet(header), name="a.edxml").stated
    assert stated is not None
    assert (stated.date, stated.code) == (None, None)


def test_attachments_are_members_of_which_the_first_document_leads() -> None:
    files = (("số liệu.xlsx", b"1"), ("công văn.docx", LETTER), ("báo cáo.docx", LETTER))
    members = read(packet(HEADER, *files), name="a.edxml").members
    assert [(one.name, one.data, one.role) for one in members] == [
        ("số liệu.xlsx", b"1", MemberRole.ATTACHMENT),
        ("công văn.docx", LETTER, MemberRole.DOCUMENT),
        ("báo cáo.docx", LETTER, MemberRole.ATTACHMENT),
    ]


def test_the_zip_that_libraries_put_around_a_file_is_taken_off() -> None:
    around = package({"0b7c.xlsx": b"1"})
    files = (("a.xlsx", around), ("b.zip", around), ("c.xlsx", package({"x.xlsx": "1", "y.xlsx": "2"})))
    assert [one.data == b"1" for one in read(packet(HEADER, *files), name="a.edxml").members] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("name", ["MessageHeader", "Status"])
def test_a_status_packet_is_known_whatever_its_header_is_called(name: str) -> None:
    header = "<ResponseFor><Code>1616/BGDĐT-KHTC</Code></ResponseFor><StatusCode>03</StatusCode>"
    document = read(packet(header, name=name), name="a.edxml")
    assert (document.is_document, document.stated) == (False, None)
    assert (document.metadata["status"], document.metadata["answers"]) == ("03", "1616/BGDĐT-KHTC")


@pytest.mark.parametrize(("kind", "brings"), [(0, True), (1, False), (2, True), (3, True)])
def test_a_recall_brings_no_document(kind: int, *, brings: bool) -> None:
    document = read(packet(more=business(kind)), name="a.edxml")
    assert document.is_document is brings
    assert document.metadata["business"] == str(kind)


def test_a_level_of_secrecy_in_the_header_withholds_the_packet_and_names_its_sender() -> None:
    stated = packet(HEADER + "<SecretLevel>Mật</SecretLevel>")
    stamped = packet(HEADER, ("a.docx", docx(paragraph("MẬT"))))
    assert examine("a.edxml", stated) == Withhold("packet", sender="H37.05")
    assert examine("a.edxml", stamped) == Withhold("stamp", sender="H37.05")
    assert not read(packet(HEADER + "<SecretLevel>0</SecretLevel>"), name="a.edxml").states_secrecy


def test_a_packet_in_a_soap_envelope_is_read_with_its_parts() -> None:
    header = f"<Header><MessageHeader>{HEADER}</MessageHeader></Header>"
    soap = f'<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/">{header}<Body/></Envelope>'
    part = base64.encodebytes(LETTER).decode()
    data = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/xml\n\n"
        f"{soap}\n--b\nContent-Type: application/docx\nContent-Transfer-Encoding: base64\n"
        f'Content-ID: <1>\nContent-Disposition: attachment; filename="a.docx"\n\n{part}\n--b--\n'
    )
    document = read(data.encode(), name="a.edxml")
    assert document.stated is not None
    assert [(one.name, one.data) for one in document.members] == [("a.docx", LETTER)]


@pytest.mark.parametrize(
    "data",
    [
        packet()[:-30],
        packet().replace(b"MessageHeader", b"Other"),
        packet().replace(b"<edXML ", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><edXML '),
        packet(HEADER + "<a>" * 50 + "</a>" * 50),
        packet(HEADER, ("a.pdf", b"x")).replace(b"eA==", b"e!"),
    ],
    ids=["cut short", "no header", "entities", "too deep", "no base64"],
)
def test_a_packet_that_is_none_is_broken(data: bytes) -> None:
    with pytest.raises(BrokenFileError):
        read(data, name="a.edxml")


def test_a_packet_of_too_many_attachments_is_refused() -> None:
    with pytest.raises(CrowdedFileError):
        read(packet(HEADER, *[("a.txt", b"x")] * 201), name="a.edxml")


def test_a_packet_in_utf_16_is_read() -> None:
    data = packet(HEADER, ("a.pdf", reply_pdf())).decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert read(data, name="a.edxml").stated is not None


def _packets(shared: Path) -> dict[str, ReadDocument]:
    paths = sorted((shared / "corpus/edxml").glob("*/*.edxml"))
    return {path.name: read(path.read_bytes(), name=path.name) for path in paths}


@pytest.mark.corpus
def test_every_packet_of_the_corpus_is_read(shared: Path) -> None:
    packets = _packets(shared)
    assert len(packets) >= 24
    assert {name for name, one in packets.items() if not one.is_document} == {
        name for name in packets if "status" in name or "recall" in name
    }
    assert all(("status" in one.metadata) == ("status" in name) for name, one in packets.items())
    stated = [one.stated for one in packets.values() if one.is_document]
    assert all(one and one.code and one.date and one.organ_id and one.kind and one.subject for one in stated)


@pytest.mark.corpus
def test_answers_of_the_corpus_name_what_they_answer(shared: Path) -> None:
    answers = {
        name: [str(one.value) for one in packet.stated.replies_to]
        for name, packet in _packets(shared).items()
        if packet.stated is not None and "reply" in name
    }
    assert sorted(answers.values()) == [[], ["9001/BGDĐT-KHTC"], ["9001/BGDĐT-KHTC"], ["9002/BGDĐT-CNTT"]]
