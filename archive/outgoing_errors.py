"""What can go wrong with a document after its number was given.

ArchiveError
  AmbiguousCodeError            several records have this code; the id tells which one is meant
  CodeTakenError                the number and symbol were given before in the year
  EndedError                    the document was cancelled or recalled
  NotIssuedHereError            the document is not one of ours
  SignedAlreadyError            the document is signed, so it may have been sent
  SignedFileError               the file is not taken as the signed original
    SignedFileSecretError       ... it bears a mark of secrecy
    SignedFileEmptyError        ... there is nothing in it
    SignedFileKindError         ... it is neither a PDF nor a picture
    SignedFileTooLargeError     ... it is larger than any document
    SignedFileUnsignedError     ... it is what was issued, bare of a signature
    SignedNumberError           ... it has another number
    SignedFileDiffersError      ... it differs, and nobody has said why it is right
  SignedLaterError              paper was signed after the day on which it is numbered
  RegisterError
    YearClosedError             the books of the year are locked
    YearNotOverError            ... and are not yet, since the year is not over
    YearUnknownError            ... or never were, since nothing was registered in it
"""

from datetime import date
from pathlib import Path

from archive.errors import ArchiveError, RegisterError
from model.reason import Reason
from model.record_id import RecordId


class AmbiguousCodeError(ArchiveError):
    """Several records have this code."""

    def __init__(self, code: str, ids: tuple[str, ...]) -> None:
        super().__init__(f"{code!r} is the code of {', '.join(ids)}")
        self.code = code
        self.ids = ids


class CodeTakenError(ArchiveError):
    """The number and symbol were given before in the year, by another book."""

    def __init__(self, code: str, record_id: RecordId) -> None:
        super().__init__(f"{code} was given to {record_id} already")
        self.code = code
        self.record_id = record_id


class EndedError(ArchiveError):
    """The document was cancelled or recalled, and stays as it is."""

    def __init__(self, record_id: RecordId) -> None:
        super().__init__(f"{record_id} was cancelled or recalled")
        self.record_id = record_id


class SignedAlreadyError(ArchiveError):
    """The document is signed, so it may have been sent: then it is recalled and not cancelled."""

    def __init__(self, record_id: RecordId, code: str) -> None:
        super().__init__(f"{code} is signed")
        self.record_id = record_id
        self.code = code


class NotIssuedHereError(ArchiveError):
    """The document was not issued by this office."""

    def __init__(self, record_id: RecordId) -> None:
        super().__init__(f"{record_id} was not issued by this office")
        self.record_id = record_id


class SignedFileError(ArchiveError):
    """The base of why a file is not taken as the signed original of a document."""


class SignedFileSecretError(SignedFileError):
    """The file bears a mark of secrecy; nothing of it was written, and its name is not told."""

    def __init__(self, rule: str) -> None:
        super().__init__(f"a mark of secrecy was found: {rule}")
        self.problem = Reason(rule)


class SignedFileEmptyError(SignedFileError):
    """The file holds nothing."""

    def __init__(self, path: Path, problem: Reason) -> None:
        super().__init__(f"{path}: {problem.code}")
        self.path = path
        self.problem = problem


class SignedFileKindError(SignedFileError):
    """The file is neither a PDF nor a picture."""

    def __init__(self, path: Path, format_: str) -> None:
        super().__init__(f"{path} is {format_}")
        self.path = path
        self.problem = Reason("no-reader", (format_,))


class SignedFileTooLargeError(SignedFileError):
    """The file is larger than any document."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: too large")
        self.path = path


class SignedFileUnsignedError(SignedFileError):
    """The file is, byte for byte, one that was issued: nobody has signed it."""

    def __init__(self, path: Path, code: str) -> None:
        super().__init__(f"{path} is {code} as issued, not signed")
        self.path = path
        self.code = code


class SignedNumberError(SignedFileError):
    """The file has another number than the document."""

    def __init__(self, path: Path, code: str, found: str) -> None:
        super().__init__(f"{path} is {found}, not {code}")
        self.path = path
        self.code = code
        self.found = found


class SignedFileDiffersError(SignedFileError):
    """The file differs from what was issued, or cannot be compared with it."""

    def __init__(self, path: Path, code: str, differences: tuple[Reason, ...]) -> None:
        super().__init__(f"{path} differs from {code}: {', '.join(one.code for one in differences)}")
        self.path = path
        self.code = code
        self.differences = differences


class SignedLaterError(ArchiveError):
    """The paper would have been signed after the day on which it is numbered."""

    def __init__(self, signed_on: date, on: date) -> None:
        super().__init__(f"signed on {signed_on}, numbered on {on}")
        self.signed_on = signed_on
        self.on = on


class YearClosedError(RegisterError):
    """The books of the year are locked: no further number is given and none is cancelled."""

    def __init__(self, year: int) -> None:
        super().__init__(f"the books of {year} are closed")
        self.year = year


class YearNotOverError(RegisterError):
    """The year is not over, so its books go on."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year} is not over")
        self.year = year


class YearUnknownError(RegisterError):
    """Nothing was registered in the year."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no book of {year}")
        self.year = year
