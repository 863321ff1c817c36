"""Who signed, and in which capacity, from the block at the end of the document's own text."""

import re
from dataclasses import dataclass, replace
from itertools import takewhile

from archive.recognition.passage import Passage, fold_in_place
from archive.recognition.patterns import pattern
from archive.recognition.person import person, person_alone
from archive.recognition.pictured_signer import read_pictured_signer
from archive.recognition.signature_pieces import is_in_capitals, is_item, pieces_of, with_whole_names
from model.identification import Reading
from model.vietnamese import collapse

_DEEPEST = 40
"""Lines between the title of the signer and the name, the list of copies between them."""
_NEAR = 14
"""The same for a title without a capacity before it, which may be the authority that opens a decision."""
_UNDER_COPIES = 5
_WHOLE_NAME = 3
"""Syllables that make a name beyond doubt where it stands in a line of its own."""
_PLAIN_CAPITALS = re.compile(r"[^\W\d_]{2,}(?: [^\W\d_]{2,}){0,3}\s*")
"""The words of a title that went over the end of its line."""
_LONGEST_BESIDE = 45
"""Letters of a line, no bullet before it, that may stand between title and name; more are running text."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The name and the title lines, joined by `` / `` from top to bottom."""

    signer: Reading[str] | None = None
    title: Reading[str] | None = None
    sign: Reading[str] | None = None
    """The capacity where the title is left out."""

    @property
    def capacity(self) -> Reading[str] | None:
        """In whose place it was signed: the sign before the title."""
        if self.title is None:
            return self.sign
        sign = pattern("people", "capacity").search(fold_in_place(self.title.value))
        if sign is None:
            return None
        letters = "".join(filter(str.isalpha, sign["capacity"])).upper()
        return replace(self.title, value=f"{letters}.")


def read_signature(passages: list[Passage], body: int) -> Signature:
    """Return the first signature block below ``body``; an annex may bring its own further down."""
    block = _first_block(passages, body)
    if not any(passage.sure is not None for passage in passages):
        return block
    # The seal hides a KT. or a PHÓ as well: without a sign of capacity the title may be half of it.
    title = block.title if block.capacity is not None and _is_whole(block.title) else None
    return Signature(read_pictured_signer(passages[body + 1 :]), title, block.capacity)


def _is_whole(title: Reading[str] | None) -> bool:
    """Whether a title ends in the office of who signed: below ``KT. CHỦ TỊCH`` that of the deputy stands."""
    if title is None:
        return False
    last = fold_in_place(title.value.rpartition(" / ")[2])
    return pattern("people", "half_title").match(last) is None


def _first_block(passages: list[Passage], body: int) -> Signature:
    pieces = with_whole_names([piece for passage in passages[body + 1 :] for piece in pieces_of(passage)])
    for index, piece in enumerate(pieces):
        if _is_title(piece, "capacity"):
            return _block(pieces, index, _DEEPEST)
    for index, piece in enumerate(pieces):
        if _is_title(piece, "titles"):
            block = _block(list(takewhile(_is_beside, pieces[index : index + _NEAR])), 0, _NEAR)
            if block.signer is not None:
                return block
    block = _below_copies(pieces)
    return block if block.signer is not None else _beside_copies(passages[body + 1 :])


def _is_beside(piece: Passage) -> bool:
    """Whether a line may stand in or beside a signature: it is no running text."""
    if pattern("header", "legal_basis").search(piece.folded):
        return False
    is_short = piece.letters <= _LONGEST_BESIDE
    return is_short or is_item(piece) or is_in_capitals(piece.text)


def _below_copies(pieces: list[Passage]) -> Signature:
    """Find the name under the list of copies, where no title was read."""
    for index, piece in enumerate(pieces):
        if pattern("people", "kept_by").search(piece.folded):
            below = _signer(pieces[index : index + _UNDER_COPIES])
            if below is not None:
                return Signature(below)
    return Signature()


def _beside_copies(passages: list[Passage]) -> Signature:
    """Find a name in a line of its own near the list of copies."""
    for index, passage in enumerate(passages):
        if pattern("people", "distribution").search(passage.folded):
            near = passages[index + 1 : index + 1 + _NEAR]
            return Signature(_signer([line for line in near if _is_name_alone(line)]))
    return Signature()


def _is_name_alone(piece: Passage) -> bool:
    syllables = piece.text.split()
    return len(syllables) >= _WHOLE_NAME and all(syllable[:1].isupper() for syllable in syllables)


def _is_title(piece: Passage, opening: str) -> bool:
    """Whether the piece is a title in capitals that begins as ``opening`` says: a capacity or an office."""
    if not piece.text[:1].isupper() or not is_in_capitals(piece.text):
        return False
    begins = pattern("people", opening).search(piece.folded)
    is_office = pattern("people", "titles").search(piece.folded) is not None
    if opening == "capacity" and not is_office:
        return piece.sure is None and pattern("people", "capacity_of_body").match(piece.folded) is not None
    return begins is not None and is_office and (opening == "capacity" or begins.start() <= len("pho "))


def _block(pieces: list[Passage], start: int, depth: int) -> Signature:
    titles = [above := pieces[start]]
    for piece in pieces[start + 1 : start + depth]:
        if pattern("people", "annex").search(piece.folded):
            break
        signer = _signer([piece]) or _signer_alone(piece)
        if signer is not None:
            return Signature(signer, _title(titles))
        if _is_further_title(piece, above):
            titles.append(piece)
        above = piece
    return Signature(None, _title(titles))


def _is_further_title(piece: Passage, above: Passage) -> bool:
    """Whether the piece is a line of the title as well: it tells an office, or goes on from the one above."""
    if not is_in_capitals(piece.text) or is_item(piece):
        return False
    if pattern("people", "titles").search(piece.folded):
        return True
    if (
        piece.sure is not None
        or not is_in_capitals(above.text)
        or _PLAIN_CAPITALS.fullmatch(piece.text) is None
    ):
        return False
    return piece.text.isupper() and not pattern("people", "no_person").search(piece.folded.lstrip(" ("))


def _signer(pieces: list[Passage]) -> Reading[str] | None:
    for piece in pieces:
        name = person(piece.text)
        if name is not None and not _is_unit(piece, name):
            return Reading(value=name, confidence=0.85, evidence=piece.evidence("signature"))
    return None


def _is_unit(piece: Passage, name: str) -> bool:
    """Whether two nouns with capitals end an entry of the copies: ``- Lưu: VT, Đào Tạo``."""
    is_entry = is_item(piece) or pattern("people", "kept_by").search(piece.folded.lstrip(" -")) is not None
    before = piece.text.strip(" .;").removesuffix(name).rstrip()
    return is_entry and before.endswith(",") and len(name.split()) < _WHOLE_NAME


def _signer_alone(piece: Passage) -> Reading[str] | None:
    """Return a name that no list of family names knows, or one in capitals, if it has a line of its own."""
    if piece.sure is not None or is_item(piece) or pattern("people", "titles").search(piece.folded):
        return None
    name = person_alone(piece.text.strip(" .,;*_"))
    if name is None:
        return None
    return Reading(value=name, confidence=0.85, evidence=piece.evidence("signature-alone"))


def _title(titles: list[Passage]) -> Reading[str]:
    text = " / ".join(collapse(title.text).strip(" .;,'‘’\"“”") for title in titles)
    return Reading(value=text, confidence=0.85, evidence=titles[0].evidence("signature"))
