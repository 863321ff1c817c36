"""PDFBox Preflight, a validator of PDF/A-1b that shares nothing with the library that we write with."""

import shutil
import subprocess
from pathlib import Path

import pytest

JAVA = shutil.which("java")
JARS = tuple(
    Path(f"/usr/share/java/{name}.jar")
    for name in (
        "preflight",
        "pdfbox2",
        "fontbox2",
        "xmpbox",
        "commons-logging",
        "javax.activation",
        "jaxb-api",
    )
)
needs_preflight = pytest.mark.skipif(
    JAVA is None or not all(jar.exists() for jar in JARS), reason="needs java and libpdfbox2-java"
)


def judge(pdf: bytes, folder: Path) -> str:
    """Return what the validator says of a file that claims to be PDF/A-1b."""
    path = folder / "judged.pdf"
    path.write_bytes(pdf)
    validator = ["-cp", ":".join(map(str, JARS)), "org.apache.pdfbox.preflight.Validator_A1b"]
    judged = subprocess.run(
        [str(JAVA), *validator, str(path)], capture_output=True, text=True, check=False, timeout=60
    )
    return judged.stdout
