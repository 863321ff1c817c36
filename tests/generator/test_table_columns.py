from hypothesis import given
from hypothesis import strategies as st

from generator.fonts import Face, width
from generator.profile import load_profile
from generator.table_columns import cell_padding, column_widths
from model.dispatch import Alignment, Paragraph, Run, Table
from model.layout_profile import LayoutProfile

PROFILE = load_profile(LayoutProfile.ND30_2020)
TEXT_WIDTH = PROFILE.page.text_width_pt
CELLS = st.text(alphabet="aĐ1 -", max_size=80)


def table(*rows: tuple[str, ...]) -> Table:
    heading, *others = (tuple(Paragraph((Run(text),)) for text in row) for row in rows)
    return Table(heading=heading, rows=tuple(others), alignments=(Alignment.LEFT,) * len(heading))


def test_a_table_too_wide_for_its_words_keeps_the_narrow_columns_whole() -> None:
    long = "Cơsởdữliệuquốcgia" * 2
    number, *others = column_widths(table(("TT", *("x",) * 4), ("1234", *(long,) * 4)), PROFILE)
    assert number >= width("1234", Face.BOLD, 13) + 2 * cell_padding(5, PROFILE)
    assert max(others) - min(others) < 0.1


@given(
    st.integers(1, 30).flatmap(lambda count: st.lists(st.tuples(*(CELLS,) * count), min_size=1, max_size=4))
)
def test_a_table_never_leaves_the_margins_and_nearly_fills_them(rows: list[tuple[str, ...]]) -> None:
    widths = column_widths(table(*rows), PROFILE)
    assert TEXT_WIDTH - 0.05 * len(widths) - 0.01 <= sum(widths) <= TEXT_WIDTH + 0.01
    letter = width("W", Face.BOLD, 13)
    assert (
        all(column - 2 * cell_padding(len(widths), PROFILE) >= letter - 0.1 for column in widths)
        or len(widths) * letter > TEXT_WIDTH
    )
