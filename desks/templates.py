"""The desk for the Word templates that clerks edit."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from archive import disk
from desks.checking import checked_finding
from desks.errors import TemplateExistsError, TemplateKindUnknownError
from generator.checks.annotate import annotate
from generator.checks.check import read_bounded
from generator.checks.finding import Finding
from generator.profile import load_profile
from generator.template import load_kind
from generator.template_check import check_template
from generator.template_files import SHIPPED
from model.check_finding import CheckFinding
from model.clock import Clock
from model.document_kind import DocumentKind, kind_by_name
from model.layout_profile import LayoutProfile

_COPIED: Final = ("template.docx", "template.toml", "sample.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedTemplate:
    """What was found in a template, and the kind of document that it was taken for."""

    kind: DocumentKind
    findings: tuple[CheckFinding, ...]


class TemplateDesk:
    """Checks templates and copies shipped ones for an office to edit; checking needs no office."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def check(self, path: Path, *, kind: str | None, annotated: Path | None = None) -> CheckedTemplate:
        """Check a Word template; with ``annotated`` a copy is written that holds the findings as comments.

        The kind is the one named, else that of the folder in which the template lies.

        Raises:
            TemplateKindUnknownError: when neither names a kind that has a template.
            TargetExistsError: when there is a file already where the copy should go.
            OSError: when the template cannot be read.
        """
        named = _kind(kind or path.absolute().parent.name)
        content = read_bounded(path)
        findings = _problems(content, path, named)
        if annotated is not None:
            disk.write_new(annotated, annotate(content, str(path), findings, at=self._clock.now()))
        return CheckedTemplate(kind=named, findings=tuple(map(checked_finding, findings)))

    def copy(self, kind: str, templates: Path) -> tuple[Path, ...]:
        """Copy the shipped template of a kind, its fields and its sample into an office's own folder.

        Raises:
            TemplateKindUnknownError: when no kind with a template is called so.
            TemplateExistsError: when the office has one of these files already.
        """
        named = _kind(kind)
        targets = {templates / named / name: SHIPPED / named / name for name in _COPIED}
        for target in targets:
            if target.exists():
                raise TemplateExistsError(target)
        disk.make_folder(templates / named)
        for target, shipped in targets.items():
            disk.write_new(target, shipped.read_bytes())
        return tuple(targets)


def _kind(name: str) -> DocumentKind:
    kind = kind_by_name(name.replace("-", " "))
    if kind is None or not (SHIPPED / kind / "template.docx").is_file():
        raise TemplateKindUnknownError(name)
    return kind


def _problems(content: bytes, path: Path, kind: DocumentKind) -> tuple[Finding, ...]:
    layout = LayoutProfile.TT01_2011 if path.name == _old_name() else LayoutProfile.ND30_2020
    profile = load_profile(layout)
    wording = load_kind(kind).wording
    return check_template(
        content,
        shipped=(SHIPPED / kind / profile.word_template).read_bytes(),
        fixed=(wording.national_name, wording.motto),
        profile=profile.of_kind(kind),
    )


def _old_name() -> str:
    return load_profile(LayoutProfile.TT01_2011).word_template
