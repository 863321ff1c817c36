import pytest

from index.analyzer import forms
from index.spelling import spelled, suggestions

_TEXTS = ("báo cáo", "báo cáo", "bạo", "trường học", "truong", "phần mềm")


class Words:
    """The words of a few texts."""

    def frequency(self, form: str, term: str) -> int:
        """Count a form in all texts."""
        return sum(term == getattr(forms(word), form) for text in _TEXTS for word in text.split())

    def similar_words(self, folded: str) -> tuple[tuple[str, int], ...]:
        """Give the words of a small table."""
        near = {
            "bap": (("bao", 3),),
            "cap": (("ca", 1), ("cao", 2)),
            "hox": (("hoc", 1),),
            "truongg": (("truong", 1),),
        }
        return near.get(folded, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bap", ["bao"]),
        ("bap cao", ["bao cao"]),
        # in the spelling that most documents have
        ("phần báp", ["phần báo"]),
        ("phần mem hox", ["phần mem học"]),
        # a tone that nobody types there
        ("bảo cáo", ["báo cáo"]),
        # the first letter is seldom the wrong one, the likelier word comes first
        ("cap", ["ca", "cao"]),
        # as it was typed around
        ('"báo cáp" -trường', ['"báo ca" -trường', '"báo cáo" -trường']),
        # nothing to better, nothing better
        ("báo cáo", []),
        ("bao truong", []),
        ("xyzxyz", []),
        ("báo 2017", []),
        ("báo HOẶC cáo", []),
        # capitals stay
        ("BAP", ["BAO"]),
        # names are right, whether a document holds them or not
        ("Bắc Kạn", []),
        ("Rạch Giá", []),
        ("Sở Y tế", []),
        # too many to be slips
        ("bap bap bap bap", []),
        ("bap " * 10_000, []),
    ],
)
def test_unknown_words_are_suggested_as_they_occur(text: str, expected: list[str]) -> None:
    assert [better.text for better in suggestions(text, Words())] == expected


@pytest.mark.parametrize(
    ("text", "beside", "likelihood"),
    [
        ("bảo cáo", ("báo cáo",), 2),
        ("phần truongg mềm", ("phần truong", "truong mềm"), 1),
        ("mem hox", ("mem hoc",), 0),
    ],
)
def test_how_likely_another_spelling_is_depends_on_what_was_changed(
    text: str, beside: tuple[str, ...], likelihood: int
) -> None:
    (better,) = suggestions(text, Words())
    assert (better.beside, better.likelihood) == (beside, likelihood)


@pytest.mark.parametrize(
    "text",
    [
        "hòa thủy toán quả quý gì giữa già của cửa ngoài khuỷu tiếng thuở mười",
        "cứu đào yếu nghiệp ủy hoàn loại ban x",
    ],
)
def test_a_tone_mark_is_put_where_it_is_written(text: str) -> None:
    assert " ".join(spelled(forms(word).exact) for word in text.split()) == text
