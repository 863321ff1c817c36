"""Which files the four faces are read from: the machine's Times New Roman where it is whole, else our own."""

import os
import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

from generator.template_files import template_file

_DATA: Final = Path(__file__).with_name("font_files.toml")
_FOLDER: Final = "VANTHU_FONTS"
"""Names the one folder in which Times New Roman is looked for; an empty one makes every machine alike."""
_VIETNAMESE: Final = frozenset(
    (*range(0x20, 0x7F), *range(0x1EA0, 0x1EFA), *map(ord, "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư"))
)
_COMPARED: Final = tuple(map(ord, "AĐƯỡộ mg1/-;."))


class Face(StrEnum):
    """One of the four faces; the value is the name of our own file and its name in the PDF."""

    REGULAR = "VanthuSerif-Regular"
    BOLD = "VanthuSerif-Bold"
    ITALIC = "VanthuSerif-Italic"
    BOLD_ITALIC = "VanthuSerif-BoldItalic"

    @classmethod
    def of(cls, *, bold: bool, italic: bool) -> "Face":
        """Return the face of a style."""
        if bold:
            return cls.BOLD_ITALIC if italic else cls.BOLD
        return cls.ITALIC if italic else cls.REGULAR


@cache
def font_files() -> Mapping[Face, Path]:
    """Return the file of each face, all of one family."""
    data = _data()
    own_folder = os.environ.get(_FOLDER)
    folders = [own_folder] if own_folder else data["folders"]
    found = find_family(data["family"], (Path(folder).expanduser() for folder in folders))
    return found or {face: template_file(f"fonts/{face}.ttf") for face in Face}


def find_family(family: str, folders: Iterable[Path]) -> Mapping[Face, Path] | None:
    """Return the four files of a family in the first folder where each of them can stand for ours.

    Files that bear the names and are another font, or lack letters (as Liberation Serif 1.07 does most of
    Vietnamese), or whose letters have other widths are passed over.
    """
    for folder in folders:
        for names in _data()["names"]:
            files = {face: folder / names[face] for face in Face}
            if all(_can_stand_for(face, path, family) for face, path in files.items()):
                return files
    return None


def _can_stand_for(face: Face, path: Path, family: str) -> bool:
    if not path.is_file():
        return False
    try:
        found = TTFontFile(str(path))
    except (TTFError, OSError):
        return False
    return _name(found) == family and found.charToGlyph.keys() >= _VIETNAMESE and _is_as_wide(found, face)


def _is_as_wide(found: TTFontFile, face: Face) -> bool:
    """Whether text set in the font takes the room that Word files count on, to a thousandth of its size."""
    own = TTFontFile(str(template_file(f"fonts/{face}.ttf")))
    return all(abs(found.charWidths[code] - own.charWidths[code]) <= 1 for code in _COMPARED)


def _name(font: TTFontFile) -> str:
    family = font.familyName
    return family.decode("latin-1") if isinstance(family, bytes) else str(family)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
