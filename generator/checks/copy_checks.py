"""Checks of true copies: SAO-01 to SAO-03 (Điều 25, PL1-P2, PL3-I)."""

from collections.abc import Iterator
from typing import Final

from generator.checks.components import CopyBlock
from generator.checks.finding import Breach
from generator.checks.observed import Observed, Picture
from generator.checks.registry import Context, check
from generator.checks.text_patterns import text_pattern
from generator.checks.text_words import text_word

_SYMBOLS: Final = {"SAO Y": "SY", "SAO LỤC": "SL", "TRÍCH SAO": "TrS"}
_COPY_OF_COPY: Final = "SAO LỤC"
_LEAST_DPI: Final = 200.0
_DPI_TOLERANCE: Final = 4.0


@check("SAO-01")
def _form_and_symbol(_: Observed, context: Context) -> Iterator[Breach]:
    for block in context.components.copies:
        form = _form(block)
        if form is None:
            continue
        rest = block.form.text[len(form) :]
        if rest.strip() and not rest.startswith(";"):
            yield Breach(at=block.form, found=block.form.text, expected=form)
        symbol = text_pattern("copy_symbol").search(block.code.text) if block.code else None
        if symbol and symbol["short"] != _SYMBOLS[form]:
            yield Breach(at=block.code, found=f"{form}, {symbol['short']}", expected=_SYMBOLS[form])


@check("SAO-02")
def _copy_of_a_true_copy(_: Observed, context: Context) -> Iterator[Breach]:
    if context.office is None or context.office.copied_is_true_copy is not False:
        return  # an electronic full copy bears no block: the file alone does not tell what was copied
    for block in context.components.copies:
        if _form(block) == _COPY_OF_COPY:
            yield Breach(at=block.form, found=block.form.text, expected=text_word("true_copy"))


def _form(block: CopyBlock) -> str | None:
    match = text_pattern("copy_form").match(block.form.text)
    return match["form"] if match else None


@check("SAO-03")
def _scan(seen: Observed, context: Context) -> Iterator[Breach]:
    is_copy = seen.is_signed or bool(context.components.copies)
    if not seen.is_scan or not is_copy:
        return  # a scan that nobody certifies is no copy in the decree's sense
    faults = list(dict.fromkeys(fault for picture in seen.pictures for fault in _faults(picture)))
    if faults:
        yield Breach(at=None, found=", ".join(faults), expected=text_word("scan_wanted"))


def _faults(picture: Picture) -> Iterator[str]:
    if not picture.covers_page:
        return
    if picture.dpi is not None and picture.dpi < _LEAST_DPI - _DPI_TOLERANCE:
        yield text_word("dpi_found", dpi=round(picture.dpi))
    if picture.is_colour is False:
        yield text_word("colourless")
