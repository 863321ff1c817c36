from io import BytesIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from generator.zip_parts import ZipPart, write_zip

NAMES = st.text("abcĐ/._", min_size=1, max_size=12)


@given(st.dictionaries(NAMES, st.binary(max_size=400), max_size=6))
def test_a_zip_holds_what_was_put_in_in_that_order(parts: dict[str, bytes]) -> None:
    packed = write_zip(ZipPart.of(name, content) for name, content in parts.items())
    with ZipFile(BytesIO(packed)) as package:
        assert package.testzip() is None
        assert {name: package.read(name) for name in package.namelist()} == parts
        assert package.namelist() == list(parts)


def test_the_same_parts_give_the_same_bytes() -> None:
    assert write_zip([ZipPart.of("a", b"1")]) == write_zip([ZipPart.of("a", b"1")])
