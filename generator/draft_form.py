"""The reply form of a draft (``phieu_tra_loi``): what the addressees are asked to fill in."""

from collections.abc import Iterable
from typing import Final

from generator.draft_body import read_body
from generator.draft_source import Field, Fields
from generator.messages import phrase
from model.reply_form import FieldType, FormField, ReplyForm, is_field_code
from model.vietnamese import fold

_FORM_KEYS: Final = ("trich_yeu", "ten_bieu", "muc", "noi_dung")
_ITEM_KEYS: Final = ("ma", "noi_dung", "kieu", "chon", "cot", "dong", "bat_buoc", "ghi_chu", "tep_du_lieu")
_TYPES: Final = {
    "chu": FieldType.TEXT,
    "so": FieldType.NUMBER,
    "ngay": FieldType.DATE,
    "chon": FieldType.CHOICE,
    "bang": FieldType.TABLE,
}
_ONLY_FOR: Final = {"chon": FieldType.CHOICE, "cot": FieldType.TABLE, "dong": FieldType.TABLE}
"""Parts of an item that one type alone has."""
_ANNEX: Final = "phu luc"


def read_form(fields: Fields) -> ReplyForm | None:
    """Return the form that goes with the dispatch, or None.

    Raises:
        DraftInvalidError: also when the text of the dispatch does not mention the annex it comes as (III-1a).
    """
    field = fields.get("phieu_tra_loi")
    if field is None:
        return None
    own = field.fields()
    own.allow(_FORM_KEYS)
    form = ReplyForm(
        subject=own.need("trich_yeu").text(),
        title=own.need("ten_bieu").text(),
        body=_body(own.get("noi_dung")),
        fields=_items(own.need("muc").items()),
    )
    text = fields.need("noi_dung")
    if _ANNEX not in fold(text.text()):
        raise text.error("form-not-mentioned")
    return form


def _body(field: Field | None) -> str:
    """Return the text of the answer as typed, when it can be read as one."""
    if field is None:
        return ""
    text, first_line = field.block()
    read_body(text, lambda code, number, facts: field.error(code, *facts, line=first_line + number))
    return text


def _items(items: Iterable[Field]) -> tuple[FormField, ...]:
    found: dict[str, FormField] = {}
    for item in items:
        fields = item.fields()
        fields.allow(_ITEM_KEYS)
        code = _code(fields.need("ma"), found)
        found[code] = _item(code, fields)
    return tuple(found.values())


def _code(field: Field, known: Iterable[str]) -> str:
    code = field.text()
    if not is_field_code(code):
        raise field.error("form-code-invalid", code)
    if code in known:
        raise field.error("form-code-twice", code)
    return code


def _item(code: str, fields: Fields) -> FormField:
    type_ = _type(fields.get("kieu"))
    for name, only in _ONLY_FOR.items():
        part = fields.get(name)
        if part is not None and type_ is not only:
            raise part.error("form-part-unfitting", phrase(f"form_{only}"))
    required, note, data = (fields.get(name) for name in ("bat_buoc", "ghi_chu", "tep_du_lieu"))
    return FormField(
        code=code,
        label=fields.need("noi_dung").text(),
        type=type_,
        choices=_distinct(fields.need("chon"), 2, "form-choices-few") if type_ is FieldType.CHOICE else (),
        columns=_distinct(fields.need("cot"), 1, "form-columns-few") if type_ is FieldType.TABLE else (),
        rows=rows.lines() if (rows := fields.get("dong")) else (),
        required=required.flag() if required else False,
        note=note.text() if note else None,
        data=data.flag() if data else False,
    )


def _type(field: Field | None) -> FieldType:
    if field is None:
        return FieldType.TEXT
    text = field.text()
    if fold(text) not in _TYPES:
        raise field.error("form-type-unknown", text)
    return _TYPES[fold(text)]


def _distinct(field: Field, fewest: int, code: str) -> tuple[str, ...]:
    """Return the values of a list that must differ."""
    values = field.lines()
    if len(values) < fewest or len(set(values)) < len(values):
        raise field.error(code)
    return values
