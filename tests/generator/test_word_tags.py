from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.word_tags import TagError, TaggedPart
from generator.word_xml import element


def part(*paragraphs: tuple[str, ...]) -> TaggedPart:
    """Build a part: each paragraph is cut into runs as given."""
    return TaggedPart(element("body", *(paragraph(runs) for runs in paragraphs)))


def paragraph(runs: tuple[str, ...]) -> etree._Element:
    made = element("p")
    for text in runs:
        written = element("t")
        written.text = text
        made.append(element("r", written))
    return made


def source_of(*paragraphs: tuple[str, ...]) -> str:
    tagged = part(*paragraphs)
    tagged.take_tags()
    return tagged.source()


CUT = [
    ("{{ so }}",),
    ("{", "{ so }", "}"),
    ("Số: {{", " so ", "}} và"),
    ("a", "{{ s", "o }}", "b"),
]


@pytest.mark.parametrize("runs", CUT)
def test_a_tag_that_word_has_cut_is_put_together(runs: tuple[str, ...]) -> None:
    assert source_of(runs).count("{{ so }}") == 1


@given(st.lists(st.integers(0, 20), max_size=5))
def test_no_cut_loses_a_letter_or_a_tag(cuts: list[int]) -> None:
    whole = "Kính gửi: {{ x }} và {{ y }}."
    edges = sorted({0, len(whole), *cuts})
    runs = tuple(whole[begin:end] for begin, end in pairwise(edges))
    words = "".join(etree.fromstring(source_of(runs)).itertext())
    assert words == whole


def test_tags_of_paragraphs_take_the_place_of_their_paragraphs() -> None:
    source = source_of(("{%p for d in ten %}",), ("{{ d }}",), ("{%p endfor %}",))
    assert source.count("<w:p>") == 1
    assert source.index("{% for d in ten %}") < source.index("<w:p>") < source.index("{% endfor %}")


def test_curly_quotes_that_word_puts_into_a_tag_are_straightened() -> None:
    assert "{% if x == 'a' %}" in source_of(("{% if x == ‘a’ %}x{% endif %}",))


def test_braces_outside_tags_are_no_tags() -> None:
    source = source_of(("Tập hợp {1; 2} và {{ so }}",))
    assert "&#123;1; 2}" in source


BROKEN = [
    (("{{ so",), "broken"),
    (("so }}",), "broken"),
    (("{% if so",), "broken"),
    (("{{ " + "x" * 300 + " }}",), "broken"),
    (("{%p if a %} thừa",), "more than one"),
    (("{%p if a %}{%p if b %}",), "more than one"),
    (("{%tr for a in b %}",), "outside"),
    (("\ue000 {{ so }}",), "no script"),
]


@pytest.mark.parametrize(("runs", "problem"), BROKEN)
def test_a_broken_tag_is_told_with_the_text_it_stands_in(runs: tuple[str, ...], problem: str) -> None:
    with pytest.raises(TagError, match=problem) as caught:
        source_of(runs)
    assert caught.value.text


def test_a_picture_is_not_lost_with_the_paragraph_of_a_tag() -> None:
    tagged = part(("{%p if so %}",))
    tagged.root[0].append(element("r", element("drawing")))
    with pytest.raises(TagError, match="picture"):
        tagged.take_tags()


def test_a_text_full_of_braces_costs_little_time() -> None:
    with pytest.raises(TagError):
        source_of(("{{" * 200_000,))
