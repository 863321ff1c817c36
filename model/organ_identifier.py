"""The electronic identifiers of agencies (mã định danh), of which there are two forms (records.md 1.10)."""

import re
from typing import Final

_LEVELS: Final = 4
_LEVEL_ONE: Final = re.compile(r"[A-K][0-9]{2}")
_NONE: Final = re.compile(r"0+")


def canonical(identifier: str) -> str:
    """Return an identifier in the form of Quyết định 20/2020: ``000.00.05.H41`` becomes ``H41.05``.

    Below level 1 the numbers may have been given anew: equality there is evidence, no proof.
    """
    groups = "".join(identifier.split()).upper().split(".")
    if len(groups) != _LEVELS or _LEVEL_ONE.fullmatch(groups[-1]) is None:
        return ".".join(groups)
    return ".".join(group for group in reversed(groups) if _NONE.fullmatch(group) is None)
