import pytest

from index.engines.vocabulary import Vocabulary

WORDS = Vocabulary([b"truong", b"truongg", b"trung", b"luong", b"nghieng", b"nghien", b"y", b"bao"])


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("truogn", {b"truong": 1}),
        ("trong", {b"trung": 1, b"truong": 1}),
        ("nghiegnn", {b"nghieng": 2, b"nghien": 2}),
        ("baao", {b"bao": 1}),
        ("bao", {}),
        ("xyz", {}),
        ("", {}),
    ],
)
def test_words_a_slip_away_are_found(word: str, near: dict[bytes, int]) -> None:
    assert dict(WORDS.near(word.encode())) == near


def test_an_empty_vocabulary_has_nothing_near() -> None:
    assert list(Vocabulary([]).near(b"bao")) == []
