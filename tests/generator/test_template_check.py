"""A template is checked before it is used: every problem is named with its place."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from generator.checks.annotate import annotate
from generator.checks.finding import Finding
from generator.profile import load_profile
from generator.template import load_kind
from generator.template_check import check_template
from generator.template_files import SHIPPED
from model.clock import SystemClock
from model.document_kind import DocumentKind
from model.layout_profile import LayoutProfile

PROFILE = load_profile(LayoutProfile.ND30_2020)
DISPATCH = DocumentKind.OFFICIAL_DISPATCH
KINDS = [kind for kind in DocumentKind if (SHIPPED / kind / "template.docx").is_file()]


def shipped(kind: DocumentKind = DISPATCH) -> bytes:
    return (SHIPPED / kind / "template.docx").read_bytes()


def checked(content: bytes, kind: DocumentKind = DISPATCH) -> tuple[Finding, ...]:
    wording = load_kind(kind).wording
    return check_template(
        content,
        shipped=shipped(kind),
        fixed=(wording.national_name, wording.motto),
        profile=PROFILE.of_kind(kind),
    )


def edited(change: Callable[[WordDocument], None]) -> bytes:
    document = Document(BytesIO(shipped()))
    change(document)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def paragraphs(document: WordDocument) -> list[Paragraph]:
    return [
        Paragraph(element, document) for element in document.element.body.iter() if element.tag.endswith("}p")
    ]


def replaced(old: str, new: str) -> bytes:
    """Return the shipped template with the text of its first paragraph that holds ``old`` changed."""

    def change(document: WordDocument) -> None:
        paragraph = next(one for one in paragraphs(document) if old in one.text)
        text = paragraph.text.replace(old, new)
        for run in paragraph.runs[1:]:
            run.text = ""
        paragraph.runs[0].text = text

    return edited(change)


def rules(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


@pytest.mark.parametrize("kind", KINDS)
def test_every_shipped_template_is_sound(kind: DocumentKind) -> None:
    assert checked(shipped(kind), kind) == ()


def test_a_misspelt_field_is_named_with_the_nearest_one_and_its_paragraph() -> None:
    first, *_ = checked(replaced("{{ so_ky_hieu }}", "{{ so_ki_hieu }}"))
    assert (first.rule, first.found, first.expected) == ("MAU-03", "so_ki_hieu", "so_ky_hieu")
    assert first.place is not None
    assert first.sentence.endswith("có phải là so_ky_hieu?")


def test_a_field_that_is_like_no_other_is_named_without_a_guess() -> None:
    first, *_ = checked(replaced("{{ so_ky_hieu }}", "{{ qwxz }}"))
    assert (first.rule, first.expected) == ("MAU-03", "")


@pytest.mark.parametrize(
    "broken", ["{{ so_ky_hieu }", "{ so_ky_hieu }}", "{{ so_ky_hieu", "{% if do_khan }}"]
)
def test_a_broken_tag_is_shown_as_it_stands(broken: str) -> None:
    first, *_ = checked(replaced("{{ so_ky_hieu }}", broken))
    assert first.rule == "MAU-02"
    assert broken in first.found


def test_a_tag_that_word_split_over_runs_is_whole() -> None:
    def split(document: WordDocument) -> None:
        paragraph = next(one for one in paragraphs(document) if "{{ so_ky_hieu }}" in one.text)
        for run in paragraph.runs[1:]:
            run.text = ""
        paragraph.runs[0].text = "{{ so_"
        for piece in ("ky_", "hieu", " }}"):
            paragraph.add_run(piece)

    assert checked(edited(split)) == ()


@pytest.mark.parametrize("quoted", ["{{ kinh_gui | join(“, ”) }}", "{{ kinh_gui | join(', ') }}"])
def test_quotes_that_word_made_curly_are_read_as_plain(quoted: str) -> None:
    assert "MAU-06" not in rules(checked(replaced("{{ so_ky_hieu }}", f"{{{{ so_ky_hieu }}}} {quoted}")))


def test_a_loop_without_its_end_is_told_where_it_begins() -> None:
    findings = checked(replaced("{{ so_ky_hieu }}", "{% for dong in noi_nhan %}{{ so_ky_hieu }}"))
    assert [finding.expected for finding in findings if finding.rule == "MAU-04"] == ["{% endfor %}"]


def test_an_end_without_its_beginning_is_told() -> None:
    assert "MAU-05" in rules(checked(replaced("{{ so_ky_hieu }}", "{{ so_ky_hieu }}{% endif %}")))


@pytest.mark.parametrize(
    "reaching",
    [
        "{{ so_ky_hieu.__class__ }}",
        "{{ range(10) }}",
        "{% include 'x' %}",
        "{{ 'a' * 10**9 }}",
        "{% set a = 1 %}",
    ],
)
def test_a_tag_that_does_more_than_print_is_refused(reaching: str) -> None:
    found = rules(checked(replaced("{{ so_ky_hieu }}", f"{{{{ so_ky_hieu }}}} {reaching}")))
    assert {"MAU-06", "MAU-03"} & set(found)


def test_a_missing_component_is_named() -> None:
    findings = checked(replaced("{{ so_ky_hieu }}", "Số:"))
    assert [(finding.rule, finding.expected) for finding in findings] == [("MAU-07", "so_ky_hieu")]


def test_a_component_that_few_documents_have_is_only_doubted() -> None:
    def without_urgency(document: WordDocument) -> None:
        for element in list(document.element.body.iter()):
            if element.tag.endswith("}t") and "do_khan" in (element.text or ""):
                element.text = element.text.replace("do_khan", "luu_hanh")

    findings = checked(edited(without_urgency))
    assert [(finding.rule, finding.expected) for finding in findings] == [("MAU-08", "do_khan")]


def test_missing_words_of_the_letterhead_are_named() -> None:
    findings = checked(replaced("Độc lập", "Doc"))
    assert [(finding.rule, finding.expected) for finding in findings] == [
        ("MAU-09", "Độc lập - Tự do - Hạnh phúc")
    ]


def test_what_is_no_word_file_gets_one_sentence() -> None:
    assert rules(checked(b"no Word file")) == ["MAU-01"]


def test_problems_are_written_into_a_copy_as_comments(tmp_path: Path) -> None:
    broken = replaced("{{ so_ky_hieu }}", "{{ so_ki_hieu }}")
    copy = annotate(broken, "mau.docx", checked(broken), at=SystemClock().now())
    (tmp_path / "copy.docx").write_bytes(copy)
    comments = [comment.text for comment in Document(str(tmp_path / "copy.docx")).comments]
    assert any("so_ki_hieu" in text for text in comments)
