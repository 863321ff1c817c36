"""What a ``template.toml`` may say; an office's own is checked like the shipped ones."""

from pathlib import Path

import pytest

from generator.errors import TemplateInvalidError, TemplateNotFoundError
from generator.layout import AddresseeBlock, FirstRecipient, HeaderShape, RuleUnder, SubjectPlace
from generator.template import load_kind
from generator.template_files import SHIPPED
from model.document_kind import DocumentKind

KINDS = [kind for kind in DocumentKind if kind.is_generated]
MINUTES = DocumentKind.MINUTES


def own(folder: Path, kind: DocumentKind, old: str, new: str) -> Path:
    """Put an office's own description of a kind into a folder: the shipped one with a change."""
    shipped = (SHIPPED / kind / "template.toml").read_text(encoding="utf-8")
    assert old in shipped
    (folder / kind).mkdir()
    (folder / kind / "template.toml").write_text(shipped.replace(old, new), encoding="utf-8")
    return folder


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_described_without_contradiction(kind: DocumentKind) -> None:
    template = load_kind(kind)
    keys = {*template.fields.required, *template.fields.optional}
    layout = template.layout
    assert len(keys) == len((*template.fields.required, *template.fields.optional))
    assert (layout.addressee is not AddresseeBlock.NONE) == ("kinh_gui" in keys)
    assert (layout.subject is not SubjectPlace.NONE) <= ("trich_yeu" in template.fields.required)
    assert (layout.rule_under is RuleUnder.SUBJECT) <= (layout.subject is SubjectPlace.UNDER_TITLE)
    assert "trich_yeu" in keys or template.description.subject
    assert layout.filing <= layout.recipients


@pytest.mark.parametrize("kind", DocumentKind)
def test_only_the_29_kinds_of_the_decree_have_a_template(kind: DocumentKind) -> None:
    if kind.is_generated:
        assert load_kind(kind).description.kind is kind
        return
    with pytest.raises(TemplateNotFoundError):
        load_kind(kind)


def test_the_kinds_differ_in_layout_as_the_model_documents_do() -> None:
    assert load_kind(MINUTES).layout.header is HeaderShape.NO_DATE
    assert load_kind(DocumentKind.OFFICIAL_DISPATCH).layout.subject is SubjectPlace.UNDER_CODE
    assert load_kind(DocumentKind.DECISION).layout.first_recipient is FirstRecipient.AS_IN_ARTICLE
    assert load_kind(DocumentKind.INTRODUCTION).layout.first_recipient is FirstRecipient.ALWAYS_AS_ABOVE
    assert load_kind(DocumentKind.TELEGRAM).layout.addressee is AddresseeBlock.TELEGRAM


def test_an_office_may_word_a_kind_itself(tmp_path: Path) -> None:
    office = own(tmp_path, DocumentKind.RESOLUTION, "QUYẾT NGHỊ:", "QUYẾT NGHỊ")
    assert load_kind(DocumentKind.RESOLUTION, office).wording.operative == "QUYẾT NGHỊ"
    assert load_kind(DocumentKind.DECISION, office).wording.operative == "QUYẾT ĐỊNH:"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("[layout]", "[layuot]", "layuot"),
        ('header = "no-date"', 'header = "no-dates"', "no-dates"),
        ('header = "no-date"', "headr = 1", "headr"),
        ('rule_under = "none"', "filing = 'yes'", "filing"),
        ("[defaults]", '[wording]\ntitel = "X"\n[defaults]', "titel"),
        ("{dia_diem}", "{dia_điem}", "dia_điem"),
        ('body = "noi_dung"', 'body = "noidung"', "noidung"),
        ('body = "noi_dung"', 'body = "noi_dung"\ntext = "x"', "text or body"),
        ('{ key = "thu_ky", title = "THƯ KÝ" }, ', "", "sides"),
        ("[[lines]]", "[[lines]", "line"),
    ],
)
def test_a_slip_in_a_description_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    with pytest.raises(TemplateInvalidError, match=named):
        load_kind(MINUTES, own(tmp_path, MINUTES, old, new))
