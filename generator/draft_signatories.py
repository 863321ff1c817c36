"""Who signs a draft: one person, or one for each of two sides."""

from typing import Final

from generator.draft_source import Field, Fields
from generator.kind_description import Side
from model.dispatch import Signatory

_KEYS: Final = ("quyen_han", "chuc_vu", "chuc_vu_khac", "ho_ten")


def read_signatories(field: Field, sides: tuple[Side, ...]) -> tuple[Signatory, ...]:
    """Return who signs, from left to right.

    Two sign where the kind has two ``sides``: as a list, or each under the key of its side.

    Raises:
        DraftInvalidError: when one is missing, or a second one is given where one signs.
    """
    if not sides:
        if field.is_list:
            raise field.error("signatory-one")
        return (read_signatory(field),)
    if field.is_list:
        items = field.items()
        if len(items) != len(sides):
            raise field.error("signatory-two", str(len(items)))
        return tuple(read_signatory(item, side.title) for item, side in zip(items, sides, strict=True))
    fields = field.fields()
    fields.allow(side.key for side in sides)
    return tuple(read_signatory(fields.need(side.key), side.title) for side in sides)


def read_signatory(field: Field, title: str = "") -> Signatory:
    """Return who signs, and for whom; ``title`` is the usual one."""
    fields = field.fields()
    fields.allow(_KEYS)
    capacity, other = fields.get("quyen_han"), fields.get("chuc_vu_khac")
    return Signatory(
        capacity_lines=capacity.lines() if capacity else (),
        title=_title(fields, title),
        other_title=other.text() if other else None,
        name=fields.need("ho_ten").text(),
    )


def _title(fields: Fields, usual: str) -> str:
    own = fields.get("chuc_vu")
    return usual if usual and own is None else fields.need("chuc_vu").text()
