"""A dispatch issued with a PDF, and what comes back of it signed."""

import hashlib
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from archive.archive import Archive
from archive.outgoing import Issued
from archive.record_text import TEXT
from archive.signed_file import SignedFile, look_at
from model.actor import Actor
from model.record import FileRole, Record, StoredFile
from model.record_id import RecordId
from model.standing import Signature
from tests.archive.documents import pdf
from tests.archive.offices import CLERK, ISSUED_ON, sample

BODY = (
    "Kính gửi: Các Sở Giáo dục và Đào tạo",
    "Bộ Giáo dục và Đào tạo đề nghị các Sở báo cáo trước ngày 15 tháng 12 năm 2026./.",
)
SIGNED = (Signature(signer="Nguyễn Văn Thứ", trusted_by="Root CA"),)


@cache
def a_page(
    *body: str, number: str = "5120/BGDĐT-KHTC", day: str = "02 tháng 11 năm 2026", step: float = 10
) -> bytes:
    """Return a PDF of one page with the letterhead of the sample, the same bytes every time.

    ``step`` is the height of a line in mm.
    """
    head = [
        (30, 25, "BỘ GIÁO DỤC VÀ ĐÀO TẠO"),
        (110, 25, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (115, 31, "Độc lập - Tự do - Hạnh phúc"),
        (30, 40, f"Số: {number}"),
        (115, 40, f"Hà Nội, ngày {day}"),
        (30, 46, "V/v báo cáo tình hình sử dụng phần mềm"),
    ]
    lines = body or BODY
    return pdf([*head, *((30, 60 + row * step, line) for row, line in enumerate(lines))])


def issue_printed(archive: Archive, *, on: date = ISSUED_ON, actor: Actor = CLERK) -> Record:
    """Issue the sample dispatch with its PDF and its text."""
    page = a_page(day=f"{on:%d tháng %m năm %Y}")
    files = {"issued/dispatch.pdf": page, TEXT: "\n".join(BODY).encode()}

    def render(record_id: RecordId) -> Issued:
        record = replace(sample(record_id, on), files=tuple(_stored(*one) for one in files.items()))
        return Issued(record=record, files=files)

    return archive.issue(book="di", on=on, render=render, actor=actor)


def _stored(path: str, data: bytes) -> StoredFile:
    role = FileRole.TEXT if path == TEXT else FileRole.RENDERED
    return StoredFile(
        path=path,
        name="5120_BGDĐT-KHTC.pdf" if role is FileRole.RENDERED else "5120_BGDĐT-KHTC.txt",
        role=role,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        media_type="application/pdf" if role is FileRole.RENDERED else "text/plain",
    )


def signed_file(
    data: bytes, *, name: str = "đã ký.pdf", signatures: tuple[Signature, ...] = SIGNED
) -> SignedFile:
    """Return a file as a desk hands it over."""
    return look_at(Path(name), data, signatures=signatures)
