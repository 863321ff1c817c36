"""What stands directly behind a code that the grammar knows: the rest of a symbol with habits of its own."""

import re
from dataclasses import replace
from typing import Final

from model.document_code import DocumentCode, DocumentCodeError
from model.vietnamese import plain_dashes

_PIECE: Final = r"[A-ZĐƯÔƠÂĂÊ\d]+[a-zđ]?(?![^\W_])"
_TAIL: Final = re.compile(
    rf"(?:\s?[_,/&+–-]{_PIECE})+|[ \xa0](?:[IVX]+|\d{{1,2}}|[A-ZĐ]{{2,}})(?:[-–&]{_PIECE})+"
)
"""Behind a sign, or a number of its own behind a blank: ``KBKV XI-KTNN``, ``UBND_KT``, ``SYT-NVY/2024``."""
_GOES_ON: Final = re.compile(r"[-–_/&+]?[^\W_]")


def whole_code(code: DocumentCode, behind: str) -> tuple[DocumentCode, bool]:
    """Return the code with what belongs to it of the text behind, and whether that is all that is printed.

    Blanks inside a symbol are left out, as everywhere in codes.
    """
    tail = _TAIL.match(behind)
    if tail is None:
        return code, _GOES_ON.match(behind) is None
    rest = re.sub(r"\s+", "", plain_dashes(tail[0]))
    try:
        whole = DocumentCode.parse(f"{code}{rest}")
    except DocumentCodeError:
        whole = replace(code, symbol=f"{code.symbol}{rest}")
    return whole, _GOES_ON.match(behind, tail.end()) is None
