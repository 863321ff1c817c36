import pytest

from generator.word_language import TagLanguageError, compile_tags

TEXTS, LISTS = {"so"}, {"ten"}
VALUES = {"so": "7 < 8", "ten": ("An", "Bình")}


def filled(source: str, values: dict[str, object] | None = None) -> str:
    return compile_tags(source, texts=TEXTS, lists=LISTS).fill(values or VALUES)


ALLOWED = [
    ("{{ so }}", "7 &lt; 8"),
    ("{% for t in ten %}{{ loop.index }}{{ t }}{% endfor %}", "1An2Bình"),
    ("{% if ten | length == 2 %}a{% else %}b{% endif %}", "a"),
    ("{% if not ten %}a{% elif so and ten %}b{% endif %}", "b"),
    ("{{ ten[0] | upper }}", "AN"),
    ("{% for t in ten[1:] %}{{ t }}{% endfor %}", "Bình"),
]


@pytest.mark.parametrize(("source", "result"), ALLOWED)
def test_a_tag_prints_repeats_and_chooses(source: str, result: str) -> None:
    assert filled(source) == result


FORBIDDEN = [
    "{{ la }}",
    "{{ so.__class__ }}",
    "{{ so['__class__'].__mro__ }}",
    "{{ so.upper() }}",
    "{{ range(10) }}",
    "{{ lipsum }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ 'a' * 1000000000 }}",
    "{{ so ~ so }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ '%1000000000d' | format(1) }}",
    "{{ so | center(1000000000) }}",
    "{{ so | attr('__class__') }}",
    "{% set a = so %}",
    "{% macro a() %}{% endmacro %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% extends 'a' %}",
    "{% raw %}{{ so }}{% endraw %}",
    "{% for a in so %}{% endfor %}",
    "{% for a in [1, 2] %}{% endfor %}",
    "{% for a in ten %}{% for b in ten %}{% endfor %}{% endfor %}",
    "{% for a, b in ten %}{% endfor %}",
    "{% for a in ten recursive %}{% endfor %}",
    "{% filter upper %}{% endfilter %}",
    "{% if so %}",
    "{% for x in %}",
    "{% endif %}",
    "{{ " + "(" * 90 + "so" + ")" * 90 + " }}",
    "{% if so %}" * 200 + "{% endif %}" * 200,
]


@pytest.mark.parametrize("source", FORBIDDEN)
def test_whatever_could_run_read_or_swell_is_refused_before_it_begins(source: str) -> None:
    with pytest.raises(TagLanguageError):
        filled(source)


def test_what_prints_without_end_is_stopped() -> None:
    loop = "{% for t in ten %}" + "x" * 100_000 + "{% endfor %}"
    with pytest.raises(TagLanguageError, match="without end"):
        filled(loop, {"so": "", "ten": ("",) * 1000})


def test_a_value_is_never_read_as_a_tag() -> None:
    assert filled("{{ so }}", {"so": "{{ ten }}", "ten": ()}) == "{{ ten }}"
