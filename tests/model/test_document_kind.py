import pytest

from model.data_file import read_data
from model.document_kind import (
    DocumentKind,
    is_kind_token,
    kind_abbreviations,
    kind_by_abbreviation,
    kind_by_name,
)
from model.layout_profile import LayoutProfile
from model.vietnamese import fold, nfc


def test_code_and_data_know_the_same_kinds() -> None:
    assert set(read_data("kinds")) == {kind.value for kind in DocumentKind}


def test_the_decree_lists_29_kinds() -> None:
    assert sum(kind.is_generated for kind in DocumentKind) == 29


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_kind_is_found_by_its_name_however_it_is_written(kind: DocumentKind) -> None:
    for written in (kind.label, kind.label.upper(), fold(kind.label), f"  {kind.label} (cá biệt)"):
        assert kind_by_name(written) is kind


@pytest.mark.parametrize("kind", DocumentKind)
def test_a_value_is_the_name_as_a_slug(kind: DocumentKind) -> None:
    assert kind.value == fold(kind.label).replace(" ", "-")
    assert kind.label == nfc(kind.label)


@pytest.mark.parametrize("profile", LayoutProfile)
def test_no_two_kinds_of_one_time_share_an_abbreviation(profile: LayoutProfile) -> None:
    abbreviations = [text for kind in DocumentKind if (text := kind.abbreviation(profile))]

    assert len(set(abbreviations)) == len(abbreviations)
    assert {kind_by_abbreviation(text, profile) for text in abbreviations} == {
        kind for kind in DocumentKind if kind.abbreviation(profile)
    }


def test_27_of_the_29_kinds_have_an_abbreviation_today() -> None:
    generated = [kind for kind in DocumentKind if kind.is_generated]
    without = [kind for kind in generated if kind.abbreviation(LayoutProfile.ND30_2020) is None]

    assert without == [DocumentKind.OFFICIAL_DISPATCH, DocumentKind.OFFICIAL_LETTER]


def test_the_decree_dropped_four_kinds_of_the_circular_and_added_one() -> None:
    old = {kind for kind in DocumentKind if kind.abbreviation(LayoutProfile.TT01_2011)}
    new = {kind for kind in DocumentKind if kind.abbreviation(LayoutProfile.ND30_2020)}

    assert new - old == {DocumentKind.NOTICE_SLIP}
    assert old - new == {
        DocumentKind.COMMITMENT,
        DocumentKind.CERTIFICATE,
        DocumentKind.TRAVEL_PERMIT,
        DocumentKind.FILE_RECEIPT,
    }


@pytest.mark.parametrize(
    ("kind", "today", "in_2011"),
    [
        (DocumentKind.MEMORANDUM, "BGN", "GN"),
        (DocumentKind.AGREEMENT, "BTT", "TTh"),
        (DocumentKind.AUTHORIZATION, "GUQ", "UQ"),
        (DocumentKind.LEAVE_PERMIT, "GNP", "NP"),
        (DocumentKind.NOTICE_SLIP, "PB", None),
        (DocumentKind.TRAVEL_PERMIT, None, "ĐĐ"),
        (DocumentKind.PROPOSAL, "TTr", "TTr"),
    ],
)
def test_abbreviations_changed_in_2020(kind: DocumentKind, today: str | None, in_2011: str | None) -> None:
    assert kind.abbreviation(LayoutProfile.ND30_2020) == today
    assert kind.abbreviation(LayoutProfile.TT01_2011) == in_2011
    assert kind_by_abbreviation(today or in_2011 or "") is kind


@pytest.mark.parametrize("text", ["TTR", "ttr", "QD", "qđ", "", "UBND", "Công văn"])
def test_an_abbreviation_is_exact(text: str) -> None:
    assert kind_by_abbreviation(text) is None


def test_the_dispatch_is_read_by_cv_but_never_printed_so() -> None:
    assert kind_by_abbreviation("CV") is DocumentKind.OFFICIAL_DISPATCH
    assert "CV" in kind_abbreviations()
    assert all(DocumentKind.OFFICIAL_DISPATCH.abbreviation(profile) is None for profile in LayoutProfile)


def test_an_unknown_name_is_no_kind() -> None:
    assert kind_by_name("Sơ yếu lý lịch") is None
    assert kind_by_name("Công") is None


@pytest.mark.parametrize("issuer", ["TTg", "UBND", "TW", "BYT", "BGDĐT", "SGDĐT", "NHNN7", ""])
def test_ct_before_one_who_may_direct_is_a_directive(issuer: str) -> None:
    assert is_kind_token("CT", issuer)


@pytest.mark.parametrize("unit", ["TTHT", "KTT2", "HTr", "TT&HT", "CS", "TTr1", "TNCN"])
def test_ct_before_a_unit_of_a_tax_office_is_no_kind(unit: str) -> None:
    assert not is_kind_token("CT", unit)
