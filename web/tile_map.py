"""The provinces as tiles in rough map order, each with where its addressee stands."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from model.board import BoardRow, ReplyBoard
from model.province import province


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One province; ``row`` is None when nobody there was asked."""

    name: str
    row: BoardRow | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TileMap:
    """All places of the grid row by row, ``columns`` in each; an empty place is None."""

    columns: int
    tiles: tuple[Tile | None, ...]


def tile_map(board: ReplyBoard) -> TileMap | None:
    """Return the map of a board, None unless each addressee stands for another province of one era."""
    asked = {row.addressee.province_id: row for row in board.rows}
    eras = {str(unit).partition("-")[0] for unit in asked}
    if not board.rows or len(asked) < len(board.rows) or None in asked or len(eras) > 1:
        return None
    [era] = eras
    grid = _grids()[era]
    tiles = tuple(_tile(unit, asked.get(unit)) if unit else None for line in grid for unit in line)
    return TileMap(columns=len(grid[0]), tiles=tiles)


def _tile(unit: str, row: BoardRow | None) -> Tile:
    return Tile(name=province(unit).name, row=row)


@cache
def _grids() -> dict[str, tuple[tuple[str | None, ...], ...]]:
    """Return the grid of each era, row by row; every row is as long as the longest."""
    eras = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["eras"]
    return {era: _grid(era, text) for era, text in eras.items()}


def _grid(era: str, text: str) -> tuple[tuple[str | None, ...], ...]:
    lines = [line.split() for line in text.strip().splitlines()]
    width = max(map(len, lines))
    padded = (line + ["."] * (width - len(line)) for line in lines)
    return tuple(tuple(None if name == "." else f"{era}-{name}" for name in line) for line in padded)
