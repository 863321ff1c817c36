"""What can go wrong in the archive.

ArchiveError
  StorageError                  the disk refuses, or holds something else than expected
    BusyError                   somebody else holds a lock
    SourceChangedError          a file changed while it was copied
    TargetExistsError           something already lies where data should go
    StorageRootError            the folder is not an archive
  NotPlainFileError             a pipe or a device was named as a file; an OSError too
  ObjectIdError                 an id that no object can have
  LogicalPathError              a name that no file of an object can have
  ObjectNotFoundError           the archive has no such object
    RecordNotFoundError         ... and the object would be a record
  ObjectExistsError             another object has the id already
  FileNotStoredError            the object has no such file
  DamagedError                  kept bytes are not what was stored
  InventoryError                an object's inventory cannot be understood
  RecordJsonError               a record.json cannot be understood
  SettingsError                 office.toml has a value that is not understood
    SettingsUnreadableError     ... or cannot be read at all
    SettingsUnfilledError       ... or still says what stands there in place of the agency's own data
  RegisterError                 the registers refuse
    OfficeBusyError             another process writes for too long
    DiskFullError               there is no room for what the register would note
    RegisterDamagedError        register.db has to be rebuilt
    RegisterMissingError        ... or is gone altogether
    RegisterBehindArchiveError  ... or is older than the archive
    SeriesAlreadyOpenError      an opening value is set once
    DateBeforeLastNumberError   numbers and dates of a series go together
    DateInFutureError           nothing is issued on a day to come
  IssuedUnfinishedError         a number was taken, the rest is finished at the next start
  RecognitionFailedError        a reader's result could not be recognised
  CodeNotFoundError             no record has this code or id
  NotADispatchError             the record was not issued here
  NoFormError                   the record was not issued with a reply form
  NothingToDecideError          nothing waits for this decision
    NoAlertError                ... and the decision would be that an alert was seen
  UnknownHintError              the office was never taught this, or it was removed
  HintTextError                 what a hint would go by is nothing that can be found in a document
    SharedDomainError           ... or is the domain of everybody's mail
  NothingCorrectedError         what a person typed is what the record says
  PagesError                    a record does not have the pages, or has no others
  PagesUnreadError              the file of a record cannot be read again to part its pages
  TypedKindError                what a person typed is no kind of document
  TypedNumberError              what a person typed is no number of a document
  TypedDateError                what a person typed is no day of a document
"""

from datetime import date
from pathlib import Path

from archive.damage import Damage
from model.reason import Reason
from model.record_id import RecordId


class ArchiveError(Exception):
    """The base of everything the archive refuses."""


class StorageError(ArchiveError):
    """The disk refuses, or holds something else than expected."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path


class BusyError(StorageError):
    """Somebody else holds the lock and did not let go in time."""

    def __init__(self, path: Path, waited: float) -> None:
        super().__init__(path, f"locked by another process, waited {waited:g} s")
        self.waited = waited


class SourceChangedError(StorageError):
    """The file changed while it was copied; the copy is thrown away."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "changed while it was copied")


class TargetExistsError(StorageError):
    """Something already lies where data should go; nothing is ever replaced."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "already exists")


class StorageRootError(StorageError):
    """The folder is not an OCFL 1.1 storage root of this office."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "not an OCFL 1.1 storage root with the layout of this program")


class NotPlainFileError(ArchiveError, OSError):
    """A pipe or a device, which may never end, was named as a file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: not a plain file")
        self.path = path


class ObjectIdError(ArchiveError):
    """The text cannot be the id of an object."""

    def __init__(self, object_id: str) -> None:
        super().__init__(f"not an object id: {object_id!r}")
        self.object_id = object_id


class LogicalPathError(ArchiveError):
    """The text cannot be the logical path of a file."""

    def __init__(self, logical_path: str) -> None:
        super().__init__(f"not a logical path: {logical_path!r}")
        self.logical_path = logical_path


class ObjectNotFoundError(ArchiveError):
    """The archive has no object of this id."""

    def __init__(self, object_id: str) -> None:
        super().__init__(f"no such object: {object_id}")
        self.object_id = object_id


class RecordNotFoundError(ObjectNotFoundError):
    """The archive has no record of this id."""

    def __init__(self, record_id: RecordId) -> None:
        super().__init__(record_id.urn)
        self.record_id = record_id


class ObjectExistsError(ArchiveError):
    """Another object with other content has this id already."""

    def __init__(self, object_id: str) -> None:
        super().__init__(f"another object has the id already: {object_id}")
        self.object_id = object_id


class FileNotStoredError(ArchiveError):
    """The object has no file of this logical path in that version."""

    def __init__(self, object_id: str, logical_path: str) -> None:
        super().__init__(f"{object_id} holds no {logical_path}")
        self.object_id = object_id
        self.logical_path = logical_path


class DamagedError(ArchiveError):
    """Kept bytes are not what was stored."""

    def __init__(self, *damages: Damage) -> None:
        super().__init__("; ".join(str(damage) for damage in damages))
        self.damages = damages


class InventoryError(ArchiveError):
    """An object's inventory cannot be understood."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"inventory not understood: {problem}")
        self.problem = problem


