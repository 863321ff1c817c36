import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.engines.packed import Packed

GROUPS = st.lists(st.lists(st.integers(0, 1 << 20) | st.integers(0, 300), max_size=6), min_size=1, max_size=6)


def packed(groups: list[list[int]]) -> Packed:
    starts = np.cumsum([0, *map(len, groups)])
    return Packed.of(np.array([one for group in groups for one in group], np.int64), starts)


@given(GROUPS, GROUPS)
def test_numbers_come_back_group_by_group_from_rows_that_were_chained(
    first: list[list[int]], second: list[list[int]]
) -> None:
    whole = Packed.chained([packed(first), packed(second)])
    read = Packed.read(whole.arrays("row"), "row")
    at = 0
    for number, group in enumerate([*first, *second]):
        assert read.values(at, at + len(group), number, number + 1).tolist() == group
        at += len(group)


def test_small_numbers_take_one_byte_each() -> None:
    arrays = packed([[1, 2, 254], [3]]).arrays("row")
    assert (arrays["row"].nbytes, arrays["row.large"].size) == (4, 0)


@given(GROUPS, st.data())
def test_only_what_is_wanted_is_unpacked(groups: list[list[int]], data: st.DataObject) -> None:
    row = packed(groups)
    size = sum(map(len, groups))
    wanted = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)), np.bool_)
    values = row.values(0, size, 0, len(groups))
    assert row.chosen(0, size, 0, len(groups), wanted).tolist() == values[wanted].tolist()
    assert row.capped(0, size).tolist() == np.minimum(values, 255).tolist()
