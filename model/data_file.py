"""Reads the registries and patterns that lie beside the model as TOML."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_data(name: str) -> dict[str, Any]:
    """Return the content of ``model/data/<name>.toml``, read once."""
    return tomllib.loads((files("model") / "data" / f"{name}.toml").read_text(encoding="utf-8"))
