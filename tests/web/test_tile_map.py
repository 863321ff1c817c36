from datetime import date

import pytest

from model.board import BoardRow, ReplyBoard, ReplyState
from model.document_code import DocumentCode
from model.organ import expand_group
from model.province import provinces_on
from model.record import Addressee
from model.record_id import RecordId
from web.tile_map import tile_map

ERAS = [date(2014, 3, 31), date(2026, 11, 2)]


def a_board(*addressees: Addressee) -> ReplyBoard:
    rows = tuple(
        BoardRow(addressee=one, state=ReplyState.AWAITED, replies=(), days_late=0) for one in addressees
    )
    return ReplyBoard(
        dispatch=RecordId(2026, "di", 1),
        code=DocumentCode.parse("1/A-B"),
        subject="x",
        on=ERAS[1],
        deadline=None,
        rows=rows,
        strays=(),
    )


def departments(day: date) -> list[Addressee]:
    return [
        Addressee(organ_id=body.id, name=body.full_name, province_id=body.province_id)
        for body in expand_group("các sở giáo dục và đào tạo", day)
    ]


@pytest.mark.parametrize("day", ERAS)
def test_every_province_of_an_era_has_one_tile(day: date) -> None:
    shown = tile_map(a_board(*departments(day)))
    assert shown is not None
    assert len(shown.tiles) % shown.columns == 0
    rows = [tile.row for tile in shown.tiles if tile is not None]
    assert sorted(row.addressee.province_id or "" for row in rows if row) == sorted(
        unit.id for unit in provinces_on(day)
    )


def test_a_province_that_was_not_asked_is_shown_as_such() -> None:
    shown = tile_map(a_board(*departments(ERAS[1])[:3]))
    assert shown is not None
    tiles = [tile for tile in shown.tiles if tile is not None]
    assert (len(tiles), sum(tile.row is not None for tile in tiles)) == (34, 3)


def test_without_one_addressee_per_province_of_one_era_there_is_no_map() -> None:
    old, new = (departments(day)[0] for day in ERAS)
    ministry = Addressee(organ_id="byt", name="Bộ Y tế")
    for addressees in ((), (old, new), (new, new), (new, ministry)):
        assert tile_map(a_board(*addressees)) is None
