"""Word files of before 2007 as new ones, through LibreOffice."""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from generator.checks.errors import ConverterMissingError

_PROGRAM: Final = "soffice"
_SECONDS: Final = 120


def as_docx(data: bytes, name: str) -> bytes:
    """Return the file as DOCX; the conversion runs in a folder and a profile of its own.

    Raises:
        ConverterMissingError: when LibreOffice is absent, needs more than two minutes, or gives nothing.
    """
    program = shutil.which(_PROGRAM)
    if program is None:
        raise ConverterMissingError(name, program=_PROGRAM)
    with tempfile.TemporaryDirectory(prefix="vanthu-") as folder:
        source = Path(folder) / "van-ban.doc"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx",
            "--outdir",
            str(Path(folder) / "out"),
            str(source),
        ]
        try:
            subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS)
            return (Path(folder) / "out" / "van-ban.docx").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise ConverterMissingError(name, program=_PROGRAM) from error
