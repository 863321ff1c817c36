from docx.image.image import Image

from generator.qr_code import png, qr_squares

MARK = "VT-8HQK-3F7M2C-1-00H-B"


def test_a_mark_fills_version_two() -> None:
    squares = qr_squares(MARK)
    assert {len(squares), *map(len, squares)} == {25}
    corner = ["".join("#" if dark else "." for dark in row[:8]) for row in squares[:8]]
    assert corner == [
        "#######.",
        "#.....#.",
        "#.###.#.",
        "#.###.#.",
        "#.###.#.",
        "#.....#.",
        "#######.",
        "........",
    ]


def test_the_picture_has_the_squares_and_nothing_around() -> None:
    picture = Image.from_blob(png(qr_squares(MARK)))
    assert (picture.px_width, picture.px_height, picture.content_type) == (300, 300, "image/png")
