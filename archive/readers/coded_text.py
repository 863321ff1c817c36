"""Tell text that a person reads from text that wraps something else: mails, markup, base64.

Such a wrapping may hold whole documents, so it has to be told for sure. All looks take time linear in the
text.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePath
from typing import Any, Final

_HEAD: Final = 64 * 2**10
"""Header lines and escaped letters are looked for in so many bytes."""
_BLANK = b" \t\r\n\v\f\xef\xbb\xbf"
"""White space and the letters of byte order marks."""
_HEADER_LINE = re.compile(rb"([!-9;-~]{1,76})[ \t]*:")
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_CLASSES = bytes(ord("x") if byte in _BASE64 else ord(" ") for byte in range(256))
_RUN = b"x" * 48
"""No word or number has so many; lines of base64 have 60, 64 or 76."""
_MOST_ENCODED = 2048
"""In all runs together; no file that holds a page is smaller."""


def coded_format(text: bytes, name: str) -> str | None:
    """Return the format of a text in UTF-8 that is no plain text, such as ``eml``, ``html`` or ``encoded``.

    ``name`` is believed only where it says that the text is no plain text.
    """
    body = text.lstrip(_BLANK)
    return (
        _beginning(body)
        or _mail(body[:_HEAD])
        or _standing(body)
        or _encoded(body)
        or _table()["endings"].get(PurePath(name).suffix.lower().removeprefix("."))
    )


def _beginning(body: bytes) -> str | None:
    return next(
        (rule["format"] for rule in _table()["begins"] if _pattern(rule["pattern"]).match(body)), None
    )


def _standing(body: bytes) -> str | None:
    small = body.lower()
    for rule in _table()["stands"]:
        if rule["hint"].encode() in small and _pattern(rule["pattern"]).search(body):
            return str(rule["format"])
    return None


def _mail(head: bytes) -> str | None:
    """Look for a block of header lines; one line of a mail program may stand above them."""
    lines = head.splitlines()
    block = list(_header_lines(lines)) or list(_header_lines(lines[1:]))
    mail = _table()["mail"]
    names = {name for name, _ in block}
    has_address = any(b"@" in line for name, line in block if name in mail["likely"])
    if not any(map(_is_sure, names)) and not (has_address and len(names.intersection(mail["likely"])) > 1):
        return None
    is_page = _pattern(mail["page"]).search(head) and names.isdisjoint(mail["sent"])
    return "mht" if is_page else "eml"


def _header_lines(lines: list[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the names in small letters with their lines, up to the first line that is none."""
    for line in lines:
        match = _HEADER_LINE.match(line)
        if match is not None:
            yield match[1].decode("ascii").lower(), line
        elif not line.startswith((b" ", b"\t")):
            return


def is_header_name(name: str) -> bool:
    """Whether a header line of this name stands in mails, and hardly anywhere else."""
    return _is_sure(name.lower()) or name.lower() in _table()["mail"]["likely"]


def _is_sure(name: str) -> bool:
    return any(
        name.startswith(sure) if sure.endswith("-") else name == sure for sure in _table()["mail"]["sure"]
    )


def _encoded(body: bytes) -> str | None:
    """Tell base64, and letters in the spelling of a transport."""
    letters = _table()["letters"]
    escaped = _pattern(letters["pattern"]).findall(body[:_HEAD])
    is_encoded = len(escaped) >= letters["fewest"] or _is_mostly_base64(body)
    return "encoded" if is_encoded else None


def _is_mostly_base64(body: bytes) -> bool:
    classes = body.translate(_CLASSES)
    enough = min(_MOST_ENCODED, len(body) / 2)
    encoded, start = 0, classes.find(_RUN)
    while start >= 0 and encoded <= enough:
        end = classes.find(b" ", start)
        end = len(classes) if end < 0 else end
        run = body[start:end]
        encoded += len(run) if run != run.lower() else 0  # a digest is in small letters
        start = classes.find(_RUN, end)
    return encoded > enough


@cache
def _table() -> dict[str, Any]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _pattern(pattern: str) -> re.Pattern[bytes]:
    return re.compile(pattern.encode("ascii"))
