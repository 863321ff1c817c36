"""The desk that checks files: comments and mended words go into new copies, the file itself stays."""

import shutil
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document

from archive.errors import TargetExistsError
from desks.checking import CheckDesk
from generator.checks.errors import DocumentFrozenError
from model.clock import VIETNAM, FixedClock
from tests.generator.checks.word_files import centred, dispatch, flush

DESK = CheckDesk(FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=VIETNAM)))


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """Return a công văn whose label can be mended and whose name cannot."""
    path = tmp_path / "cong-van.docx"
    path.write_bytes(
        dispatch(label=flush("Nơi nhận:", size=13), name=centred("TS. Trần Thị Bình", bold=True))
    )
    return path


def test_findings_are_written_into_a_copy_as_comments(wrong: Path, tmp_path: Path) -> None:
    before = wrong.read_bytes()
    found = DESK.annotate(wrong, tmp_path / "ghi-chu.docx")
    comments = [comment.text for comment in Document(str(tmp_path / "ghi-chu.docx")).comments]
    assert {text.split(" ")[0] for text in comments} == {"[KY-06", "[NN-04"}
    assert {finding.rule for finding in found.findings} == {"KY-06", "NN-04"}
    assert wrong.read_bytes() == before


def test_what_is_safe_is_mended_in_a_copy_and_the_rest_is_told(wrong: Path, tmp_path: Path) -> None:
    before = wrong.read_bytes()
    mended = DESK.fix(wrong, tmp_path / "da-sua.docx")
    assert [change.rule for change in mended.changes] == ["NN-04"]
    assert [finding.rule for finding in mended.remaining.findings] == ["KY-06"]
    assert [finding.rule for finding in DESK.check(tmp_path / "da-sua.docx").findings] == ["KY-06"]
    assert wrong.read_bytes() == before


def test_a_file_that_is_there_is_never_written_over(wrong: Path) -> None:
    before = wrong.read_bytes()
    with pytest.raises(TargetExistsError):
        DESK.fix(wrong, wrong)
    assert wrong.read_bytes() == before


def test_a_signed_file_is_left_alone(wrong: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wrong, "a") as package:
        package.writestr("_xmlsignatures/sig1.xml", "<Signature/>")
    with pytest.raises(DocumentFrozenError):
        DESK.fix(wrong, tmp_path / "da-sua.docx")
    assert not (tmp_path / "da-sua.docx").exists()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="soffice is not installed")
def test_an_old_word_file_gets_its_comments_in_a_new_one(wrong: Path, tmp_path: Path) -> None:
    home = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={home}", "--headless", "--convert-to", "doc"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(wrong)], check=True, capture_output=True, timeout=120
    )
    old = tmp_path / "cong-van.doc"
    found = DESK.annotate(old, tmp_path / "ghi-chu.docx")
    rules = {finding.rule for finding in found.findings}
    assert {"KY-06", "NN-04"} <= rules
    assert len(list(Document(str(tmp_path / "ghi-chu.docx")).comments)) == len(found.findings)
