import pytest

from model.identification import Identification
from tests.archive.recognition.letters import LETTERHEAD, NUMBER_LINE, a_letter, recognised

OF_THE_MINISTRY = "Công văn số 1616/BGDĐT-KHTC ngày 31/3/2014 của Bộ Giáo dục và Đào tạo"
TO_SCHOOLS = "Kính gửi: Các trường trung học phổ thông\n"


def codes(found: Identification) -> tuple[list[str], list[str]]:
    return [str(one.value) for one in found.replies_to], [str(one.value) for one in found.refers_to]


@pytest.mark.parametrize(
    ("body", "replies_to"),
    [
        (f"Trả lời {OF_THE_MINISTRY}, Sở báo cáo như sau.", ["1616/BGDĐT-KHTC"]),
        (f"Phúc đáp {OF_THE_MINISTRY}, Sở báo cáo như sau.", ["1616/BGDĐT-KHTC"]),
        (f"Thực hiện {OF_THE_MINISTRY} về việc báo cáo, Sở báo cáo.", ["1616/BGDĐT-KHTC"]),
        ("Thực hiện Công văn số 86/BGDĐT-CNTT ngày 12/01/2014, Sở báo cáo.", ["86/BGDĐT-CNTT"]),
        ("Sở nhận được công văn số 1616/BGDĐT-KHTC của Bộ Giáo dục và Đào tạo.", ["1616/BGDĐT-KHTC"]),
        # two at once
        (
            "Trả lời công văn số 55/BGDĐT-VP ngày 30/01/2014 và công văn bổ sung số 96/BGDĐT-VP.",
            ["55/BGDĐT-VP", "96/BGDĐT-VP"],
        ),
        # codes of companies follow no grammar
        ("Trả lời công văn số 1706-13/SSIT ngày 01/7/2013 của Công ty.", ["1706-13/SSIT"]),
        ("Trả lời công văn số 002/20150514/TTVN-CV ngày 14/05/2015.", ["002/20150514/TTVN-CV"]),
        ("Trả lời văn bản số 009/VC-2018 ngày 21/8/2018 của Công ty.", ["009/VC-2018"]),
        ("Trả lời văn bản số CV/01CPXD ngày 02/12/2011 của Công ty.", ["CV/01CPXD"]),
        # numbers without any slash, which only their date shows
        ("Trả lời công văn số 2019077 ngày 23/6/2019 của Công ty.", ["2019077"]),
        (
            "Sở nhận được công văn số 689BHXH-CĐCS ngày 12/3/2003 của Bộ Giáo dục và Đào tạo.",
            ["689/BHXH-CĐCS"],
        ),
        ("Trả lời công văn số 4026/CV- KTC ngày 02/10/2017 của Ngân hàng.", ["4026/CV-KTC"]),
    ],
)
def test_a_letter_answers_what_it_says_or_what_its_addressee_sent(body: str, replies_to: list[str]) -> None:
    assert codes(recognised(a_letter(body=body)))[0] == replies_to


@pytest.mark.parametrize(
    ("greeting", "body", "refers_to"),
    [
        # passed on to others: no answer
        (TO_SCHOOLS, f"Thực hiện {OF_THE_MINISTRY}, Sở yêu cầu các trường báo cáo.", ["1616/BGDĐT-KHTC"]),
        (TO_SCHOOLS, f"Sở nhận được {OF_THE_MINISTRY}.", ["1616/BGDĐT-KHTC"]),
        (
            "Kính gửi: Phòng Giáo dục và Đào tạo\n",
            f"Thực hiện {OF_THE_MINISTRY}, Sở đề nghị.",
            ["1616/BGDĐT-KHTC"],
        ),
        (
            TO_SCHOOLS,
            "Theo đề nghị của Giám đốc Sở tại Tờ trình số 473/TTr-SNN về việc thành lập.",
            ["473/TTr-SNN"],
        ),
        # law is nobody's letter
        (TO_SCHOOLS, "Căn cứ Quyết định số 14/2007/QĐ-UBND ngày 19/6/2007 của Ủy ban nhân dân tỉnh.", []),
        (TO_SCHOOLS, "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.", []),
    ],
)
def test_what_is_carried_out_for_others_is_only_referred_to(
    greeting: str, body: str, refers_to: list[str]
) -> None:
    assert codes(recognised(a_letter(greeting=greeting, body=body))) == ([], refers_to)


def test_a_report_without_addressees_answers_who_is_on_its_list_of_copies() -> None:
    copies = "\nNơi nhận:\n- Bộ GD&ĐT (để b/c);\n- Lưu: VT.\n"
    title = "BÁO CÁO\nTình hình cơ sở vật chất\n"
    text = f"{LETTERHEAD}{NUMBER_LINE}{title}Thực hiện {OF_THE_MINISTRY}, Sở báo cáo như sau:{{}}"
    assert codes(recognised(text.format(copies)))[0] == ["1616/BGDĐT-KHTC"]
    assert codes(recognised(text.format("\nNơi nhận:\n- Các trường;\n- Lưu: VT.\n")))[0] == []


