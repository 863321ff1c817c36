"""What a tag in a Word template may say: print a field, repeat over one, choose by one. Nothing calculates.

A template comes from whoever edited it last. It runs no code, because nothing can be called; it ends soon,
because only fields are repeated and never inside one another; it fills no memory, because what it prints is
counted.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from jinja2 import StrictUndefined, Template, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

_FILTERS: Final = frozenset({"count", "first", "join", "last", "length", "lower", "upper"})
_ALLOWED: Final = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.For,
    nodes.If,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Filter,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Slice,
)
_LOOP: Final = "loop"
_QUOTED: Final = re.compile(r"\{%[-+]?\s*raw\b")
_MOST_PRINTED: Final = 64 << 20
"""Letters of the longest part: some ten thousand pages."""


class TagLanguageError(Exception):
    """A tag says what it may not, or prints without end."""


class UnknownFieldError(TagLanguageError):
    """A tag names a field that no document has."""

    def __init__(self, name: str) -> None:
        super().__init__(f"names an unknown field: {name}")
        self.name = name


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tags:
    """A compiled source, and the fields that it names."""

    template: Template
    fields: tuple[str, ...]

    def fill(self, values: Mapping[str, object]) -> str:
        """Return the source filled with the values of its fields; those that are not markup are escaped.

        Raises:
            TagLanguageError: when it prints without end.
        """
        pieces: list[str] = []
        room = _MOST_PRINTED
        try:
            for piece in self.template.root_render_func(self.template.new_context(dict(values))):
                pieces.append(piece)
                room -= len(piece)
                if room < 0:
                    raise TagLanguageError("prints without end")
        except (TemplateError, TypeError) as error:
            raise TagLanguageError(str(error)) from error
        return "".join(pieces)


def compile_tags(source: str, *, texts: Collection[str], lists: Collection[str]) -> Tags:
    """Compile a source whose tags name these fields: texts, and lists of lines.

    Raises:
        TagLanguageError: when a tag is misspelt, names an unknown field, or says what none may.
    """
    if _QUOTED.search(source):
        raise TagLanguageError("cannot leave tags as they are")
    try:
        tree = _environment().parse(source)
        reader = _Reader(frozenset(texts), frozenset(lists))
        reader.read(tree)
        template = _environment().from_string(tree)
    except (TemplateError, SyntaxError, RecursionError) as error:
        raise TagLanguageError(str(error)) from error
    return Tags(template=template, fields=tuple(sorted(reader.fields)))


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    environment.globals.clear()
    return environment


class _Reader:
    """Looks at every piece of a tag before it is compiled."""

    def __init__(self, texts: frozenset[str], lists: frozenset[str]) -> None:
        self._texts = texts
        self._lists = lists
        self.fields: set[str] = set()

    def read(self, node: nodes.Node, repeated: frozenset[str] = frozenset()) -> None:
        """Refuse what is not allowed; ``repeated`` are the names that a loop around the node has given."""
        if not isinstance(node, _ALLOWED):
            raise TagLanguageError(f"cannot use {type(node).__name__} in a tag")
        if isinstance(node, nodes.For):
            self._read_loop(node, repeated)
            return
        self._read_one(node, repeated)
        for child in node.iter_child_nodes():
            self.read(child, repeated)

    def _read_loop(self, loop: nodes.For, repeated: frozenset[str]) -> None:
        if repeated:
            raise TagLanguageError("repeats inside what is repeated")
        if not isinstance(loop.target, nodes.Name) or loop.recursive:
            raise TagLanguageError("gives more than one name to what is repeated")
        if _field(loop.iter) not in self._lists:
            raise TagLanguageError(f"cannot repeat over {_field(loop.iter)}, which is no list")
        self.read(loop.iter)
        inside = frozenset({loop.target.name, _LOOP})
        for child in (*loop.body, *loop.else_, *((loop.test,) if loop.test else ())):
            self.read(child, inside)

    def _read_one(self, node: nodes.Node, repeated: frozenset[str]) -> None:
        if isinstance(node, nodes.Name) and node.name not in repeated:
            self._read_name(node.name)
        if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
            raise TagLanguageError(f"names an unknown filter: {node.name}")
        if isinstance(node, nodes.Getattr) and not _is_loop(node.node):
            raise TagLanguageError(f"reaches for {node.attr}")

    def _read_name(self, name: str) -> None:
        if name not in self._texts | self._lists:
            raise UnknownFieldError(name)
        self.fields.add(name)


def _is_loop(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == _LOOP


def _field(node: nodes.Node) -> str:
    """Return the name of the field that a piece of a list is taken from."""
    while isinstance(node, nodes.Getitem | nodes.Filter) and node.node is not None:
        node = node.node
    return node.name if isinstance(node, nodes.Name) else type(node).__name__
