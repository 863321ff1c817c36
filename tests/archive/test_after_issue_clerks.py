"""Several clerks at once: each act is done once, by one of them."""

import subprocess
import sys
from pathlib import Path

from archive.archive import Archive
from model.standing import Standing
from tests.archive.offices import CODE, an_archive
from tests.archive.signed_files import issue_printed

_CANCEL = """
import sys
from datetime import datetime
from pathlib import Path
from archive.archive import Archive
from archive.office_folder import OfficeFolder
from archive.outgoing_errors import EndedError
from archive.settings import Agency, Settings
from model.actor import Actor
from model.clock import FixedClock
agency = Agency(organ_id=None, name="A", parent=None, place="B", symbol="C")
settings = Settings(agency=agency, openings={("di", 2026): 5119})
clock = FixedClock(datetime.fromisoformat("2026-11-22T12:00:00+07:00"))
office = Archive.open(OfficeFolder(Path(sys.argv[1])), settings, clock)
[record] = office.find(sys.argv[2])
try:
    office.after_issue.cancel(record, sys.argv[3], actor=Actor(name=sys.argv[3]))
    print("done")
except EndedError:
    print("ended")
office.close()
"""


def test_of_clerks_who_cancel_at_the_same_time_one_does_so(tmp_path: Path) -> None:
    office: Archive = an_archive(tmp_path / "office")
    issue_printed(office)
    clerks = [
        subprocess.Popen(
            [sys.executable, "-c", _CANCEL, str(office.folder.root), str(CODE), f"lý do {number}"],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        for number in range(4)
    ]
    said = sorted(clerk.communicate(timeout=60)[0].strip() for clerk in clerks)
    assert said == ["done", "ended", "ended", "ended"]
    [record] = office.find(str(CODE))
    assert record.standing is Standing.CANCELLED
    assert office.folder.audit.read_text().count('"act": "cancel"') == 1
    assert office.verify(indexed=None, progress=lambda *_: None).damages == ()
