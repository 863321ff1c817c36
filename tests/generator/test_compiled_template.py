import struct
import time
import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from generator.compiled_template import TemplateProblemError, compile_block, compile_template
from generator.profile import load_profile
from generator.template_files import SHIPPED
from model.copy_form import CopyForm
from model.layout_profile import LayoutProfile

PROFILE = load_profile(LayoutProfile.ND30_2020)
SHIPPED_TEMPLATE = SHIPPED / "cong-van" / "template.docx"
DOCUMENT = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
Change = Callable[[dict[str, bytes]], None]


def changed(change: Change) -> bytes:
    """Return the shipped template with its parts changed."""
    with ZipFile(SHIPPED_TEMPLATE) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    change(parts)
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def replacing(part: str, old: str, new: str) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        assert old.encode() in parts[part]
        parts[part] = parts[part].replace(old.encode(), new.encode(), 1)

    return change


def adding(name: str, content: bytes) -> Change:
    return lambda parts: parts.update({name: content})


def many_parts(parts: dict[str, bytes]) -> None:
    parts.update({f"customXml/item{number}.xml": b"<a/>" for number in range(500)})


def dated(tag: str) -> Change:
    """Put a tag where the name is signed."""
    return replacing(DOCUMENT, "{{ ho_ten }}", tag)


ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
XML_BOMB = f'<!DOCTYPE a [<!ENTITY a0 "x">{ENTITIES}]><a>&a11;</a>'
OUTSIDE = (
    '<Relationship Id="x" Type="http://x/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
)
HOSTILE = {
    "a zip that unpacks to a gibibyte": adding("word/media/a.bin", bytes(1 << 25)),
    "a part that is too large": adding("word/a.xml", bytes(9 << 20)),
    "more parts than a document has": many_parts,
    "an xml that unpacks to a gibibyte": adding(DOCUMENT, XML_BOMB.encode()),
    "entities of a file": replacing(
        DOCUMENT, "<w:document", '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document'
    ),
    "deep nesting": replacing(DOCUMENT, "<w:body>", "<w:body>" + "<w:p>" * 3000 + "</w:p>" * 3000),
    "broken xml": replacing(DOCUMENT, "<w:body>", "<w:body"),
    "macros": adding("word/vbaProject.bin", b"x"),
    "a picture elsewhere": replacing(
        RELATIONS, "</Relationships>", OUTSIDE.format(kind="image", target="http://x/p.png")
    ),
    "a template elsewhere": replacing(
        RELATIONS, "</Relationships>", OUTSIDE.format(kind="attachedTemplate", target="file:///x.dotm")
    ),
    "a command in a field": replacing(
        DOCUMENT, "<w:body>", '<w:body><w:p><w:fldSimple w:instr=" DDEAUTO c:\\\\cmd.exe "/></w:p>'
    ),
    "a file in a field": replacing(
        DOCUMENT,
        "<w:body>",
        "<w:body><w:p><w:r><w:instrText> INCLUDE</w:instrText></w:r>"
        "<w:r><w:instrText>TEXT /etc/passwd</w:instrText></w:r></w:p>",
    ),
    "a long text": dated("{{ 'a' * 1000000000 }}"),
    "a long loop": dated("{% for x in range(100000) %}{% for y in range(100000) %}{% endfor %}{% endfor %}"),
    "a power": dated("{{ 9 ** 9 ** 9 ** 9 }}"),
    "a wide format": dated("{{ '%1000000000d' | format(1) }}"),
    "loops in loops": dated("{% for a in kinh_gui %}{% for b in kinh_gui %}x{% endfor %}{% endfor %}"),
    "ten thousand tags": dated("{{ ho_ten }}" * 10_000),
    "a hundred thousand braces": dated("{{" * 100_000),
    "no text": replacing(DOCUMENT, "{{p noi_dung }}", "Hết"),
    "no pages": replacing(DOCUMENT, "<w:pgSz", "<w:pgSize"),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_template_ends_in_one_error_and_soon(change: Change) -> None:
    content = changed(change)
    begun = time.process_time()
    with pytest.raises(TemplateProblemError) as caught:
        compile_template(content, PROFILE)
    assert str(caught.value)
    assert time.process_time() - begun < 5


def test_a_zip_that_lies_about_its_size_is_read_no_further_than_the_limit() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = packer.compress(bytes(1 << 26)) + packer.flush()
    name = b"word/document.xml"
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 33, 0, len(bomb), 100, len(name), 0)
    entry = struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 33, 0, len(bomb), 100, len(name), 0, 0, 0, 0, 0, 0
    )
    begin = len(local) + len(name) + len(bomb)
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(entry) + len(name), begin, 0)
    with pytest.raises(TemplateProblemError):
        compile_template(local + name + bomb + entry + name + end, PROFILE)


def test_the_problem_names_the_field_or_the_text_it_stands_in() -> None:
    for tag, told in (("{{ ho_tem }}", "ho_tem"), ("{{ ho_ten", "{{ ho_ten"), ("{{ ho_ten.x }}", "x")):
        with pytest.raises(TemplateProblemError, match=told):
            compile_template(changed(dated(tag)), PROFILE)


def test_every_shipped_template_is_compiled() -> None:
    templates = list(SHIPPED.glob("*/*.docx"))
    assert len(templates) >= 64
    for path in templates:
        if path.parent.name in set(CopyForm):
            compile_block(path.read_bytes())
        else:
            compile_template(path.read_bytes(), PROFILE)


def test_the_block_of_a_copy_is_held_to_the_same_limits() -> None:
    with pytest.raises(TemplateProblemError, match="macros"):
        compile_block(changed(adding("word/vbaProject.bin", b"x")))
    with pytest.raises(TemplateProblemError, match="unknown"):
        compile_block(changed(dated("{{ ho_tem }}")))


def test_a_template_is_compiled_once() -> None:
    content = SHIPPED_TEMPLATE.read_bytes()
    assert compile_template(content, PROFILE) is compile_template(bytes(bytearray(content)), PROFILE)
