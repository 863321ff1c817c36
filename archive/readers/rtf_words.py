"""The words, groups and letters that an RTF is made of (RTF 1.9.1)."""

import re
from functools import cache
from typing import Final

TOKEN: Final = re.compile(
    rb"((?:[^\\{}]++|\\'[0-9a-fA-F]{2}|\\u-?[0-9]{1,10} ?)++)"
    rb"|(\{)"
    rb"|(\})"
    rb"|(\\\*\s*)?\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?"
    rb"|\\([^a-zA-Z])"
)
"""Letters; a group that begins or ends; a star, a word and its number; a sign."""
_EDGE: Final = re.compile(rb"[{}]|\\bin([0-9]{1,10}) ?|\\.", re.DOTALL)
_UNPRINTED: Final = b"\r\n\0"
_BYTES: Final = {f"{byte:02x}".encode("ascii"): bytes([byte]) for byte in range(256)}
_NO_DIGITS: Final = re.compile(rb"[^0-9a-fA-F]")
_MOST_SPARE: Final = 8
_UNIT: Final = 0x10000


def letters(run: bytes, encoding: str, spare: int) -> str:
    """Return a run of letters; behind each one in Unicode stand ``spare`` others for old programs.

    Letters beyond the first plane come as the two surrogates that they are written as.
    """
    run = run.translate(None, _UNPRINTED)
    if b"\\" not in run:
        return run.decode(encoding, "replace")
    parts = _in_unicode(min(spare, _MOST_SPARE)).split(run)
    found = [_decoded(parts[0], encoding)]
    for number, following in zip(parts[1::2], parts[2::2], strict=True):
        found.append(chr(int(number) % _UNIT))
        if following:
            found.append(_decoded(following, encoding))
    return "".join(found)


def _decoded(data: bytes, encoding: str) -> str:
    first, *coded = data.split(b"\\'")
    if coded:
        data = first + b"".join([_BYTES[one[:2].lower()] + one[2:] for one in coded])
    return data.decode(encoding, "replace")


@cache
def _in_unicode(spare: int) -> re.Pattern[bytes]:
    return re.compile(rb"\\u(-?[0-9]{1,10}) ?(?:\\'[0-9a-fA-F]{2}|[^\\]){0,%d}" % spare)


def end_of_group(data: bytes, position: int) -> int:
    """Return where the brace stands that closes the group around a place, or the end of the file."""
    depth = 1
    while found := _EDGE.search(data, position):
        position = found.end()
        if found[1] is not None:
            position += int(found[1])
        elif found[0] == b"{":
            depth += 1
        elif found[0] == b"}":
            depth -= 1
            if not depth:
                return found.start()
    return len(data)


def payload(data: bytes, position: int, end: int) -> bytes:
    """Return the bytes that a group holds, spelt in digits or as they are, without the groups in it."""
    spelt, raw = bytearray(), bytearray()
    while position < end and (found := TOKEN.match(data, position)):
        position = found.end()
        if found[5] == b"bin":
            length = max(int(found[6] or 0), 0)
            raw += data[position : min(position + length, end)]
            position += length
        elif found[2] is not None:
            position = end_of_group(data, position) + 1
        elif found[1] is not None:
            spelt += found[1]
    digits = _NO_DIGITS.sub(b"", bytes(spelt))
    return bytes.fromhex(digits[: len(digits) & ~1].decode("ascii")) + bytes(raw)
