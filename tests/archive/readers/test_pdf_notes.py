from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from archive.readers import read
from archive.secrecy import SecrecyHit, secrecy_of_text
from tests.archive.documents import reply_pdf


def with_annotation(**facts: object) -> bytes:
    """Return a letter with an annotation that has no drawn appearance."""
    with pikepdf.open(BytesIO(reply_pdf())) as document:
        shape = {"/Type": Name.Annot, "/Rect": [60, 640, 180, 680], "/F": 4}
        note = document.make_indirect(Dictionary(shape | {f"/{key}": fact for key, fact in facts.items()}))
        document.pages[0].Annots = pikepdf.Array([note])
        document.Root.AcroForm = Dictionary(Fields=[note] if "FT" in facts else [])
        kept = BytesIO()
        document.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"Subtype": Name.FreeText, "Contents": "TUYỆT MẬT", "DA": "/Helv 14 Tf 1 0 0 rg"}, "stamp"),
        ({"Subtype": Name.Text, "Contents": "Lưu ý\rMẬT"}, "stamp"),
        ({"Subtype": Name.Widget, "FT": Name.Tx, "T": "d", "V": "TỐI MẬT"}, "stamp"),
        ({"Subtype": Name.Stamp, "Name": Name.TopSecret}, "stamp"),
        ({"Subtype": Name.Stamp, "Name": Name("/SBConfidential")}, "doubtful-mark"),
        ({"Subtype": Name.Widget, "FT": Name.Ch, "T": "d", "V": "Mật"}, "doubtful-mark"),
        # no marks
        ({"Subtype": Name.Text, "Contents": "Đề nghị bảo mật thông tin này"}, None),
        ({"Subtype": Name.Stamp, "Name": Name.Approved}, None),
        ({"Subtype": Name.Widget, "FT": Name.Tx, "T": "d", "V": "Không mật"}, None),
    ],
)
def test_a_mark_in_an_annotation_counts_drawn_or_not(facts: dict[str, object], rule: str | None) -> None:
    hit = secrecy_of_text(read(with_annotation(**facts), name="a.pdf"))
    assert hit == (None if rule is None else SecrecyHit(rule))


def test_what_annotations_say_is_no_part_of_the_text() -> None:
    noted = read(with_annotation(Subtype=Name.Text, Contents="Đã xem"), name="a.pdf")
    assert [line.text for line in noted.margins] == ["Đã xem"]
    assert noted.text == read(reply_pdf(), name="a.pdf").text
