from hypothesis import given
from hypothesis import strategies as st

from generator.flow import Block, Column, paginate
from generator.typesetting import Line

ROOM = 100.0


def paragraph(lines: int, *, keep_next: bool = False) -> Block:
    return Block(columns=(Column(lines=(Line(height=10.0),) * lines),), before=5.0, keep_next=keep_next)


def row(*heights: int, heading: tuple[Block, ...] = ()) -> Block:
    columns = tuple(Column(lines=(Line(height=10.0),) * height) for height in heights)
    return Block(columns=columns, is_row=True, heading=heading)


def line_counts(blocks: list[Block]) -> list[list[int]]:
    return [[len(placed.block.columns[0].lines) for placed in page] for page in paginate(blocks, ROOM)]


def test_a_paragraph_parts_with_two_lines_on_either_side() -> None:
    assert line_counts([paragraph(7), paragraph(4)]) == [[7, 2], [2]]
    assert line_counts([paragraph(6), paragraph(4)]) == [[6, 2], [2]]
    assert line_counts([paragraph(7), paragraph(3)]) == [[7], [3]]
    assert line_counts([paragraph(8), paragraph(4)]) == [[8], [4]]


def test_a_kept_paragraph_goes_with_the_row_after_it() -> None:
    assert line_counts([paragraph(3), paragraph(2, keep_next=True), row(5)]) == [[3], [2, 5]]


def test_a_row_does_not_part_unless_no_page_can_hold_it() -> None:
    assert line_counts([paragraph(5), row(6)]) == [[5], [6]]
    assert line_counts([paragraph(5), row(22)]) == [[5, 5], [10], [7]]
    assert line_counts([paragraph(5), row(1, 22)]) == [[5, 1], [0], [0]]


def test_a_heading_stands_again_over_a_row_that_begins_a_page() -> None:
    heading = row(1)
    assert line_counts([heading, row(6, heading=(heading,)), row(6, heading=(heading,))]) == [[1, 6], [1, 6]]
    assert line_counts([heading, row(15, heading=(heading,))]) == [[1, 9], [1, 6]]


def test_no_page_begins_with_the_room_before_a_block() -> None:
    _, second = paginate([paragraph(9), paragraph(9)], ROOM)
    assert [placed.top for placed in second] == [0.0]


@given(
    st.lists(
        st.tuples(st.integers(min_value=1, max_value=25), st.booleans(), st.booleans()),
        min_size=1,
        max_size=12,
    )
)
def test_every_line_is_placed_once_and_inside_its_page(shapes: list[tuple[int, bool, bool]]) -> None:
    blocks = [row(size) if is_row else paragraph(size, keep_next=keep) for size, is_row, keep in shapes]
    pages = list(paginate(blocks, ROOM))
    placed = [entry for page in pages for entry in page]
    assert sum(len(entry.block.columns[0].lines) for entry in placed) == sum(size for size, _, _ in shapes)
    assert all(entry.top + entry.block.height <= ROOM for entry in placed)
    assert all(page for page in pages)