def test_the_subject_alone_may_say_what_is_answered() -> None:
    found = recognised(a_letter(subject="V/v trả lời Công văn số 1616/BGDĐT-KHTC\n"))
    assert codes(found)[0] == ["1616/BGDĐT-KHTC"]


def test_the_evidence_holds_the_citing_words_with_the_cited_date() -> None:
    found = recognised(a_letter(body=f"Thực hiện {OF_THE_MINISTRY}, Sở báo cáo."))
    assert found.replies_to[0].evidence.text.startswith(
        "Thực hiện Công văn số 1616/BGDĐT-KHTC ngày 31/3/2014"
    )


def test_the_citation_with_a_date_is_kept_when_the_subject_cites_the_same_code() -> None:
    text = a_letter(
        subject="V/v báo cáo cơ sở vật chất theo Công văn số 1616/BGDĐT-KHTC\n",
        body=f"Thực hiện {OF_THE_MINISTRY}, Sở báo cáo.",
    )
    (reading,) = recognised(text).replies_to
    assert "ngày 31/3/2014" in reading.evidence.text


def test_the_documents_own_code_is_no_citation() -> None:
    found = recognised(a_letter(body="Đính chính Công văn số 512/SGDĐT-KHTC của Sở."))
    assert codes(found) == ([], [])


def test_a_plan_answers_nobody_though_its_superior_gets_a_copy() -> None:
    title = "KẾ HOẠCH\nTổ chức kỳ thi\n"
    copies = "Nơi nhận:\n- Bộ Giáo dục và Đào tạo (để b/c);\n- Lưu: VT.\n"
    found = recognised(a_letter(subject="", greeting=title, body=f"Căn cứ {OF_THE_MINISTRY}, Sở.\n{copies}"))
    assert codes(found) == ([], ["1616/BGDĐT-KHTC"])


def test_a_report_answers_who_gets_a_copy_also_where_the_signature_ran_into_the_copies() -> None:
    title = "BÁO CÁO\nTình hình thiết bị\n"
    copies = "Nơi nhận: KT. GIÁM ĐỐC\n- Bộ Giáo dục và Đào tạo; PHÓ GIÁM ĐỐC\n- Lưu: VT. Mai Sơn\n"
    found = recognised(
        a_letter(subject="", greeting=title, body=f"Thực hiện {OF_THE_MINISTRY}, Sở.\n{copies}")
    )
    assert codes(found) == (["1616/BGDĐT-KHTC"], [])


def test_below_what_a_plan_rests_on_a_code_inside_a_sentence_is_argument() -> None:
    title = "KẾ HOẠCH\nTổ chức kỳ thi\n"
    body = (
        f"Căn cứ {OF_THE_MINISTRY}, Sở lập kế hoạch.\nTrường làm theo Quyết định số 12/QĐ-SGDĐT nêu trên.\n"
    )
    found = recognised(a_letter(subject="", greeting=title, body=body))
    assert codes(found) == ([], ["1616/BGDĐT-KHTC"])


def sure(found: Identification) -> list[str]:
    return [str(one.value) for one in found.replies_to if one.confidence >= 0.8]


@pytest.mark.parametrize(
    ("greeting", "body"),
    [
        ("Kính gửi: Các trường THPT\n", f"Đề nghị các đơn vị báo cáo để Sở trả lời {OF_THE_MINISTRY}."),
        ("Kính gửi: Các đơn vị trực thuộc\n", f"Để kịp thời trả lời {OF_THE_MINISTRY}, Sở đề nghị."),
        ("Kính gửi: Các đơn vị trực thuộc\n", f"Để có cơ sở phúc đáp {OF_THE_MINISTRY}, Sở đề nghị."),
        ("Kính gửi: Sở Y tế\n", f"Đề nghị Sở Y tế trả lời {OF_THE_MINISTRY} trước ngày 15/12."),
        ("Kính gửi: Bộ Giáo dục và Đào tạo\n", f"Sở xin gia hạn thời gian trả lời {OF_THE_MINISTRY}."),
        ("Kính gửi: Các cơ quan, đơn vị, bộ phận\n", f"Thực hiện {OF_THE_MINISTRY}, các đơn vị báo cáo."),
        ("Kính gửi: Các đơn vị, trường học\n", f"Thực hiện {OF_THE_MINISTRY}, Sở yêu cầu các đơn vị."),
        (
            "Kính gửi: Ủy ban nhân dân các xã, phường, đặc khu\n",
            f"Thực hiện {OF_THE_MINISTRY} về việc báo cáo, Sở đề nghị các xã.",
        ),
        (
            "Kính gửi: Các Công ty Điện lực\n",
            "Thực hiện văn bản số 876/EVN-KD của Tập đoàn Điện lực, các Công ty Điện lực xây dựng phương án.",
        ),
        (
            "Kính gửi: Sở Y tế\n",
            "Tiếp theo Công văn số 650/SGDĐT-VP, đề nghị Sở Y tế sớm trả lời Công văn số 650/SGDĐT-VP.",
        ),
    ],
)
def test_a_letter_answers_nothing_that_it_wants_answered_or_passes_on(greeting: str, body: str) -> None:
    answered, referred = codes(recognised(a_letter(greeting=greeting, body=body)))
    assert answered == []
    assert referred


