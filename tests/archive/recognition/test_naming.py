import pytest

from archive.recognition.naming import is_abbreviated, is_named
from model.document_code import DocumentCode
from model.vietnamese import fold

MINISTRY = "Bộ Giáo dục và Đào tạo"


@pytest.mark.parametrize(
    ("name", "text", "is_there"),
    [
        (MINISTRY, "của Bộ Giáo dục và Đào tạo về việc", True),
        (MINISTRY, "của BỘ GIÁO DỤC & ĐÀO TẠO", True),
        ("Bộ Giáo dục và Đào tạo (Cục Công nghệ thông tin)", "của Bộ Giáo dục và Đào tạo", True),
        ("Cục Thuế thành phố Hà Nội", "của Cục Thuế TP. Hà Nội hỏi", True),
        ("Cục Thuế tỉnh Hà Nam", "của Cục Thuế tỉnh Hà Narn về", True),
        # the area of the body left out, but no other area in its place
        ("Sở Y tế tỉnh Hà Nam", "của Sở Y tế về việc", True),
        ("Sở Y tế tỉnh Hà Nam", "của Sở Y tế tỉnh Nam Định về việc", False),
        ("Sở Y tế tỉnh Hà Nam", "của Sở Y tế Nam Định về việc", False),
        ("Ủy ban nhân dân huyện Thanh Liêm", "của Ủy ban nhân dân về việc", False),
        # the department is not the ministry, one province not the other
        ("Sở Giáo dục và Đào tạo", "của Bộ Giáo dục và Đào tạo", False),
        ("Cục Thuế Hà Nam", "của Cục Thuế Hà Nội", False),
    ],
)
def test_a_body_is_named_when_its_words_stand_together(name: str, text: str, *, is_there: bool) -> None:
    assert is_named(name, fold(text)) is is_there


@pytest.mark.parametrize(
    ("name", "stands_for"),
    [
        (MINISTRY, True),
        ("Bộ GD&ĐT (để b/c)", True),
        ("Sở Giáo dục và Đào tạo", False),
        ("Bộ Tài chính", False),
    ],
)
def test_the_abbreviation_in_a_code_stands_for_its_body(name: str, *, stands_for: bool) -> None:
    assert is_abbreviated(name, DocumentCode.parse("1616/BGDĐT-KHTC")) is stands_for
