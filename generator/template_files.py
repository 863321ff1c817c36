"""Where the files of ``templates/`` are found: the office's own copy first, then the shipped one."""

from pathlib import Path
from typing import Final

from generator.errors import TemplateNotFoundError

SHIPPED: Final = Path(__file__).resolve().parents[1] / "templates"


def template_file(name: str, overrides: Path | None = None) -> Path:
    """Return the path of a file such as ``cong-van/template.docx``.

    Raises:
        TemplateNotFoundError: when no folder holds it.
    """
    for folder in (overrides, SHIPPED):
        if folder is not None and (folder / name).is_file():
            return folder / name
    raise TemplateNotFoundError(name)
