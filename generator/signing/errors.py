"""What keeps a file from being signed, or its signatures from being judged.

SigningError                 a GeneratorError
├── KeyUnusableError         the key cannot be opened or may not be used
├── PictureUnusableError     the picture of a signature or seal is not as the decree asks
├── PdfUnsignableError       the file cannot take this signature
├── PdfUnreadableError       the file is no PDF that can be judged
└── RootsUnusableError       a file in the folder of roots is no certificate
"""

from pathlib import Path

from generator.errors import GeneratorError
from model.reason import Reason


class SigningError(GeneratorError):
    """Anything that signing refuses: what it is about, and why."""

    def __init__(self, subject: str, reason: Reason) -> None:
        super().__init__(f"{subject}: {reason.code} {', '.join(reason.facts)}".rstrip())
        self.subject = subject
        self.problem = reason


class KeyUnusableError(SigningError):
    """A key file or token cannot be opened, or its certificate is not in force."""

    def __init__(self, source: Path, reason: Reason) -> None:
        super().__init__(str(source), reason)


class PictureUnusableError(SigningError):
    """The picture is not a PNG with a transparent ground, in the colour and size that it should have."""

    def __init__(self, path: Path, reason: Reason) -> None:
        super().__init__(str(path), reason)


class PdfUnsignableError(SigningError):
    """The file cannot take this signature."""

    def __init__(self, reason: Reason) -> None:
        super().__init__("PDF", reason)


class PdfUnreadableError(SigningError):
    """The file is damaged, encrypted, too large, or keeps the reader busy for too long."""

    def __init__(self, reason: Reason) -> None:
        super().__init__("PDF", reason)


class RootsUnusableError(SigningError):
    """A file in the folder of roots is neither a certificate nor a list of revoked ones."""

    def __init__(self, path: Path, reason: Reason) -> None:
        super().__init__(str(path), reason)
