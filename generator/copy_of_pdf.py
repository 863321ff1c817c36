"""The block of a copy drawn under the last element of a PDF that was not drafted here (PL1-P2-II)."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final

import numpy as np
import pikepdf
import pypdfium2

from generator.compose_copy import compose_copy
from generator.errors import PdfNotCopiedError
from generator.flow import Block, paginate
from generator.printed import CopyBlock
from generator.profile import Profile, points
from generator.render_pdf import render_blocks

_DARK: Final = 160
"""Grey value, of 255, below which a dot is ink and not the shade of the paper."""
_LEAST_DOTS: Final = 2
"""Dark dots in a row of a picture drawn at one dot to the point; fewer are dust."""
_SAME_SIZE: Final = 6.0
"""Points by which the sides of a page may differ from those of the profile."""


def copy_of_pdf(original: bytes, block: CopyBlock, profile: Profile) -> bytes:
    """Return the PDF with the block on its last page, or on a further one where there is no room for it.

    Raises:
        PdfNotCopiedError: when the original cannot be read, or is locked.
    """
    blocks = tuple(compose_copy(block, profile))
    target = BytesIO()
    with _opened(original) as document:
        free = _free_from(original, profile)
        if _height(blocks, profile) <= profile.page.text_height_pt - free:
            page = document.pages[-1]
            with pikepdf.open(BytesIO(render_blocks(blocks, profile, top=free))) as drawn:
                page.add_overlay(drawn.pages[0], pikepdf.Rectangle(*map(float, page.mediabox)))
        else:
            with pikepdf.open(BytesIO(render_blocks(blocks, profile, top=0.0))) as drawn:
                document.pages.extend(drawn.pages)
        document.save(target, deterministic_id=True)
    return target.getvalue()


@contextmanager
def _opened(original: bytes) -> Iterator[pikepdf.Pdf]:
    try:
        with pikepdf.open(BytesIO(original)) as document:
            yield document
    except (pikepdf.PdfError, pikepdf.PasswordError, pypdfium2.PdfiumError) as error:
        raise PdfNotCopiedError(str(error)) from error


def _height(blocks: tuple[Block, ...], profile: Profile) -> float:
    (page,) = paginate(blocks, profile.page.text_height_pt, spaced=True)
    return page[-1].top + page[-1].block.height


def _free_from(original: bytes, profile: Profile) -> float:
    """Return how far under the top margin the last page is empty; of a page of another size, nothing is.

    What stands in the bottom margin (a page number, an address) is no part of the text.
    """
    document = pypdfium2.PdfDocument(original)
    page = document[len(document) - 1]
    size = (points(profile.page.width_mm), points(profile.page.height_mm))
    if page.get_rotation() or any(
        abs(side - wanted) > _SAME_SIZE for side, wanted in zip(page.get_size(), size, strict=True)
    ):
        return profile.page.text_height_pt
    dots = page.render(scale=1, grayscale=True).to_numpy()
    dots = dots.reshape(dots.shape[0], -1)
    top, bottom = (round(points(edge)) for edge in (profile.page.top_mm, profile.page.bottom_mm))
    inked = np.flatnonzero((dots[top:-bottom] < _DARK).sum(axis=1) >= _LEAST_DOTS)
    return float(inked[-1] + 1) if inked.size else 0.0
