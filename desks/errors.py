"""What the desks refuse before any part is asked.

DeskError
├── SignerUnknownError          office.toml names no such signer
├── SignerPictureMissingError   ... or no picture for this one
├── NoPictureError              nothing of the record's page can be shown
├── IssueBlockedError           what would be issued breaks the decree
├── LettersUndrawableError      the face of printed documents lacks a letter of the draft
├── YearNotOpenedError          a number of a past year whose book was never kept here
├── TemplateKindUnknownError    no kind of document with a template is called so
├── TemplateExistsError         the office has a template of its own already
└── HintsUnreadableError        what an office was taught lies in an archive that cannot be read
"""

from pathlib import Path

from model.record_id import RecordId


class DeskError(Exception):
    """Anything that a desk refuses."""


class SignerUnknownError(DeskError):
    """The settings name no such signer, or several and none was asked for."""

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(f"{path}: no signer {name}")
        self.path = path
        self.name = name


class SignerPictureMissingError(DeskError):
    """The settings name no picture for a signer who has to show one."""

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(f"{path}: no picture for signer {name}")
        self.path = path
        self.name = name


class NoPictureError(DeskError):
    """Nothing of the record's page can be shown: it has none, or its lines have no place on it."""

    def __init__(self, record_id: RecordId) -> None:
        super().__init__(f"{record_id} has no page to show")
        self.record_id = record_id


class IssueBlockedError(DeskError):
    """A draft would be issued with what the decree forbids; no number was drawn for it."""

    def __init__(self, path: Path, sentences: tuple[str, ...]) -> None:
        super().__init__(f"{path}: {len(sentences)} errors of layout")
        self.path = path
        self.count = len(sentences)
        self.told = " ".join(sentences)


class TemplateKindUnknownError(DeskError):
    """No kind of document that has a template is called so."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no template of a kind called {name}")
        self.name = name


class TemplateExistsError(DeskError):
    """The office has a template of its own already, which a copy would replace."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} exists")
        self.path = path


class YearNotOpenedError(DeskError):
    """A document is dated in a past year whose book was never kept here."""

    def __init__(self, book: str, year: int) -> None:
        super().__init__(f"the book {book} of {year} was never opened")
        self.book = book
        self.year = year


class LettersUndrawableError(DeskError):
    """A draft holds letters, such as pictograms, that the face of printed documents does not have."""

    def __init__(self, path: Path, letters: str) -> None:
        super().__init__(f"{path}: cannot be printed: {letters}")
        self.path = path
        self.letters = letters


class HintsUnreadableError(DeskError):
    """The archive that holds what an office was taught is damaged, or may not be read."""

    def __init__(self, archive: Path) -> None:
        super().__init__(f"{archive}: no hints can be read")
        self.archive = archive
