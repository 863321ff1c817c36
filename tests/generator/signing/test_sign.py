from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import pdfa

from generator.signing.boxes import Spot
from generator.signing.errors import PdfUnsignableError
from generator.signing.fields import signed_fields
from generator.signing.page_text import TextLine, open_pages, text_lines
from generator.signing.sign import sign_as_agency, sign_as_person, sign_with_line
from generator.signing.wording import annex_line, copy_line
from model.copy_form import CopyForm
from model.document_code import DocumentCode
from model.signature import Integrity, SignerRole, Trust
from tests.generator.conftest import DISPATCH
from tests.generator.signing.authority import NOW, holder
from tests.generator.signing.signed_files import (
    AGENCY,
    SIGNER,
    act,
    drawn,
    pictures,
    signed_by_both,
    signed_by_person,
    verdicts,
)

MM = 72 / 25.4


def line_of(pdf: bytes, text: str) -> TextLine:
    with open_pages(pdf) as document:
        return next(line for page in document for line in text_lines(page) if text in line.text)


def colour_at(pdf: bytes, x: float, y: float) -> tuple[int, int, int]:
    """Return the colour of a point of the first page, with signatures shown; points from below."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    image = document[0].render(scale=4, may_draw_forms=True).to_pil().convert("RGB")
    red, green, blue = image.getpixel((round(x * 4), image.height - round(y * 4)))
    return red, green, blue


def reason_of(refused: pytest.ExceptionInfo[PdfUnsignableError]) -> str:
    return refused.value.problem.code


def test_signatures_are_added_and_no_byte_before_them_changes() -> None:
    assert signed_by_person().startswith(drawn())
    assert signed_by_both().startswith(signed_by_person())


def test_signing_leaves_the_metadata_as_they_were() -> None:
    with pikepdf.open(BytesIO(drawn())) as before, pikepdf.open(BytesIO(signed_by_both())) as after:
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert dict(after.docinfo.items()) == dict(before.docinfo.items())


def test_nothing_but_the_form_keeps_the_validator_from_a_verdict(tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed_by_both())
    report = pdfa.validate_written(path, pdfa.Flavour.PDFA_2B)
    assert {(one.kind, one.where.rpartition(" ")[2]) for one in report.findings} == {
        ("unsupported", "/AcroForm")
    }


def test_person_then_agency_are_both_valid_and_say_when() -> None:
    person, agency = verdicts(signed_by_both())
    assert (person.signer, agency.signer) == (SIGNER, AGENCY)
    assert (person.integrity, agency.integrity) == (Integrity.EXTENDED, Integrity.WHOLE)
    assert person.valid
    assert agency.valid
    assert (person.trust, person.root) == (Trust.TRUSTED, "Gốc thử nghiệm")
    assert person.signed_at == agency.signed_at == NOW


def test_the_signature_stands_in_the_middle_between_title_and_name() -> None:
    (field,) = signed_fields(signed_by_person())
    title, name = line_of(drawn(), "GIÁM ĐỐC"), line_of(drawn(), SIGNER)
    assert field.box is not None
    assert field.box.left + field.box.width / 2 == pytest.approx(name.centre, abs=1)
    assert name.top < field.box.bottom
    assert field.box.bottom + field.box.height < title.bottom
    assert field.box.width == pytest.approx(45 * MM, abs=1)


def test_the_seal_has_its_real_size_and_covers_the_left_third_of_the_signature() -> None:
    signature, seal = (field.box for field in signed_fields(signed_by_both()))
    assert signature is not None
    assert seal is not None
    assert (seal.width, seal.height) == pytest.approx((36 * MM, 36 * MM), abs=1)
    assert seal.left + seal.width == pytest.approx(signature.left + signature.width / 3, abs=1)


def test_the_signature_is_blue_the_seal_red_and_the_page_shows_through_both() -> None:
    signature, seal = (field.box for field in signed_fields(signed_by_both()))
    assert signature is not None
    assert seal is not None
    scrawl = colour_at(
        signed_by_both(),
        signature.left + 380 / 532 * signature.width,
        signature.bottom + 156 / 236 * signature.height,
    )
    star = colour_at(signed_by_both(), seal.left + seal.width / 2, seal.bottom + seal.height / 2)
    ground = colour_at(signed_by_both(), seal.left + 3, seal.bottom + 3)
    assert scrawl[2] > 150 > scrawl[0]
    assert star[0] > 150 > star[2]
    assert ground == (255, 255, 255)


def test_a_draft_without_number_is_not_signed() -> None:
    draft = drawn(replace(DISPATCH, number=None, issued_on=None))
    with pytest.raises(PdfUnsignableError) as refused:
        sign_as_person(draft, act(holder(SIGNER)), pictures().signature)
    assert reason_of(refused) == "number-missing"


def test_nobody_signs_over_another_name() -> None:
    with pytest.raises(PdfUnsignableError) as refused:
        sign_as_person(drawn(), act(holder("Người Khác")), pictures().signature)
    assert refused.value.problem.facts == ("Người Khác", SIGNER)


def test_the_agency_does_not_sign_before_the_person() -> None:
    with pytest.raises(PdfUnsignableError) as refused:
        sign_as_agency(drawn(), act(holder(AGENCY)), pictures().seal)
    assert reason_of(refused) == "person-has-not-signed"


def test_nobody_signs_after_the_agency() -> None:
    with pytest.raises(PdfUnsignableError) as refused:
        sign_as_agency(signed_by_both(), act(holder(AGENCY)), pictures().seal)
    assert reason_of(refused) == "agency-has-signed"
    with pytest.raises(PdfUnsignableError) as refused:
        sign_as_person(signed_by_both(), act(holder(SIGNER)), pictures().signature)
    assert reason_of(refused) == "agency-has-signed"


def test_the_key_of_the_agency_is_not_that_of_a_person() -> None:
    by_agency = sign_as_person(
        drawn(replace(DISPATCH, signatory=replace(DISPATCH.signatory, name=AGENCY))),
        act(holder(AGENCY)),
        pictures().signature,
    )
    with pytest.raises(PdfUnsignableError):
        sign_as_agency(by_agency, act(holder(AGENCY)), pictures().seal)


def test_a_file_that_was_altered_after_signing_is_not_signed_further() -> None:
    altered = signed_by_person().replace(b"/Lang (vi-VN)", b"/Lang (en-US)")
    before = tuple(replace(one, integrity=Integrity.BROKEN) for one in verdicts(signed_by_person()))
    with pytest.raises(PdfUnsignableError) as refused:
        sign_as_agency(altered, act(holder(AGENCY), *before), pictures().seal)
    assert reason_of(refused) == "signed-before-not-intact"


def test_a_file_with_a_field_that_is_no_signature_is_refused_in_one_sentence() -> None:
    with pikepdf.open(BytesIO(drawn())) as document:
        field = document.make_indirect(pikepdf.Object.parse(b"<< /FT /Sig /T (a) >>"))
        field.V = document.make_indirect(pikepdf.Object.parse(b"<< /SubFilter /adbe.pkcs7.detached >>"))
        document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]))
        target = BytesIO()
        document.save(target)
    with pytest.raises(PdfUnsignableError) as refused:
        sign_as_person(target.getvalue(), act(holder(SIGNER)), pictures().signature)
    assert reason_of(refused) == "pdf-damaged"


def test_a_named_spot_is_measured_from_the_upper_left_corner() -> None:
    pdf = sign_as_person(
        drawn(), act(holder("Người Khác")), pictures().signature, at=Spot(page=1, left_mm=100, top_mm=200)
    )
    (field,) = signed_fields(pdf)
    assert field.box is not None
    assert field.box.left == pytest.approx(100 * MM, abs=1)
    assert field.box.bottom + field.box.height == pytest.approx((297 - 200) * MM, abs=1)


def test_a_page_that_is_not_there_is_named() -> None:
    with pytest.raises(PdfUnsignableError) as refused:
        sign_as_person(
            drawn(), act(holder(SIGNER)), pictures().signature, at=Spot(page=9, left_mm=1, top_mm=1)
        )
    assert refused.value.problem.facts == ("9", "1")


def test_the_lines_of_separate_files_and_copies_are_those_of_the_decree() -> None:
    assert annex_line(DocumentCode.parse("86/BGDĐT-CNTT"), NOW) == (
        "Số: 86/BGDĐT-CNTT; 16/11/2026; 09:05:07 +07:00"
    )
    assert copy_line(CopyForm.FULL, "Sở Y tế tỉnh Lâm Đồng", NOW + timedelta(hours=1)) == (
        "SAO Y; Sở Y tế tỉnh Lâm Đồng; 16/11/2026; 10:05:07 +07:00"
    )


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_the_line_stands_upright_in_the_upper_right_corner_of_a_page_turned_any_way(turned: int) -> None:
    with pikepdf.open(BytesIO(drawn())) as document:
        document.pages[0].Rotate = turned
        document.pages[0].MediaBox = [20, 30, 615, 872]
        target = BytesIO()
        document.save(target)
    signed = sign_with_line(target.getvalue(), act(holder(AGENCY)), "Số: 86/A-B; 16/11/2026; 09:05:07 +07:00")
    document = pypdfium2.PdfDocument(signed)
    document.init_forms()
    image = document[0].render(scale=2, may_draw_forms=True).to_pil().convert("L")
    left = image.width - round((3 + 75) * MM * 2)
    corner = image.crop((left, round(5 * MM * 2), image.width, round(12 * MM * 2)))
    box = corner.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert box is not None
    assert corner.width - box[2] == pytest.approx(3 * MM * 2, abs=3)
    assert box[2] - box[0] > 55 * MM * 2
    assert box[3] - box[1] < 5 * MM * 2


def test_the_agency_signs_a_separate_file_without_a_person() -> None:
    signed = sign_with_line(drawn(), act(holder(AGENCY)), "Số: 86/A-B")
    (field,) = signed_fields(signed)
    assert field.role is SignerRole.AGENCY
    assert verdicts(signed)[0].valid
