from io import BytesIO

import pikepdf
from PIL import Image

from generator.signing.facts import signature_facts
from generator.signing.sign import sign_with_line
from tests.generator.signing.authority import holder
from tests.generator.signing.signed_files import AGENCY, act, drawn, signed_by_both


def test_both_signatures_show_a_transparent_picture_the_agency_last() -> None:
    person, agency = signature_facts(signed_by_both())
    assert (person.by_agency, person.order) == (False, 0)
    assert (agency.by_agency, agency.order) == (True, 1)
    for fact in (person, agency):
        assert (fact.image_format, fact.image_has_alpha) == ("png", True)


def test_the_line_of_a_separate_file_is_read_back() -> None:
    line = "Số: 86/BGDĐT-CNTT; 16/11/2026; 09:05:07 +07:00"
    (fact,) = signature_facts(sign_with_line(drawn(), act(holder(AGENCY)), line))
    assert (fact.shown_text, fact.by_agency, fact.image_format) == (line, True, None)


def test_a_red_photograph_of_other_software_is_the_agency_s() -> None:
    with pikepdf.open(BytesIO(signed_by_both())) as document:
        fields = document.Root.AcroForm.Fields
        for field in fields:
            field.T = pikepdf.String(str(field.T).replace("vanthu", "other"))
        image = next(iter(next(iter(fields[1].AP.N.Resources.XObject.values())).Resources.XObject.values()))
        photograph = BytesIO()
        Image.new("RGB", (int(image.Width), int(image.Height)), (200, 20, 20)).save(photograph, "JPEG")
        image.write(photograph.getvalue(), filter=pikepdf.Name.DCTDecode)
        del image.SMask
        target = BytesIO()
        document.save(target)
    person, agency = signature_facts(target.getvalue())
    assert not person.by_agency
    assert (agency.by_agency, agency.image_format, agency.image_has_alpha) == (True, "jpeg", False)


def test_an_unsigned_file_has_no_facts() -> None:
    assert signature_facts(drawn()) == ()
