import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.fonts import Face, width
from generator.typesetting import Setting, set_paragraph, set_text
from model.dispatch import Alignment, Run

TEXTS = st.text(alphabet=st.sampled_from("aâđưỡĐ-, 1"), min_size=1, max_size=200).map(
    lambda text: " ".join(text.split())
)


def test_a_justified_line_reaches_the_right_edge_and_the_last_one_does_not() -> None:
    lines = set_text("Bộ Giáo dục và Đào tạo " * 20, Face.REGULAR, Setting(size=14, width=300))
    ends = [line.segments[-1].end for line in lines]
    assert ends[:-1] == pytest.approx([300.0] * (len(lines) - 1))


def test_a_stretched_line_of_one_face_is_written_in_one_go() -> None:
    first, *_ = set_text("Bộ Giáo dục và Đào tạo " * 20, Face.REGULAR, Setting(size=14, width=300))
    (segment,) = first.segments
    assert segment.word_space > 0
    assert segment.text.count(" ") == len(segment.text.split()) - 1


def test_the_first_line_is_indented_alone() -> None:
    lines = set_text("Bộ Giáo dục " * 20, Face.REGULAR, Setting(size=14, width=300, first_indent=28))
    assert [line.segments[0].x for line in lines] == [28.0] + [0.0] * (len(lines) - 1)


def test_centred_text_has_as_much_room_on_either_side() -> None:
    (line,) = set_text("Nơi", Face.BOLD, Setting(size=14, width=300, alignment=Alignment.CENTRE))
    assert line.segments[0].x == pytest.approx((300 - width("Nơi", Face.BOLD, 14)) / 2)


def test_a_gap_left_open_to_be_written_in_stays_as_wide_as_typed() -> None:
    (line,) = set_text(
        "Số:       /SGDĐT", Face.REGULAR, Setting(size=14, width=300, alignment=Alignment.LEFT)
    )
    assert [segment.text for segment in line.segments] == ["Số: ", "/SGDĐT"]
    assert line.segments[1].x == pytest.approx(width("Số:       ", Face.REGULAR, 14))


def test_what_touches_is_written_in_one_go() -> None:
    (line,) = set_text("Bộ Giáo dục", Face.REGULAR, Setting(size=14, width=300, alignment=Alignment.LEFT))
    assert [segment.text for segment in line.segments] == ["Bộ Giáo dục"]


def test_a_word_in_two_styles_is_not_broken_between_them() -> None:
    runs = (Run("rất dài " * 8), Run("nửa", bold=True), Run("nửa"))
    for room in range(60, 300, 7):
        broken = [line.text for line in set_paragraph(runs, Setting(size=14, width=float(room)))]
        assert any("nửanửa" in text for text in broken)


@given(TEXTS, st.integers(min_value=40, max_value=400))
def test_lines_give_the_text_again_and_fit_their_column(text: str, room: int) -> None:
    lines = set_text(text, Face.REGULAR, Setting(size=14, width=float(room), alignment=Alignment.LEFT))
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert sum(width(segment.text.rstrip(), Face.REGULAR, 14) for segment in line.segments) <= room + 0.1
