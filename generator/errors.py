"""Errors of the generator.

GeneratorError
├── DraftInvalidError       the clerk's draft cannot become a dispatch
├── TemplateNotFoundError   no template for this kind of document
├── TemplateInvalidError    a template cannot be read, or asks for what it may not have
├── CopiedTextMissingError  a whole copy of a document whose text is not at hand
└── PdfNotCopiedError       a PDF that should be copied cannot be read
"""

from pathlib import Path

from generator.messages import sentence
from model.reason import Reason


class GeneratorError(Exception):
    """Anything that keeps a draft from becoming Word and PDF files."""


class DraftInvalidError(GeneratorError):
    """The draft cannot become a dispatch: where it fails, and why."""

    def __init__(self, path: Path, *, line: int | None, field: str | None, reason: Reason) -> None:
        place = f"{path}:{line}" if line else str(path)
        super().__init__(f"{place}: {field or 'draft'}: {reason.code} {', '.join(reason.facts)}".rstrip())
        self.path = path
        self.line = line
        self.field = field
        self.reason = reason

    @property
    def sentence(self) -> str:
        """What the clerk reads: one Vietnamese sentence with file, line and field."""
        return sentence(self.reason, path=self.path, line=self.line, field=self.field)


class TemplateNotFoundError(GeneratorError):
    """There is no template file of that name, neither the office's own nor a shipped one."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no template file {name}")
        self.name = name


class TemplateInvalidError(GeneratorError):
    """The template is damaged, uses an unknown field, or reaches for what the sandbox withholds."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(f"{path}: {detail}")
        self.path = path
        self.detail = detail


class CopiedTextMissingError(GeneratorError):
    """A copy of a whole document needs its text; only an extract brings its own."""

    def __init__(self, code: str) -> None:
        super().__init__(f"no text to copy for {code}")
        self.code = code


class PdfNotCopiedError(GeneratorError):
    """The PDF is damaged or locked."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"PDF cannot be copied: {detail}")
        self.detail = detail
