"""Errors of the checker.

CheckError
├── DocumentUnreadableError    the file is damaged, under a password, or no kind that is checked
├── DocumentFrozenError        the file cannot be changed: it is signed, or of the strict kind
└── ConverterMissingError      a file of old Word needs LibreOffice, which is absent or failed
"""

from generator.errors import GeneratorError


class CheckError(GeneratorError):
    """Anything that keeps a document from being checked."""


class DocumentUnreadableError(CheckError):
    """The file cannot be read as what it seems to be."""

    def __init__(self, name: str, *, detail: str) -> None:
        super().__init__(f"{name}: {detail}")
        self.name = name
        self.detail = detail


class DocumentFrozenError(CheckError):
    """The file may be read but not written anew: a change would break its signature, or its strict form."""

    def __init__(self, name: str, *, detail: str) -> None:
        super().__init__(f"{name}: {detail}")
        self.name = name
        self.detail = detail


class ConverterMissingError(CheckError):
    """A file of old Word is checked through LibreOffice, and there is none, or it gave nothing in time."""

    def __init__(self, name: str, *, program: str) -> None:
        super().__init__(f"{name}: needs {program}")
        self.name = name
        self.program = program
