"""One file of named arrays: the whole of a segment, written once and then only mapped."""

import json
import mmap
import os
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from struct import Struct
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_BEGIN: Final = Struct("<8sII")
"""The mark of the format, then length and checksum of the header."""
_MARK: Final = b"VTARRAY1"
_ALIGNED: Final = 8
_CHECKED_AT_ONCE: Final = 1 << 16
"""Bytes up to which an array is checked when the file is opened; reading larger ones would read the index."""


class ArrayFileError(ValueError):
    """The file does not hold what was written."""

    def __init__(self, path: Path, fault: str) -> None:
        super().__init__(f"{path}: {fault}")
        self.path = path
        self.fault = fault


def write_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write arrays to a new file and bring it to disk."""
    blocks = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    header = _header(blocks)
    with path.open("wb") as file:
        file.write(_BEGIN.pack(_MARK, len(header), zlib.crc32(header)))
        file.write(header)
        for array in blocks.values():
            file.write(b"\0" * (-file.tell() % _ALIGNED))
            file.write(array.data.cast("B") if array.size else b"")
        file.flush()
        os.fsync(file.fileno())


def _header(blocks: Mapping[str, Array]) -> bytes:
    described = {
        name: [array.dtype.str, array.size, zlib.crc32(array.data.cast("B") if array.size else b"")]
        for name, array in blocks.items()
    }
    return json.dumps(described).encode()


class ArrayFile(Mapping[str, Array]):
    """The arrays of one file, mapped.

    Raises:
        ArrayFileError: when the file is not whole.
        OSError: when it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < _BEGIN.size:
                raise ArrayFileError(path, "cut short")
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._arrays: dict[str, Array] = {}
        self._checksums: dict[str, int] = {}
        self._map(size)
        self.check(at_most=_CHECKED_AT_ONCE)

    def __getitem__(self, name: str) -> Array:
        """Return an array, which must not be changed."""
        return self._arrays[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._arrays)

    def __len__(self) -> int:
        return len(self._arrays)

    def check(self, *, at_most: int | None = None) -> None:
        """Compare the checksums, all or those of arrays up to so many bytes.

        Raises:
            ArrayFileError: when an array is not what was written.
        """
        for name, array in self._arrays.items():
            is_due = at_most is None or array.nbytes <= at_most
            if is_due and array.size and zlib.crc32(array.data.cast("B")) != self._checksums[name]:
                raise ArrayFileError(self._path, f"checksum of {name}")

    def _map(self, size: int) -> None:
        mark, length, checksum = _BEGIN.unpack_from(self._bytes)
        header = self._bytes[_BEGIN.size : _BEGIN.size + length]
        if mark != _MARK or zlib.crc32(header) != checksum:
            raise ArrayFileError(self._path, "header")
        at = _BEGIN.size + length
        for name, (dtype, count, checksum_of_array) in json.loads(header).items():
            at += -at % _ALIGNED
            self._checksums[name] = checksum_of_array
            bytes_needed = np.dtype(dtype).itemsize * count
            if at + bytes_needed > size:
                raise ArrayFileError(self._path, "cut short")
            self._arrays[name] = np.frombuffer(self._bytes, dtype, count, at) if count else np.empty(0, dtype)
            at += bytes_needed
