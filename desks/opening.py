"""Opening the archive of an office, with what judges the signatures of files that come back signed."""

from archive.archive import Archive
from archive.office_folder import OfficeFolder
from archive.settings import read_settings
from desks.signatures import signatures_of
from model.clock import Clock


def open_archive(folder: OfficeFolder, clock: Clock) -> Archive:
    """Open an archive (see Archive.open)."""
    archive = Archive.open(folder, read_settings(folder.settings), clock)
    signing = archive.settings.signing
    archive.signatures_of = lambda data: signatures_of(data, signing, now=clock.now())
    return archive