def test_a_letter_that_asks_for_what_was_missing_is_no_sure_answer() -> None:
    greeting = "Kính gửi: Bộ Giáo dục và Đào tạo\n"
    asked = f"Sở nhận được {OF_THE_MINISTRY} nhưng thiếu phụ lục, kính đề nghị Bộ gửi lại."
    found = recognised(a_letter(greeting=greeting, body=asked))
    assert (codes(found)[0], sure(found)) == (["1616/BGDĐT-KHTC"], [])
    for subject in (
        "V/v đề nghị hướng dẫn thực hiện công văn của Bộ\n",
        "V/v xin gia hạn thời gian báo cáo\n",
    ):
        body = f"Thực hiện {OF_THE_MINISTRY}, Sở gặp vướng mắc."
        assert sure(recognised(a_letter(subject=subject, greeting=greeting, body=body))) == []
    later = f"Trả lời {OF_THE_MINISTRY}, Sở đang rà soát. Sở xin lùi thời hạn báo cáo."
    assert sure(recognised(a_letter(greeting=greeting, body=later))) == []


@pytest.mark.parametrize(
    "body",
    [
        f"Kính đề nghị Bộ bố trí kinh phí để Sở thực hiện {OF_THE_MINISTRY}.",
        f"Để thực hiện tốt {OF_THE_MINISTRY}, Sở kính đề nghị Bộ cử cán bộ về tập huấn.",
        f"Sở nhận được phản ánh của giáo viên về {OF_THE_MINISTRY} có lỗi ở biểu 2.",
        f"Trong khi chờ thực hiện {OF_THE_MINISTRY}, Sở báo cáo thiệt hại do bão như sau.",
        f"Sở không thực hiện {OF_THE_MINISTRY} vì tỉnh chưa có kinh phí, kính đề nghị Bộ miễn báo cáo.",
        f"Sở kiến nghị Bộ chưa thực hiện {OF_THE_MINISTRY} trong năm nay.",
        f"Về {OF_THE_MINISTRY} đề nghị báo cáo, Sở có ý kiến như sau: có 12 trường.",
        f"Sở không có ý kiến gì thêm đối với {OF_THE_MINISTRY}. Trân trọng phúc đáp./.",
    ],
)
def test_a_letter_that_speaks_of_the_dispatch_of_its_addressee_may_answer_it(body: str) -> None:
    found = recognised(a_letter(greeting="Kính gửi: Bộ Giáo dục và Đào tạo\n", body=body))
    assert (codes(found)[0], sure(found)) == (["1616/BGDĐT-KHTC"], [])


@pytest.mark.parametrize(
    "body",
    [
        f"Triển khai Đề án dạy nghề, thực hiện {OF_THE_MINISTRY}, Sở báo cáo.",
        f"Sở nhận được kiến nghị của cử tri về trường lớp tại {OF_THE_MINISTRY}, xin báo cáo như sau.",
    ],
)
def test_a_project_or_a_petition_that_was_passed_on_leaves_an_answer_sure(body: str) -> None:
    found = recognised(a_letter(greeting="Kính gửi: Bộ Giáo dục và Đào tạo\n", body=body))
    assert sure(found) == ["1616/BGDĐT-KHTC"]


def test_a_report_that_answered_once_is_no_answer_now() -> None:
    body = f"Sở đã có Báo cáo số 311/BC-SGDĐT gửi Bộ trả lời {OF_THE_MINISTRY}. Nay đề nghị cấp kinh phí."
    found = recognised(a_letter(greeting="Kính gửi: Bộ Giáo dục và Đào tạo\n", body=body))
    assert codes(found) == ([], ["1616/BGDĐT-KHTC"])


def test_what_a_report_rests_on_behind_its_opening_words_is_not_answered() -> None:
    body = (
        f"Phúc đáp {OF_THE_MINISTRY}, Sở báo cáo như sau:\n"
        "Thực hiện Kế hoạch số 112/KH-UBND ngày 12/5/2014 của UBND tỉnh, Sở đã làm.\n"
    )
    found = recognised(a_letter(greeting="Kính gửi: Bộ Giáo dục và Đào tạo\n", body=body))
    assert codes(found) == (["1616/BGDĐT-KHTC"], ["112/KH-UBND"])


