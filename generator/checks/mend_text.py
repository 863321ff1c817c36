"""Mend how words are typed, never the words: one form of letters, single blanks, the dashes of the motto."""

import re
import unicodedata
from difflib import SequenceMatcher
from itertools import pairwise, takewhile
from typing import Final

from lxml import etree

from generator.checks.damage import Damage
from generator.checks.word_edits import own_texts, paragraph_at, spread_text, text_parts
from generator.checks.word_file import WORD
from model.vietnamese import collapse, nfc, plain_dashes

_MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
_DASH = re.compile(r"\s*-\s*")
_OLD_NAME = re.compile("H[OÒ]À")
_NAME: Final = "HÒA"
_BLANKS_OF_LAYOUT: Final = 8
"""So many blanks and more hold columns apart; taking them away would move the text."""
_FEW_BLANKS = re.compile(rf"(?<=\S) {{2,{_BLANKS_OF_LAYOUT - 1}}}(?=\S)")


def mend_letters(damage: Damage) -> None:
    """Compose letters and replace the look-alikes of Đ, also where a mark stands in a run of its own."""
    for part in text_parts(damage.copy):
        for paragraph in damage.copy.root(part).iter(f"{WORD}p"):
            _compose(own_texts(paragraph))


def _compose(pieces: list[etree._Element]) -> None:
    for before, piece in pairwise(pieces):
        text = piece.text or ""
        marks = "".join(takewhile(unicodedata.combining, text))
        if marks and before.text:
            spread_text(before, before.text + marks)
            spread_text(piece, text[len(marks) :])
    for piece in pieces:
        if piece.text and nfc(piece.text) != piece.text:
            spread_text(piece, nfc(piece.text))


def mend_blanks(damage: Damage) -> None:
    """Leave one blank where several shift text; tabs and long gaps are layout and stay."""
    for finding in damage.findings:
        paragraph = paragraph_at(damage.copy, finding.place)
        pieces = [] if paragraph is None else own_texts(paragraph)
        text = "".join(piece.text or "" for piece in pieces)
        plain = text.replace("\u00a0", " ").replace("\u202f", " ")
        dropped = {
            at for match in _FEW_BLANKS.finditer(plain) for at in range(match.start() + 1, match.end())
        }
        start = 0
        for piece in pieces:
            end = start + len(piece.text or "")
            kept = "".join(plain[at] for at in range(start, end) if at not in dropped)
            if kept != (piece.text or ""):
                spread_text(piece, kept)
            start = end


def mend_motto(damage: Damage) -> None:
    """Set the dashes and blanks of the motto; other letters than its own are left to a person."""
    for finding in damage.findings:
        paragraph = paragraph_at(damage.copy, finding.place)
        pieces = [] if paragraph is None else own_texts(paragraph)
        text = "".join(piece.text or "" for piece in pieces)
        if _DASH.sub(" - ", collapse(plain_dashes(nfc(text)))) == _MOTTO:
            _rewrite(pieces, text, _MOTTO)


def mend_national_name(damage: Damage) -> None:
    """Write the national name with the mark where the decree's own rule has it."""
    for finding in damage.findings:
        paragraph = paragraph_at(damage.copy, finding.place)
        pieces = [] if paragraph is None else own_texts(paragraph)
        text = "".join(piece.text or "" for piece in pieces)
        _rewrite(pieces, text, _OLD_NAME.sub(_NAME, text))


def _rewrite(pieces: list[etree._Element], old: str, new: str) -> None:
    """Write other words into the same pieces, so that every letter keeps its look."""
    if old == new:
        return
    owners = [at for at, piece in enumerate(pieces) for _ in piece.text or ""]
    written = [""] * len(pieces)
    for _tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for position in range(new_start, new_end):
            beside = min(start + position - new_start, end - 1) if end > start else start - 1
            written[owners[max(beside, 0)]] += new[position]
    for piece, text in zip(pieces, written, strict=True):
        spread_text(piece, text)
