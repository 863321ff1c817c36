"""The shipped samples: one of each kind, and together every component of a document."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.draft import read_draft
from generator.draft_copy import read_copy
from generator.template_files import SHIPPED
from model.copy_form import CopyForm
from model.dispatch import (
    Banner,
    Basis,
    Circulation,
    Dispatch,
    Heading,
    HeadingLevel,
    Landscape,
    Part,
    Table,
)
from model.document_kind import DocumentKind
from model.layout_profile import LayoutProfile
from model.urgency import Urgency

TODAY = date(2026, 11, 16)
KINDS = [kind for kind in DocumentKind if kind.is_generated]
DRAFTS = sorted(path for kind in KINDS for path in (SHIPPED / kind).glob("*.yaml"))


def sample(path: Path) -> Dispatch:
    return read_draft(path, issuer_defaults=None, today=TODAY)


def parts(dispatch: Dispatch) -> Iterator[Part]:
    """Yield every part, also those of what is attached and of turned pages."""
    texts = [dispatch.body, *(annex.parts for annex in dispatch.annexes)]
    texts += [dispatch.attached.parts] if dispatch.attached else []
    for text in texts:
        for part in text:
            yield part
            yield from part.parts if isinstance(part, Landscape) else ()


ALL = [sample(path) for path in DRAFTS]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_sample_of_itself(kind: DocumentKind) -> None:
    dispatch = sample(SHIPPED / kind / "sample.yaml")
    assert dispatch.kind is kind
    assert dispatch.body
    assert all(signatory.name and signatory.title for signatory in dispatch.signatories)


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_sample_names_its_kind_in_the_symbol_as_its_time_wrote_it(path: Path) -> None:
    dispatch = sample(path)
    profile = LayoutProfile.on(dispatch.issued_on or TODAY)
    tokens = dispatch.symbol.split("-")
    assert dispatch.kind.abbreviation(profile) in {tokens[0], None}


@pytest.mark.parametrize("form", CopyForm)
def test_every_form_of_copy_has_a_sample(form: CopyForm) -> None:
    copy = read_copy(SHIPPED / form / "sample.yaml", issuer_defaults=None, today=TODAY)
    assert copy.form is form
    assert copy.symbol.startswith(form.abbreviation(LayoutProfile.ND30_2020))


def test_the_samples_hold_every_sort_of_part() -> None:
    found = [part for dispatch in ALL for part in parts(dispatch)]
    assert {part.level for part in found if isinstance(part, Heading)} == set(HeadingLevel)
    for sort in (Banner, Basis, Landscape, Table):
        assert any(isinstance(part, sort) for part in found)


def test_the_samples_hold_every_stamp_and_component() -> None:
    assert {dispatch.urgency for dispatch in ALL} == {*Urgency, None}
    assert {dispatch.circulation for dispatch in ALL} == {*Circulation, None}
    assert any(dispatch.contact for dispatch in ALL)
    assert any(dispatch.drafter and dispatch.drafter.copies for dispatch in ALL)
    assert any(dispatch.attached for dispatch in ALL)
    assert any(dispatch.signatory.other_title for dispatch in ALL)
    assert any(len(dispatch.addressee_lines) > 1 for dispatch in ALL)


def test_the_samples_hold_annexes_of_every_sort() -> None:
    annexes = [annex for dispatch in ALL for annex in dispatch.annexes]
    assert any(annex.landscape for annex in annexes)
    assert any(annex.separate for annex in annexes)
    assert {len(dispatch.annexes) for dispatch in ALL} == {0, 1, 2}


@pytest.mark.parametrize("capacity", ["TM. ", "KT. ", "TL. ", "TUQ. ", "Q. "])
def test_the_samples_are_signed_in_every_capacity(capacity: str) -> None:
    signed = [line for d in ALL for s in d.signatories for line in (*s.capacity_lines, s.title)]
    assert any(line.startswith(capacity) for line in signed)


def test_two_sign_where_two_sides_meet() -> None:
    kinds = {dispatch.kind for dispatch in ALL if len(dispatch.signatories) == 2}
    assert kinds == {
        DocumentKind.MINUTES,
        DocumentKind.CONTRACT,
        DocumentKind.MEMORANDUM,
        DocumentKind.AGREEMENT,
    }


def test_no_sample_holds_a_place_that_was_left_unfilled() -> None:
    for dispatch in ALL:
        said = "\n".join((dispatch.subject, *(part.text for part in parts(dispatch))))
        assert "{" not in said
        assert "…" not in said


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not DocumentKind.NOTICE_SLIP])
def test_every_kind_of_then_can_be_drafted_as_circular_01_2011_wrote_it(
    tmp_path: Path, kind: DocumentKind
) -> None:
    text = (SHIPPED / kind / "sample.yaml").read_text(encoding="utf-8")
    now, then = kind.abbreviation(LayoutProfile.ND30_2020), kind.abbreviation(LayoutProfile.TT01_2011)
    undated = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("ngay:"))
    old = f"ngay: 2016-05-06\n{undated}".replace(f"ky_hieu: {now}-", f"ky_hieu: {then}-")
    path = tmp_path / "du-thao.yaml"
    path.write_text(old, encoding="utf-8")
    dispatch = sample(path)
    assert dispatch.year == 2016
    assert then is None or dispatch.symbol.startswith(f"{then}-")
