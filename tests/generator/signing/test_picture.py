from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from generator.signing.errors import PictureUnusableError
from generator.signing.picture import read_picture
from model.signature import SignerRole
from tests.generator.signing.authority import seal_png, signature_png, written

PERSON, AGENCY = SignerRole.PERSON, SignerRole.AGENCY


def opaque(png: bytes) -> bytes:
    """Return the picture on a white box."""
    image = Image.open(BytesIO(png))
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    target = BytesIO()
    ground.save(target, "PNG", dpi=(300, 300))
    return target.getvalue()


def jpeg() -> bytes:
    target = BytesIO()
    Image.new("RGB", (300, 300), "red").save(target, "JPEG")
    return target.getvalue()


def test_a_picture_knows_its_size_from_its_resolution(tmp_path: Path) -> None:
    seal = read_picture(written(tmp_path, "d.png", seal_png(diameter_mm=36)), AGENCY, width_mm=None)
    assert seal.width_mm == pytest.approx(36, abs=0.1)
    assert seal.height_mm == pytest.approx(36, abs=0.1)


def test_a_width_that_is_given_wins(tmp_path: Path) -> None:
    path = written(tmp_path, "s.png", signature_png())
    signature = read_picture(path, PERSON, width_mm=60)
    assert signature.width_mm == 60
    assert signature.height_mm == pytest.approx(60 * 236 / 532)


@pytest.mark.parametrize(
    ("data", "role", "width_mm", "reason"),
    [
        (b"not a picture", PERSON, None, "picture-not-png"),
        (jpeg(), AGENCY, 36.0, "picture-not-png"),
        (signature_png()[:200], PERSON, 45.0, "picture-not-png"),
        (opaque(signature_png()), PERSON, None, "picture-not-transparent"),
        (signature_png(colour=(10, 10, 10)), PERSON, None, "picture-not-blue"),
        (signature_png(), AGENCY, None, "picture-not-red"),
        (seal_png(), PERSON, None, "picture-not-blue"),
        (seal_png(dpi=None), AGENCY, None, "picture-size-unknown"),
        (seal_png(dpi=3000), AGENCY, None, "picture-size"),
    ],
)
def test_a_picture_against_the_decree_is_refused(
    tmp_path: Path, data: bytes, role: SignerRole, width_mm: float | None, reason: str
) -> None:
    with pytest.raises(PictureUnusableError) as refused:
        read_picture(written(tmp_path, "a.png", data), role, width_mm=width_mm)
    assert refused.value.problem.code == reason