def test_every_code_that_a_letter_rests_on_is_told() -> None:
    body = (
        "Căn cứ các Công văn số 912/SYT-VP ngày 1/3/2014, số 913/SYT-VP, số 914/SYT-VP của Sở Y tế, Sở làm.\n"
    )
    found = recognised(a_letter(greeting=TO_SCHOOLS, body=body))
    assert codes(found)[1] == ["912/SYT-VP", "913/SYT-VP", "914/SYT-VP"]


def test_an_answer_is_sure_only_where_it_addresses_who_sent_the_code() -> None:
    to_the_ministry = a_letter(
        greeting="Kính gửi: Bộ GD&ĐT\n", body=f"Trả lời {OF_THE_MINISTRY}, Sở báo cáo."
    )
    assert sure(recognised(to_the_ministry)) == ["1616/BGDĐT-KHTC"]
    to_another = a_letter(greeting="Kính gửi: Sở Y tế\n", body=f"Trả lời {OF_THE_MINISTRY}, Sở báo cáo.")
    assert (codes(recognised(to_another))[0], sure(recognised(to_another))) == (["1616/BGDĐT-KHTC"], [])
    honoured = "Trả lời Công văn số 86/BGD-X ngày 12/01/2014 của quý Bộ, Sở báo cáo."
    assert sure(recognised(a_letter(greeting="Kính gửi: Bộ Giáo dục và Đào tạo\n", body=honoured))) == [
        "86/BGD-X"
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Phúc đáp các văn bản: số 2101/SYT-KHTC của Sở Y tế về dự toán; số 2105/SYT-KHTC của Sở Y tế.",
        "Trả lời các Công văn số 2101/SYT-KHTC, 2105/SYT-KHTC của Sở Y tế, Sở có ý kiến.",
        "Trả lời các Công văn: số 2101/SYT-KHTC và số 2105/SYT-KHTC của Sở Y tế, Sở có ý kiến.",
        "Trả lời các Công văn số 2101/SYT-KHTC ngày 01/3/2014, số 2105/SYT-KHTC ngày 02/3/2014 của Sở Y tế.",
    ],
)
def test_every_code_of_a_list_is_answered(body: str) -> None:
    found = recognised(a_letter(greeting="Kính gửi: Sở Y tế\n", body=body))
    assert sure(found) == ["2101/SYT-KHTC", "2105/SYT-KHTC"]


def test_nobody_answers_a_law() -> None:
    found = recognised(
        a_letter(body="Trả lời công văn số 49/BGDĐT-KHTC ngày 2/3/2014 về Luật số 67/2014/QH13:\n")
    )

    assert codes(found)[0] == ["49/BGDĐT-KHTC"]


def test_the_next_of_what_is_carried_out_may_follow_a_comma() -> None:
    found = recognised(
        a_letter(
            greeting="Kính gửi: Các trường\n",
            body="Thực hiện Chỉ thị số 11/CT-TTg ngày 8/2/2014 về việc đón Tết, Công điện số 25/CĐ-TTg "
            "ngày 13/2/2014 về an toàn giao thông, Sở yêu cầu:\n",
        )
    )

    assert codes(found)[1] == ["11/CT-TTg", "25/CĐ-TTg"]


@pytest.mark.parametrize("figures", ["03/202", "22/201477T"])
def test_what_is_left_of_a_law_that_was_read_badly_is_no_code(figures: str) -> None:
    found = recognised(
        a_letter(
            greeting="Kính gửi: Các trường\n", body=f"Thực hiện Thông tư số {figures} của Bộ, Sở yêu cầu:\n"
        )
    )

    assert codes(found) == ([], [])


@pytest.mark.parametrize(
    ("read", "code"), [("11/CT-TIg", "11/CT-TTg"), ("1685/NQ-UBTVQHI5", "1685/NQ-UBTVQH15")]
)
def test_what_a_machine_misreads_in_codes_of_the_highest_bodies_is_put_right(read: str, code: str) -> None:
    found = recognised(
        a_letter(
            greeting="Kính gửi: Các trường\n",
            body=f"Thực hiện Chỉ thị số {read} ngày 8/2/2014, Sở yêu cầu:\n",
        )
    )

    assert codes(found)[1] == [code]


def test_the_number_of_a_form_is_no_code() -> None:
    found = recognised(
        a_letter(
            greeting="Kính gửi: Các trường\n",
            body="Thực hiện văn bản và tờ khai mẫu số 01-1/GTGT, Sở yêu cầu:\n",
        )
    )

    assert codes(found) == ([], [])
