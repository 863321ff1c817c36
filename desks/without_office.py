"""What can be asked of single files, wherever they lie, without any office."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desks.errors import HintsUnreadableError
from model.clock import SystemClock
from model.reason import Reason
from model.review_code import ReviewCode
from model.views import Identified

if TYPE_CHECKING:
    # Imported where they are used: each command loads its own desk only.
    from archive.backup.restoring import RestoreReport
    from archive.examination import SetAside, Wait, Withhold
    from desks.checking import CheckDesk
    from desks.templates import TemplateDesk
    from model.hint import Hint
    from model.signature import PdfSignature


def known_hints(folder: Path | None) -> "tuple[Hint, ...]":
    """Return what the office of a folder was taught, opening nothing else of it; nothing without one.

    Raises:
        HintsUnreadableError: when its archive is damaged, or may not be read.
    """
    from archive.errors import ArchiveError
    from archive.hint_book import KnownHints
    from archive.ocfl import StorageRoot
    from archive.office_folder import OfficeFolder

    if folder is None:
        return ()
    root = OfficeFolder(folder.resolve()).archive
    try:
        return KnownHints(StorageRoot(root)).present() if root.is_dir() else ()
    except (ArchiveError, OSError) as fault:
        raise HintsUnreadableError(root) from fault


def identify_file(path: Path, *, hints: "tuple[Hint, ...]" = ()) -> "Identified | Withhold | Wait | SetAside":
    """Recognise one file, filing nothing and writing nothing; without any office.

    Of a mail, a zip or a packet it is the document in it, as filing would have it.

    Raises:
        OSError: when the file cannot be read.
    """
    from archive.examination import Keep, SetAside, Wait
    from archive.looking import Recognised, look
    from archive.main_part import identification_of
    from archive.plain_file import read_named
    from archive.read_document import MOST_BYTES
    from archive.recognition.hints import with_hints
    from archive.sent_from import sent_from

    data = read_named(path)
    if len(data) > MOST_BYTES:
        return Wait(Reason("too-large"))
    looked = look(str(path), data)
    match looked:
        case Recognised(parts):
            found = identification_of(parts)
            if found is None:
                return SetAside(Reason(ReviewCode.NO_DOCUMENT))
            taught = with_hints(found, sent_from(parts), hints)
            return Identified(sha256=hashlib.sha256(data).hexdigest(), identification=taught)
        case Keep():  # the choice of an office, and there is none here
            return Wait(Reason("no-reader", (path.suffix,)))
        case _:
            return looked


def signatures_of(path: Path, *, roots: Path | None) -> "tuple[PdfSignature, ...]":
    """Judge the signatures of a PDF against the roots in a folder; without any office."""
    from desks import signing

    return signing.signatures_of(path, roots=roots, now=SystemClock().now())


def checking() -> "CheckDesk":
    """Return what checks how documents look; without any office."""
    from desks.checking import CheckDesk

    return CheckDesk(SystemClock())


def templates() -> "TemplateDesk":
    """Return what checks and copies the Word templates that clerks edit; without any office."""
    from desks.templates import TemplateDesk

    return TemplateDesk(SystemClock())


def restore(
    source: Path, folder: Path, *, number: int | None, progress: Callable[[int, int], None]
) -> "RestoreReport":
    """Write an office from a backup into a new folder, without its registers (see ``restore_files``)."""
    from archive.backup.restoring import restore_files
    from archive.office_folder import OfficeFolder

    return restore_files(source, OfficeFolder(folder.resolve()), progress, number=number)
