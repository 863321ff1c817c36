"""Packets for tests, of shape A (the library's) or B (the axis client's), worded here."""

import base64
import email.policy
from email.message import EmailMessage
from typing import Final

_NAMESPACE: Final = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
OURS: Final = "G03,2026/11/02,5120/BGDĐT-KHTC"
"""How a packet names the sample dispatch."""
LANG_SON: Final = ("H37.05", "Sở Giáo dục và Đào tạo tỉnh Lạng Sơn")


def a_packet(
    header: str, *attachments: tuple[str, bytes], more: str = "", tag: str = "MessageHeader"
) -> bytes:
    """Return a packet whose header holds these elements; ``more`` follows the header."""
    files = "".join(
        f"<Attachment><ContentId>{number}</ContentId><AttachmentName>{name}</AttachmentName>"
        f"<ContentTransferEncoded>{base64.b64encode(data).decode()}</ContentTransferEncoded></Attachment>"
        for number, (name, data) in enumerate(attachments)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><edXML xmlns="{_NAMESPACE}"><edXMLEnvelope><edXMLHeader>'
        f"<{tag}>{header}</{tag}>{more}</edXMLHeader></edXMLEnvelope>"
        f"<AttachmentEncoded>{files}</AttachmentEncoded></edXML>"
    ).encode()


def a_status(
    code: str,
    *,
    about: str = OURS,
    sender: tuple[str, str] = LANG_SON,
    at: str = "2026/11/03 08:30:00",
    text: str = "",
    tag: str = "Status",
) -> bytes:
    """Return a packet that tells what became of the document ``about``; its dates disagree on purpose."""
    organ, _, rest = about.partition(",")
    answered = (
        f"<ResponseFor><OrganId>{organ}</OrganId><Code>{rest.rpartition(',')[2]}</Code>"
        f"<PromulgationDate>2020/01/01</PromulgationDate><DocumentId>{about}</DocumentId></ResponseFor>"
    )
    told = f"<StatusCode>{code}</StatusCode><Description>{text}</Description><Timestamp>{at}</Timestamp>"
    return a_packet(_from(sender) + answered + told, tag=tag)


def a_letter(
    *attachments: tuple[str, bytes],
    code: str = "512/BC-SGDĐT",
    sender: tuple[str, str] = LANG_SON,
    day: str = "2026/11/10",
    subject: str = "Báo cáo sử dụng phần mềm",
    answers: str = "",
    more: str = "",
) -> bytes:
    """Return a packet that brings a document; ``more`` is what it does to another one (see ``business``)."""
    number, _, notation = code.partition("/")
    answered = f"<ResponseFor><DocumentId>{answers}</DocumentId></ResponseFor>" if answers else ""
    header = (
        f"{_from(sender)}<To><OrganId>G03</OrganId><OrganName>Bộ Giáo dục và Đào tạo</OrganName></To>"
        f"<Code><CodeNumber>{number}</CodeNumber><CodeNotation>{notation}</CodeNotation></Code>"
        f"<PromulgationInfo><PromulgationDate>{day}</PromulgationDate></PromulgationInfo>"
        f"<Subject>{subject}</Subject>{answered}<DocumentId>{sender[0]},{day},{code}</DocumentId>"
    )
    return a_packet(header, *attachments, more=more)


def business(kind: int, about: str, *, reason: str = "Sai thể thức", replaces: str = "") -> str:
    """Return what a packet does to the document ``about``: recall (1), update (2), replace (3)."""
    replaced = f"<ReplacementInfoList><ReplacementInfo><DocumentId>{replaces}</DocumentId></ReplacementInfo>"
    return (
        f"<TraceHeaderList><Bussiness><DocumentId>{about}</DocumentId><BussinessDocType>{kind}"
        f"</BussinessDocType><BussinessDocReason>{reason}</BussinessDocReason>"
        f"{replaced + '</ReplacementInfoList>' if replaces else ''}</Bussiness></TraceHeaderList>"
    )


def _from(sender: tuple[str, str]) -> str:
    return f"<From><OrganId>{sender[0]}</OrganId><OrganName>{sender[1]}</OrganName></From>"


def a_mail_with(name: str, data: bytes) -> bytes:
    """Return a mail of few words with one file."""
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"], message["Subject"] = "so@langson.gov.vn", "Chuyển tiếp"
    message["Date"] = "Tue, 10 Nov 2026 08:00:00 +0700"
    message.set_content("Xin chuyển tiếp.")
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    message.set_boundary("--bien--")
    return message.as_bytes()
