"""An office that is served: its memory from start to rest, and how soon a dropped letter is found."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from bench import letters
from bench.memory import Memory
from office import RecordsOffice

_SERVE: Final = "from cli import main; main()"
_PAGES: Final = ("/", "/tim?q=kinh+phi", "/so/den", "/so/di", "/cho-duyet", "/van-ban/2026-den-000001")
_SETTLED_S: Final = 8.0
"""After so long an office that was started, or has filed, does nothing any more."""
_MOST_S: Final = 60.0
_LOOK_S: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """MiB of an office and its processes at rest, and the seconds from drop to search."""

    started: Memory
    opened: Memory
    """With pages of every kind shown."""
    filed: Memory
    """Just when a letter that was dropped is found."""
    rested: Memory
    found_s: float

    @property
    def most(self) -> Memory:
        """The most memory at any of these moments."""
        return max((self.started, self.opened, self.filed, self.rested), key=lambda memory: memory.pss)


def serve(office: Path, number: int) -> Served:
    """Serve an office, open its pages, drop the letter of a number, and measure at each step."""
    words = [sys.executable, "-c", _SERVE, "serve", "--office", str(office), "--json"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    try:
        address = json.loads(process.stdout.readline())["address"] if process.stdout else ""
        time.sleep(_SETTLED_S)
        started = Memory.of(process.pid)
        _open_pages(address)
        opened = Memory.of(process.pid)
        found_s = _dropped(office, number)
        filed = Memory.of(process.pid)
        time.sleep(_SETTLED_S)
        rested = Memory.of(process.pid)
    finally:
        process.terminate()
        process.wait()
    return Served(started=started, opened=opened, filed=filed, rested=rested, found_s=found_s)


def _open_pages(address: str) -> None:
    """Sign in and look at pages as a clerk does."""
    parts = urlsplit(address)
    home = f"{parts.scheme}://{parts.netloc}"
    browser: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))
    [ticket] = parse_qs(parts.query)["ma"]
    answer = urlencode({"ma": ticket, "ten": "Nguyễn Thị Hằng"}).encode()
    browser.open(Request(f"{home}/vao", data=answer, headers={"Origin": home}), timeout=_MOST_S).close()  # noqa: S310 - our own address
    for page in _PAGES:
        browser.open(home + page, timeout=_MOST_S).close()


def _dropped(office: Path, number: int) -> float:
    """Drop a letter into the inbox and return after how many seconds a search finds it."""
    with RecordsOffice(office) as opened:
        name, data = letters.letter(number)
        before = opened.search(str(number)).total
        began = time.perf_counter()
        (office / "inbox" / name).write_bytes(data)
        while opened.search(str(number)).total == before and time.perf_counter() - began < _MOST_S:
            time.sleep(_LOOK_S)
        return time.perf_counter() - began
