"""Real files, spoiled as disks, mail programs and strangers spoil them; one seed gives the same bytes."""

import random
import zipfile
from io import BytesIO
from typing import Final

_NUMBERS: Final = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)
_MOST_CHANGES: Final = 8


def spoiled(data: bytes, seed: int) -> bytes:
    """Return the file with some bytes, runs or numbers changed; in a zip mostly within one member."""
    chance = random.Random(seed)  # noqa: S311 - what counts is that it can be repeated
    if data.startswith(b"PK") and chance.random() < 0.8:  # damage to the whole ends at its sums
        return _with_spoiled_member(data, chance)
    return _changed(data, chance)


def _with_spoiled_member(data: bytes, chance: random.Random) -> bytes:
    buffer = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        names = source.namelist()
        chosen = chance.choice(names)
        for name in names:
            content = source.read(name)
            target.writestr(name, _changed(content, chance) if name == chosen else content)
    return buffer.getvalue()


def _changed(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, _MOST_CHANGES)):
        chance.choice((_flip, _cut, _repeat, _number, _move, _text))(changed, chance)
    return bytes(changed)


def _place(data: bytearray, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def _flip(data: bytearray, chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _cut(data: bytearray, chance: random.Random) -> None:
    start = _place(data, chance)
    del data[start : start + chance.choice((1, 16, 512, len(data)))]


def _repeat(data: bytearray, chance: random.Random) -> None:
    start = _place(data, chance)
    data[start:start] = data[start : start + chance.choice((1, 16, 256))] * chance.choice((1, 2, 300))


def _number(data: bytearray, chance: random.Random) -> None:
    start, size = _place(data, chance), chance.choice((1, 2, 4))
    value = chance.choice(_NUMBERS) & ((1 << 8 * size) - 1)
    data[start : start + size] = value.to_bytes(size, chance.choice(("little", "big")))


def _move(data: bytearray, chance: random.Random) -> None:
    start, other = _place(data, chance), _place(data, chance)
    run = data[start : start + chance.randrange(1, 256)]
    data[other:other] = run


def _text(data: bytearray, chance: random.Random) -> None:
    """Put a word of the file's own language, seen elsewhere in it, where it does not belong."""
    words = bytes(data).split()
    if words:
        start = _place(data, chance)
        data[start:start] = chance.choice(words)[:256]
