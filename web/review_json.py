"""The objects that ``--json`` prints about what people say of records, and what the office learns by it."""

from model.hint import Hint
from web.json_lines import Fields


def hint(shown: Hint) -> Fields:
    """Return what the office was taught about a correspondent; what is unknown is left out."""
    fields = {
        "number": shown.number,
        "kind": str(shown.kind),
        "text": shown.text,
        "parent": shown.parent,
        "place": shown.place,
        "organ": shown.organ,
        "organ_id": shown.organ_id,
        "record": None if shown.record is None else str(shown.record),
        "added_by": shown.added_by.name,
        "added_at": shown.added_at.isoformat(),
        "removed_by": None if shown.removed_by is None else shown.removed_by.name,
        "removed_at": None if shown.removed_at is None else shown.removed_at.isoformat(),
    }
    return {name: value for name, value in fields.items() if value is not None}
