"""The annex of a Word file: what stands above its text, and the tables of a form with their controls."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from generator import word_styles as style
from generator.annex import Answer, AnswerTable
from generator.profile import Profile, points
from generator.word_blocks import write_table
from generator.word_tagged import styled, tag, when
from generator.word_text import escaped, paragraph, run, runs
from generator.word_xml import element
from generator.word_xml import paragraph as styled_paragraph
from model.reply_form import FieldType

PICTURE_ID: Final = "rIdMaQR"
"""Relation of the document to the picture of a code."""
_EMU_PER_POINT: Final = 12700
_PICTURE_NUMBER: Final = 9000
"""Beyond those of the pictures in a template; no two may be the same."""
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_DATE: Final = (
    '<w:date><w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="{language}"/>'
    '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
)


def annex_part(profile: Profile) -> etree._Element:
    """Return the body of an annex, with the tags that are filled."""
    return element(
        "body",
        styled(style.ANNEX_LABEL, "{{ so_phu_luc }}", profile),
        styled(style.ANNEX_TITLE, "{{ ten_phu_luc }}", profile),
        styled(style.ANNEX_REFERENCE, "{{ kem_theo }}", profile),
        styled_paragraph(style.ANNEX_RULE),
        tag("{{p ma_qr }}"),
        *when("ma_phieu", styled(style.MARK, "{{ ma_phieu }}", profile)),
        tag("{{p noi_dung }}"),
        styled_paragraph(style.END),
    )


def code_picture(mark: str, profile: Profile) -> str:
    """Return the paragraph with the picture of a code, which its file holds once."""
    side = round(points(profile.annex.code_mm) * _EMU_PER_POINT)
    size = f'cx="{side}" cy="{side}"'
    picture = (
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="0" name="{escaped(mark)}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{PICTURE_ID}"/>'
        f"<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"</pic:spPr></pic:pic>"
    )
    drawing = (
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" '
        f'distR="0"><wp:extent {size}/><wp:docPr id="{_PICTURE_NUMBER}" name="MaQR" descr="{escaped(mark)}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_DRAWING}/main">'
        f'<a:graphicData uri="{_DRAWING}/picture">{picture}</a:graphicData></a:graphic></wp:inline>'
        f"</w:drawing>"
    )
    return paragraph(style.MARK_CODE, f"<w:r>{drawing}</w:r>")


def write_answers(part: AnswerTable, profile: Profile) -> Iterator[str]:
    """Yield a table of answers with its title; what nobody has to fill in stands as it is."""
    if part.title is not None:
        yield paragraph(style.TABLE_TITLE, runs(part.title.runs, profile.font, bold=True))
    cells = [
        [
            runs(text.runs, profile.font) if answer is None else _control(answer, profile)
            for text, answer in zip(texts, answers, strict=True)
        ]
        for texts, answers in zip(part.table.rows, part.answers, strict=True)
    ]
    yield write_table(part.table, profile, cells)


def _control(answer: Answer, profile: Profile) -> str:
    """Return an empty content control; alias and tag hold the key, as programs drop the one or the other."""
    key = escaped(answer.key)
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{key}"/><w:tag w:val="{key}"/>{_kind(answer, profile)}</w:sdtPr>'
        f"<w:sdtContent>{run(' ', profile.font)}</w:sdtContent></w:sdt>"
    )


def _kind(answer: Answer, profile: Profile) -> str:
    if answer.type is FieldType.CHOICE:
        items = (
            f'<w:listItem w:displayText="{escaped(choice)}" w:value="{escaped(choice)}"/>'
            for choice in answer.choices
        )
        return f"<w:dropDownList>{''.join(items)}</w:dropDownList>"
    if answer.type is FieldType.DATE:
        return _DATE.format(language=profile.language)
    return '<w:text w:multiLine="1"/>'
