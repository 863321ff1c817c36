"""A changed copy of a Word file: the parts that were touched are written anew, all others byte for byte."""

import zipfile
from io import BytesIO
from posixpath import basename, dirname
from typing import Final

from lxml import etree

from generator.checks.errors import DocumentFrozenError
from generator.checks.word_file import WordFile

_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TYPES: Final = "[Content_Types].xml"
_TYPES_NAME: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS_NAME: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class WordCopy:
    """A Word file on its way to a changed copy.

    Raises:
        DocumentUnreadableError: when it cannot be read.
        DocumentFrozenError: when it is signed or in the strict form.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.file = WordFile(data, name)
        if self.file.is_signed:
            raise DocumentFrozenError(name, detail="signed")
        if _STRICT in self.file.unpack(self.file.main_part):
            raise DocumentFrozenError(name, detail="strict")
        self._data = data
        self._roots: dict[str, etree._Element] = {}
        self._before: dict[str, bytes] = {}

    @property
    def main_part(self) -> str:
        """The part that holds the text."""
        return self.file.main_part

    def root(self, part: str) -> etree._Element:
        """Return the root of a part, to be changed in place."""
        if part not in self._roots:
            self._roots[part] = self.file.parse(part)
            self._before[part] = etree.tostring(self._roots[part])
        return self._roots[part]

    def part_of(self, kind: str) -> str | None:
        """Return the part of this kind that the main part points to."""
        for relation in self.file.relations(self.main_part).values():
            if relation.kind == kind and self.file.has(relation.target):
                return relation.target
        return None

    def add_part(self, kind: str, file_name: str, root: etree._Element) -> str:
        """Add a part that the main part points to; return the id of the relation.

        ``kind`` ends both the relation's type and the content type: ``comments``, ``header``.
        """
        folder = dirname(self.main_part)
        part = f"{folder}/{file_name}" if folder else file_name
        self._roots[part] = root
        types = self.root(_TYPES)
        override = etree.SubElement(types, f"{_TYPES_NAME}Override")
        override.set("PartName", f"/{part}")
        override.set("ContentType", f"{_WORD_TYPE}.{kind}+xml")
        return self._relate(kind, file_name)

    def free_name(self, stem: str) -> str:
        """Return a file name beside the main part that is not taken."""
        folder = dirname(self.main_part)
        serial = 1
        while self._is_taken(f"{folder}/{stem}{serial}.xml"):
            serial += 1
        return f"{stem}{serial}.xml"

    def packed(self) -> bytes:
        """Return the copy; the same bytes when nothing was changed."""
        changed = {part: root for part, root in self._roots.items() if self._is_changed(part, root)}
        if not changed:
            return self._data
        written = BytesIO()
        with zipfile.ZipFile(BytesIO(self._data)) as old, zipfile.ZipFile(written, "w") as new:
            for member in old.infolist():
                root = changed.pop(member.filename, None)
                content = old.read(member) if root is None else _serialised(root)
                new.writestr(member, content, compress_type=zipfile.ZIP_DEFLATED)
            for part, root in changed.items():
                new.writestr(zipfile.ZipInfo(part), _serialised(root), compress_type=zipfile.ZIP_DEFLATED)
        return written.getvalue()

    def _relate(self, kind: str, file_name: str) -> str:
        folder, name = dirname(self.main_part), basename(self.main_part)
        part = f"{folder}/_rels/{name}.rels"
        if self.file.has(part):
            relations = self.root(part)
        else:
            relations = self._roots.setdefault(
                part, etree.Element(f"{_RELATIONS_NAME}Relationships", nsmap={None: _RELATIONS_NAME[1:-1]})
            )
        taken = {entry.get("Id") for entry in relations}
        serial = next(count for count in range(1, len(taken) + 2) if f"rIdC{count}" not in taken)
        entry = etree.SubElement(relations, f"{_RELATIONS_NAME}Relationship")
        entry.set("Id", f"rIdC{serial}")
        entry.set("Type", f"{_OFFICE}/{kind}")
        entry.set("Target", file_name)
        return f"rIdC{serial}"

    def _is_taken(self, part: str) -> bool:
        return self.file.has(part) or part in self._roots

    def _is_changed(self, part: str, root: etree._Element) -> bool:
        return bool(self._before.get(part) != etree.tostring(root))


def _serialised(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
