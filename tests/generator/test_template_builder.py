from generator.template_builder import GENERATED, shipped_template


def test_the_shipped_templates_are_what_make_templates_writes() -> None:
    for kind, layout in GENERATED:
        path, content = shipped_template(kind, layout)
        assert path.read_bytes() == content, f"{path.name} of {kind} is out of date: run make templates"
