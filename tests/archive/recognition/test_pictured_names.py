from tests.archive.recognition.pictures import DATE, LETTERHEAD, NUMBER, dispatch, line, recognised


def test_a_name_that_no_registry_knows_and_that_was_hardly_read_is_left_out() -> None:
    found = recognised(*LETTERHEAD, line("SỞ YT", 40, 27, sure=0.3), NUMBER, DATE)
    assert found.organ is None


def test_a_registered_name_counts_however_it_was_read() -> None:
    found = recognised(*LETTERHEAD, line("SỞ Y TẾ", 40, 27, sure=0.3), NUMBER, DATE)
    assert found.organ is not None
    assert found.organ.confidence >= 0.9


def test_a_printed_symbol_that_looks_differ_about_is_less_sure() -> None:
    looks = line("Số: 77/LĐO-QLDN1", 30, 36, "Số: 77/LDO-QLDNI1", "Số: 77/LDO-QLDNI1", sure=0.5)
    found = dispatch(number=looks)
    assert found.code is not None
    assert found.code.confidence < 0.9
    assert [one.value for one in found.suggestions["full_code"]] == ["77/LĐO-QLDN1"]
