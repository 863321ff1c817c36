"""The pictures of a Word file: signatures, seals, scans."""

from collections.abc import Iterator
from io import BytesIO
from typing import Final

from lxml import etree

from generator.checks.observed import Picture
from generator.checks.word_file import WordFile

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_EMU_INCH: Final = 914_400
_PAGE_EMU: Final = 150 * 36_000
"""A picture that is wider and higher than this is a page."""
_COLOURED: Final = frozenset({"RGB", "RGBA", "P", "CMYK", "YCbCr"})


def pictures(file: WordFile, root: etree._Element) -> Iterator[Picture]:
    """Yield the pictures of the main part; those in formats that cannot be opened only by name."""
    relations = file.relations(file.main_part)
    for blip in root.iter(f"{_DRAWING}blip"):
        relation = relations.get(str(blip.get(_RELATION)))
        if relation is not None and file.has(relation.target):
            yield _picture(file.unpack(relation.target), relation.target, _extent(blip))


def _extent(blip: etree._Element) -> tuple[int, int]:
    for holder in blip.iterancestors("{*}inline", "{*}anchor"):
        extent = holder.find("{*}extent")
        if extent is not None:
            return int(extent.get("cx", 0)), int(extent.get("cy", 0))
    return 0, 0


def _picture(data: bytes, target: str, extent: tuple[int, int]) -> Picture:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - few documents hold pictures

    covers_page = min(extent) > _PAGE_EMU
    try:
        with Image.open(BytesIO(data)) as opened:
            width, mode, kind = opened.width, opened.mode, (opened.format or "").lower()
            has_alpha = opened.has_transparency_data
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return Picture(format=target.rpartition(".")[2].lower(), covers_page=covers_page)
    return Picture(
        format=kind,
        dpi=width / (extent[0] / _EMU_INCH) if extent[0] else None,
        is_colour=mode in _COLOURED,
        has_alpha=has_alpha,
        covers_page=covers_page,
    )
