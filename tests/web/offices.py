"""An office as the pages meet it: a dispatch went out, answers came in, some things wait for a person."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from httpx import Response

from model.actor import Actor
from model.clock import VIETNAM, FixedClock
from office import RecordsOffice
from tests.archive.offices import a_reply
from tests.web.browser import HOST, Browser
from web.app import create_app
from web.login import LoginTickets

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "templates" / "cong-van" / "sample.yaml"
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=VIETNAM)
ISSUED_ON = date(2026, 11, 2)
CLERK = Actor(name="Nguyễn Thị Hằng")

SETTINGS = """
[co_quan]
ten = "Bộ Giáo dục và Đào tạo"
ky_hieu = "BGDĐT"
dia_danh = "Hà Nội"

[so_mo_dau]
di.2026 = 5119
"""

DISPATCH = "2026-di-005120"
CODE = "5120/BGDĐT-KHTC"
SCRIPT = "<script>alert(1)</script>"
HOSTILE_NAME = '4 "><img src=x onerror=alert(1)>.txt'

INBOX: dict[str, str | bytes] = {
    "1 Lạng Sơn.txt": a_reply("Lạng Sơn"),
    "2 An Giang.txt": a_reply("An Giang", number=77, cites="86/BGDĐT-CNTT"),
    "3 giấy nháp.txt": "Vài dòng ghi vội, không có thể thức.\n",
    HOSTILE_NAME: a_reply("Cà Mau", number=99).replace("báo cáo tình hình", f"báo cáo {SCRIPT} tình hình"),
    "5 tối mật.txt": "Không ai đọc dòng này.\n",
    "6 tệp nén.rar": b"Rar!\x1a\x07\x01\x00" + bytes(64),
    "7 rỗng.docx": b"",
}
"""Name and content of what comes in, in the order of the arrival numbers."""


def make_office(folder: Path) -> None:
    """Make the office in a folder: one dispatch issued, the inbox taken in."""
    with RecordsOffice.create(folder, SETTINGS, clock=FixedClock(NOON)) as office:
        office.issue(SAMPLE, actor=CLERK, on=ISSUED_ON)
        for name, content in INBOX.items():
            data = content.encode() if isinstance(content, str) else content
            (office.folder.inbox / name).write_bytes(data)
        list(office.take_in(actor=CLERK))


@contextmanager
def copied_office(made: Path, folder: Path) -> Iterator[RecordsOffice]:
    """Open a copy of a made office, which a test may change."""
    shutil.copytree(made, folder)
    with RecordsOffice(folder, clock=FixedClock(NOON)) as office:
        yield office


def visitor(office: RecordsOffice, tickets: LoginTickets, address: str = HOST) -> Browser:
    """Return a browser at the office's door."""
    return Browser(create_app(office, login=tickets), address)


def sign_in(browser: Browser, ticket: str, name: str = CLERK.name) -> Response:
    """Hand in a ticket."""
    return browser.post("/vao", data={"ma": ticket, "ten": name})