class RecordJsonError(ArchiveError):
    """A record.json cannot be understood."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"record.json not understood: {problem}")
        self.problem = problem


class SettingsError(ArchiveError):
    """``office.toml`` has a value that this program does not understand, or that is too late to change."""

    def __init__(self, path: Path, key: str, problem: Reason) -> None:
        super().__init__(f"{path}: {key or 'file'}: {problem.code} {', '.join(problem.facts)}".rstrip())
        self.path = path
        self.key = key
        self.problem = problem


class SettingsUnreadableError(SettingsError):
    """``office.toml`` is missing, or is not TOML in UTF-8."""

    def __init__(self, path: Path, problem: Reason) -> None:
        super().__init__(path, "", problem)


class SettingsUnfilledError(SettingsError):
    """``office.toml`` still says what stands there in place of the agency's own data."""

    def __init__(self, path: Path, keys: tuple[str, ...]) -> None:
        super().__init__(path, ", ".join(keys), Reason("settings-unfilled"))


class RegisterError(ArchiveError):
    """The registers refuse."""


class OfficeBusyError(RegisterError):
    """Another process writes to the register for too long."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: another process is writing")
        self.path = path


class DiskFullError(RegisterError):
    """The disk has no room for what the register would note; nothing of it was noted."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: the disk is full")
        self.path = path


class RegisterDamagedError(RegisterError):
    """``register.db`` is not the database it should be; a rebuild makes it again."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path


class SeriesAlreadyOpenError(RegisterError):
    """The book has its opening value or has given a number already."""

    def __init__(self, book: str, year: int) -> None:
        super().__init__(f"book {book} of {year} is open already")
        self.book = book
        self.year = year


class DateBeforeLastNumberError(RegisterError):
    """The document's date is earlier than that of the last number of its series."""

    def __init__(self, book: str, on: date, last_on: date | None) -> None:
        super().__init__(f"book {book}: {on} is before {last_on}, the date of the last number")
        self.book = book
        self.on = on
        self.last_on = last_on


class DateInFutureError(RegisterError):
    """The document's date has not come yet: its number would keep all others of the series waiting."""

    def __init__(self, on: date, today: date) -> None:
        super().__init__(f"{on} is after {today}, today")
        self.on = on
        self.today = today


class CodeNotFoundError(ArchiveError):
    """No record has this code or id."""

    def __init__(self, code: str) -> None:
        super().__init__(f"no record with code or id {code!r}")
        self.code = code


class NotADispatchError(ArchiveError):
    """The record was not issued by this office, so nobody answers it here."""

    def __init__(self, record_id: RecordId) -> None:
        super().__init__(f"{record_id} was not issued by this office")
        self.record_id = record_id


class NoFormError(ArchiveError):
    """The record was not issued with a reply form."""

    def __init__(self, record_id: RecordId) -> None:
        super().__init__(f"{record_id} has no reply form")
        self.record_id = record_id


class NothingToDecideError(ArchiveError):
    """The record, or the row of the ledger, does not wait for this decision."""

    def __init__(self, subject: str) -> None:
        super().__init__(f"{subject} waits for no such decision")
        self.subject = subject


class NoAlertError(NothingToDecideError):
    """No alert of this number waits for somebody to see it."""

    def __init__(self, row_id: int) -> None:
        super().__init__(f"alert {row_id}")
        self.row_id = row_id


class UnknownHintError(ArchiveError):
    """No hint of this number is present."""

    def __init__(self, number: int) -> None:
        super().__init__(f"no hint {number}")
        self.number = number


class HintTextError(ArchiveError):
    """The text is no name and no address that a hint could go by."""

    def __init__(self, text: str) -> None:
        super().__init__(f"nothing to go by: {text!r}")
        self.text = text


class SharedDomainError(HintTextError):
    """Everybody may have an address in this domain."""


class NothingCorrectedError(ArchiveError):
    """What a person typed is what the record says already."""

    def __init__(self, record_id: RecordId) -> None:
        super().__init__(f"nothing to correct in {record_id}")
        self.record_id = record_id


class PagesError(ArchiveError):
    """The pages are not among those of the record, or nothing would be left of it."""

    def __init__(self, record_id: RecordId, pages: str) -> None:
        super().__init__(f"{record_id} cannot be parted at pages {pages}")
        self.record_id = record_id
        self.pages = pages


class PagesUnreadError(ArchiveError):
    """Nobody can tell the pages of a record apart: its file has none, or cannot be read now."""

    def __init__(self, record_id: RecordId) -> None:
        super().__init__(f"the pages of {record_id} cannot be read")
        self.record_id = record_id


class TypedKindError(ArchiveError):
    """What a person typed is no kind of document."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a kind of document: {text!r}")
        self.text = text


class TypedNumberError(ArchiveError):
    """What a person typed is neither the number nor the code of a document."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a number or code: {text!r}")
        self.text = text


class TypedDateError(ArchiveError):
    """What a person typed is no day of a document that has arrived."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a day of a document that has arrived: {text!r}")
        self.text = text


class RegisterMissingError(RegisterError):
    """The archive has records and the register has none; a rebuild makes it again."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is missing or empty while the archive is not")
        self.path = path


class RegisterBehindArchiveError(RegisterError):
    """The register would give a number that the archive knows already; a rebuild brings it up to date."""

    def __init__(self, record_id: RecordId) -> None:
        super().__init__(f"the archive holds {record_id} already, the register does not know it")
        self.record_id = record_id


class IssuedUnfinishedError(ArchiveError):
    """A document has its number, and a fault kept the rest from being done; the next start finishes it."""

    def __init__(self, record_id: RecordId, code: str) -> None:
        super().__init__(f"{record_id} ({code}) has its number but is not finished")
        self.record_id = record_id
        self.code = code


class RecognitionFailedError(ArchiveError):
    """A document was read, and recognising it failed; ``fault`` is the class of what went wrong."""

    def __init__(self, fault: str) -> None:
        super().__init__(f"recognition failed: {fault}")
        self.fault = fault
