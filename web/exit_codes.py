"""How the command ends: one code for each way in which it can fail."""

from enum import IntEnum
from typing import Final


class ExitCode(IntEnum):
    """What the end of the command says to the program that called it."""

    DONE = 0
    SOME_FAILED = 1
    USAGE = 2
    INVALID = 3
    NOT_FOUND = 4
    DAMAGED = 5
    BUSY = 6
    INTERRUPTED = 130


EXIT_CODES: Final = {
    "GeneratorError": ExitCode.INVALID,
    "IssueBlockedError": ExitCode.INVALID,
    "SettingsError": ExitCode.USAGE,
    "DeskError": ExitCode.USAGE,
    "DateBeforeLastNumberError": ExitCode.USAGE,
    "DateInFutureError": ExitCode.USAGE,
    "OfficeNotFoundError": ExitCode.NOT_FOUND,
    "ObjectNotFoundError": ExitCode.NOT_FOUND,
    "CodeNotFoundError": ExitCode.NOT_FOUND,
    "NotADispatchError": ExitCode.NOT_FOUND,
    "NoFormError": ExitCode.NOT_FOUND,
    "NotIssuedHereError": ExitCode.NOT_FOUND,
    "AmbiguousCodeError": ExitCode.USAGE,
    "EndedError": ExitCode.USAGE,
    "SignedAlreadyError": ExitCode.USAGE,
    "SignedLaterError": ExitCode.USAGE,
    "SignedFileError": ExitCode.INVALID,
    "YearClosedError": ExitCode.USAGE,
    "YearNotOverError": ExitCode.USAGE,
    "YearUnknownError": ExitCode.NOT_FOUND,
    "NothingToDecideError": ExitCode.NOT_FOUND,
    "NotWithheldError": ExitCode.NOT_FOUND,
    "NotInspectedError": ExitCode.USAGE,
    "PacketIsNoAnswerError": ExitCode.USAGE,
    "TypedNumberError": ExitCode.USAGE,
    "TypedDateError": ExitCode.USAGE,
    "TypedKindError": ExitCode.USAGE,
    "PagesError": ExitCode.USAGE,
    "PagesUnreadError": ExitCode.SOME_FAILED,
    "NothingCorrectedError": ExitCode.USAGE,
    "HintTextError": ExitCode.USAGE,
    "UnknownHintError": ExitCode.NOT_FOUND,
    "DamagedError": ExitCode.DAMAGED,
    "BackupError": ExitCode.USAGE,
    "BackupNotFoundError": ExitCode.NOT_FOUND,
    "BackupDamagedError": ExitCode.DAMAGED,
    "StorageRootError": ExitCode.DAMAGED,
    "FileNotStoredError": ExitCode.DAMAGED,
    "InventoryError": ExitCode.DAMAGED,
    "RecordJsonError": ExitCode.DAMAGED,
    "RegisterDamagedError": ExitCode.DAMAGED,
    "RegisterMissingError": ExitCode.DAMAGED,
    "RegisterBehindArchiveError": ExitCode.DAMAGED,
    "IssuedUnfinishedError": ExitCode.SOME_FAILED,
    "SavedSearchError": ExitCode.USAGE,
    "IndexDamagedError": ExitCode.DAMAGED,
    "BusyError": ExitCode.BUSY,
    "OfficeBusyError": ExitCode.BUSY,
    "IndexBusyError": ExitCode.BUSY,
    "NoFreePortError": ExitCode.BUSY,
}
"""By the name of an error's class or its nearest base here: the parts are loaded only when they are used."""


def exit_code(error: Exception | None) -> ExitCode:
    """Return the code of an error: that of its class or of the nearest base that has one."""
    names = (base.__name__ for base in type(error).__mro__)
    return next((EXIT_CODES[name] for name in names if name in EXIT_CODES), ExitCode.SOME_FAILED)
