"""Write compound files (OLE) for tests, as plain as readers take them: siblings stand in a row."""

import struct
from collections.abc import Mapping

_SECTOR = 512
_SHORT = 64
_FIRST_LONG = 4096
_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_ROOT, _STORAGE, _STREAM = 5, 1, 2

Tree = Mapping[str, "bytes | Tree"]


def compound_file(tree: Tree) -> bytes:
    """Return a compound file with the streams and storages of the tree."""
    return _Writer(tree).whole()


class _Writer:
    def __init__(self, tree: Tree) -> None:
        self._entries: list[bytes] = []
        self._chains: list[int] = []
        self._sectors: list[bytes] = []
        self._short = b""
        self._short_chains: list[int] = []
        self._entries.append(b"")
        child = self._siblings(tree)
        start = self._put(self._short)
        self._entries[0] = _entry("Root Entry", _ROOT, child=child, start=start, size=len(self._short))

    def whole(self) -> bytes:
        directory = self._put(b"".join(self._entries))
        short = self._put(struct.pack(f"<{len(self._short_chains)}I", *self._short_chains), fill=b"\xff")
        count = 1
        while count * _SECTOR // 4 < len(self._sectors) + count:
            count += 1
        first = len(self._sectors)
        table = self._chains + [_FAT] * count
        table += [_FREE] * (count * _SECTOR // 4 - len(table))
        fat = struct.pack(f"<{len(table)}I", *table)
        places = [*range(first, first + count)] + [_FREE] * (109 - count)
        header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
        header += struct.pack("<9I", 0, count, directory, 0, _FIRST_LONG, short, 1, _END, 0)
        return header + struct.pack("<109I", *places) + b"".join(self._sectors) + fat

    def _siblings(self, tree: Tree) -> int:
        """Write the entries of a storage, each pointing to the next one; return the first."""
        numbers = []
        for name, content in tree.items():
            numbers.append(len(self._entries))
            self._entries.append(b"")
            if isinstance(content, bytes):
                start = self._put(content) if len(content) >= _FIRST_LONG else self._put_short(content)
                entry = _entry(name, _STREAM, start=start, size=len(content))
            else:
                entry = _entry(name, _STORAGE, child=self._siblings(content))
            self._entries[numbers[-1]] = entry
        for number, following in zip(numbers, [*numbers[1:], _NONE], strict=True):
            entry = self._entries[number]
            self._entries[number] = entry[:72] + struct.pack("<I", following) + entry[76:]
        return numbers[0] if numbers else _NONE

    def _put_short(self, data: bytes) -> int:
        start = len(self._short_chains)
        count = max(-(-len(data) // _SHORT), 1)
        self._short += data.ljust(count * _SHORT, b"\0")
        self._short_chains += [*range(start + 1, start + count), _END]
        return start

    def _put(self, data: bytes, *, fill: bytes = b"\0") -> int:
        start = len(self._sectors)
        count = max(-(-len(data) // _SECTOR), 1)
        padded = data.ljust(count * _SECTOR, fill)
        self._sectors += [padded[index * _SECTOR :][:_SECTOR] for index in range(count)]
        self._chains += [*range(start + 1, start + count), _END]
        return start


def _entry(name: str, kind: int, *, child: int = _NONE, start: int = 0, size: int = 0) -> bytes:
    coded = name.encode("utf-16-le")
    head = coded.ljust(64, b"\0") + struct.pack("<HBB3I", len(coded) + 2, kind, 1, _NONE, _NONE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)
