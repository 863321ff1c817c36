from generator.template_builder import shipped_templates
from generator.template_files import SHIPPED


def test_the_shipped_templates_are_what_make_templates_writes() -> None:
    for path, content in shipped_templates():
        assert path.read_bytes() == content, f"{path} is out of date: run make templates"


def test_every_kind_that_is_drafted_has_a_template_that_can_be_edited() -> None:
    built = {path for path, _ in shipped_templates()}
    kinds = {path.parent.name for path in SHIPPED.glob("*/sample*.yaml")}
    assert len(kinds) >= 29
    assert {path.parent.name for path in built} >= kinds
