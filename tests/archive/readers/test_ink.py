import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from archive.readers.ink import Mask, pieces

MASKS = arrays(np.bool_, st.tuples(st.integers(1, 12), st.integers(1, 12)))


def mask(*rows: str) -> Mask:
    return np.array([[sign == "#" for sign in row] for row in rows])


def test_spots_that_touch_by_a_corner_are_one_piece() -> None:
    assert [piece.box for piece in pieces(mask("#..", ".#.", "..#"))] == [(0, 0, 3, 3)]


def test_a_gap_of_one_spot_parts_two_pieces() -> None:
    assert sorted(piece.box for piece in pieces(mask("#.#", "#.#"))) == [(0, 0, 1, 2), (2, 0, 3, 2)]


def test_two_arms_that_meet_below_are_one_piece() -> None:
    assert [piece.ink for piece in pieces(mask("#.#", "#.#", "###"))] == [7]


def test_a_blank_row_parts_two_pieces() -> None:
    assert len(pieces(mask("##", "..", "##"))) == 2


@given(MASKS)
def test_the_pieces_together_are_all_the_ink(ink: Mask) -> None:
    found = pieces(ink)
    assert sum(piece.ink for piece in found) == ink.sum()
    left = ink.copy()
    for piece in found:
        piece.blot_out(left)
    assert not left.any()
