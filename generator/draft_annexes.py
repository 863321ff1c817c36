"""What goes with a draft: its annexes (phụ lục), and the text that a decision issues (Mẫu 1.3)."""

from collections.abc import Iterable
from typing import Final

from generator.draft_header import read_kind
from generator.draft_lines import read_parts
from generator.draft_signatories import read_signatory
from generator.draft_source import Field
from model.dispatch import Annex, AttachedText, Part
from model.vietnamese import fold

_ANNEX_KEYS: Final = ("ten", "noi_dung", "huong", "tep_rieng")
_ATTACHED_KEYS: Final = ("loai", "trich_yeu", "noi_dung", "nguoi_ky")
_DIRECTIONS: Final = {"doc": False, "ngang": True}
_ANNEX_WORD: Final = "phu luc"


def read_annexes(field: Field | None) -> tuple[Annex, ...]:
    """Return the annexes in their order."""
    return tuple(_annex(item) for item in field.items()) if field else ()


def refuse_unmentioned(field: Field | None, parts: Iterable[Part]) -> None:
    """Refuse an annex that the text does not speak of (III-1a).

    Raises:
        DraftInvalidError: at the field that brings the annex.
    """
    if field is not None and not any(_ANNEX_WORD in fold(part.text) for part in parts):
        raise field.error("annex-not-mentioned")


def read_attached(field: Field | None) -> AttachedText | None:
    """Return the text that is issued under a decision."""
    if field is None:
        return None
    fields = field.fields()
    fields.allow(_ATTACHED_KEYS)
    signatory = fields.get("nguoi_ky")
    return AttachedText(
        kind=read_kind(fields.need("loai")),
        subject=fields.need("trich_yeu").text(),
        parts=read_parts(fields.need("noi_dung")),
        signatory=read_signatory(signatory) if signatory else None,
    )


def _annex(item: Field) -> Annex:
    fields = item.fields()
    fields.allow(_ANNEX_KEYS)
    direction, separate = fields.get("huong"), fields.get("tep_rieng")
    return Annex(
        title=fields.need("ten").text(),
        parts=read_parts(fields.need("noi_dung")),
        landscape=_is_turned(direction) if direction else False,
        separate=separate.flag() if separate else False,
    )


def _is_turned(field: Field) -> bool:
    text = field.text()
    if fold(text) not in _DIRECTIONS:
        raise field.error("direction-unknown", text)
    return _DIRECTIONS[fold(text)]
