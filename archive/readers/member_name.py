"""The names that containers give to their members: kept as names, never as paths."""

import re
from typing import Final

from model.vietnamese import nfc

_CONTROLS: Final = re.compile("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""Signs that nobody sees, among them those that turn the direction of letters."""
_LONGEST: Final = 255


def member_name(name: str, *, otherwise: str) -> str:
    """Return a name in NFC without steps upwards, roots and unseen signs; folders stay in it."""
    plain = _CONTROLS.sub("", nfc(name)).replace("\\", "/")
    parts = [part.strip() for part in plain.split("/")]
    kept = "/".join(part for part in parts if part and part not in {".", ".."} and not part.endswith(":"))
    return kept[-_LONGEST:] or otherwise
