from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from generator.font_files import Face, find_family
from generator.template_files import SHIPPED

subset: Any = import_module("fontTools.subset")
TTFont: Any = import_module("fontTools.ttLib").TTFont
Font = Any
"""A font of fontTools, which has no types."""
FILES = {
    Face.REGULAR: "times.ttf",
    Face.BOLD: "timesbd.ttf",
    Face.ITALIC: "timesi.ttf",
    Face.BOLD_ITALIC: "timesbi.ttf",
}


def install(folder: Path, change: Callable[[Font], None]) -> None:
    """Write our four faces under the names and the family of another font, changed."""
    for face, name in FILES.items():
        font = TTFont(SHIPPED / "fonts" / f"{face}.ttf", recalcBBoxes=False)
        for record in font["name"].names:
            if record.nameID == 1:
                record.string = "Times New Roman"
        change(font)
        font.save(folder / name)


def nothing(_: Font) -> None:
    return None


def without_vietnamese(font: Font) -> None:
    worker = subset.Subsetter(subset.Options(name_IDs=["*"]))
    worker.populate(unicodes=[*range(0x20, 0x17F)])
    worker.subset(font)


def wider(font: Font) -> None:
    for glyph, (advance, bearing) in font["hmtx"].metrics.items():
        font["hmtx"].metrics[glyph] = (advance + 40, bearing)


def of_another_family(font: Font) -> None:
    for record in font["name"].names:
        if record.nameID == 1:
            record.string = "Liberation Serif"


def test_times_new_roman_is_taken_where_it_is_whole(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "whole").mkdir()
    install(tmp_path / "whole", nothing)
    found = find_family("Times New Roman", [tmp_path / "none", tmp_path / "empty", tmp_path / "whole"])
    assert found == {face: tmp_path / "whole" / name for face, name in FILES.items()}


@pytest.mark.parametrize("change", [without_vietnamese, wider, of_another_family])
def test_a_font_that_only_bears_its_file_names_is_passed_over(
    tmp_path: Path, change: Callable[[Font], None]
) -> None:
    install(tmp_path, change)
    assert find_family("Times New Roman", [tmp_path]) is None


def test_a_family_with_a_face_missing_or_damaged_is_passed_over(tmp_path: Path) -> None:
    install(tmp_path, nothing)
    (tmp_path / "timesbi.ttf").write_bytes(b"no font")
    assert find_family("Times New Roman", [tmp_path]) is None
    (tmp_path / "timesbi.ttf").unlink()
    assert find_family("Times New Roman", [tmp_path]) is None
