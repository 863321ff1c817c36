import pytest

from archive.forms.data_files import data_files, school_year
from model.answer import FieldAnswer
from model.record import FileRole, StoredFile
from model.reply_form import FieldType, FormField
from tests.archive.builders import a_record

ITEM = FormField(
    code="CT11", label="Dữ liệu", type=FieldType.TABLE, columns=("Phân hệ", "Năm học", "Tên tệp"), data=True
)


def a_file(name: str, role: FileRole = FileRole.DATA) -> StoredFile:
    return StoredFile(path="data/0.bin", name=name, role=role, sha256="0", size=1, media_type="x")


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("vemis 2012-2013.zip", "2012-2013"),
        ("VEMIS_2012_2013", "2012-2013"),
        ("nam hoc 2013 – 2014", "2013-2014"),
        ("QLHS12-13.mdb", "2012-2013"),
        ("2012-2014", None),
        ("báo cáo 15-11-2026", None),
        ("quý 3-4", None),
        ("năm 2013", None),
    ],
)
def test_a_school_year_is_two_years_in_a_row(text: str, year: str | None) -> None:
    assert school_year(text) == year


@pytest.mark.parametrize(
    ("name", "module"),
    [
        ("QLHS.mdb", "Quản lý học sinh"),
        ("hoc-sinh.mdb", "Quản lý học sinh"),
        ("dữ liệu học sinh.zip", "Quản lý học sinh"),
        ("HocSinh 2013.bak", "Quản lý học sinh"),
        ("PMIS.mdb", "Quản lý nhân sự"),
        ("du lieu.mdb", None),
    ],
)
def test_a_module_is_told_by_a_word_of_the_name(name: str, module: str | None) -> None:
    [file] = data_files(a_record(files=(a_file(name),)), ITEM)
    assert file.module == module


def test_the_row_of_the_form_that_names_the_file_comes_before_its_name() -> None:
    rows = (("1", "Thư viện", "2013-2014", "QLHS 2012-2013"), ("2", "Thiết bị", "", "khac"))
    answer = FieldAnswer(code="CT11", text="x", rows=rows)
    [file] = data_files(a_record(files=(a_file("QLHS 2012-2013.zip"),), answers=(answer,)), ITEM)
    assert (file.module, file.school_year) == ("Thư viện", "2013-2014")


def test_documents_are_no_data_files() -> None:
    files = tuple(a_file("QLHS.mdb", role) for role in FileRole)
    assert len(data_files(a_record(files=files), ITEM)) == 1
