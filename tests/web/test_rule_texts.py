import pytest

from web.rule_texts import rule_words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("carries-out:cited-with-date", "viết là thực hiện, căn cứ, nhận được; nêu đúng số, ký hiệu và ngày"),
        ("office-alias:12", "theo gợi ý tên số; 12"),
        ("a-rule-without-words", "a-rule-without-words"),
    ],
)
def test_a_rule_is_told_in_a_clerks_words(rule: str, words: str) -> None:
    assert rule_words(rule) == words
