"""Why a file could not be read.

ReadError
  EmptyFileError            no bytes at all
  BrokenFileError           says what it is, and is not
  OversizedFileError        unpacks or counts to more than a document can be
    NestedFileError           containers in containers, too deep
    CrowdedFileError          too many files in a container
  EncryptedFileError        opens only with a password
  UnsupportedFormatError    no reader can inspect it
"""

from model.reason import Reason


class ReadError(Exception):
    """A file that no reader could read; ``reason`` names why for the ledger."""

    def __init__(self, name: str, reason: Reason) -> None:
        super().__init__(f"{name}: {reason.code}" + (f" ({', '.join(reason.facts)})" if reason.facts else ""))
        self.name = name
        self.reason = reason


class EmptyFileError(ReadError):
    """The file has no bytes."""

    def __init__(self, name: str) -> None:
        super().__init__(name, Reason("empty-file"))


class BrokenFileError(ReadError):
    """The file says that it is of a format, and is not; ``part`` is where reading it failed."""

    def __init__(self, name: str, format_: str, part: str) -> None:
        super().__init__(name, Reason("broken-file", (format_, part)))


class OversizedFileError(ReadError):
    """A part of the file is far larger than any document's."""

    def __init__(self, name: str, format_: str, part: str) -> None:
        super().__init__(name, Reason("oversized-file", (format_, part)))


class NestedFileError(OversizedFileError):
    """Containers lie in each other deeper than they are unpacked."""

    def __init__(self, name: str, most: int) -> None:
        ReadError.__init__(self, name, Reason("nested-too-deep", (str(most),)))


class CrowdedFileError(OversizedFileError):
    """A container holds more files than are unpacked."""

    def __init__(self, name: str, count: int, most: int) -> None:
        ReadError.__init__(self, name, Reason("too-many-members", (str(count), str(most))))


class EncryptedFileError(ReadError):
    """The file opens only with a password."""

    def __init__(self, name: str, format_: str) -> None:
        super().__init__(name, Reason("encrypted-file", (format_,)))


class UnsupportedFormatError(ReadError):
    """No reader can inspect a file of this format."""

    def __init__(self, name: str, format_: str) -> None:
        super().__init__(name, Reason("no-reader", (format_,)))
