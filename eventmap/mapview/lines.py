"""Lines and areas as few bytes: the form in which the background is shipped and put into the page.

A line is its first vertex and the steps to the next ones, in thousandths of a degree (111 m), steps as 16-bit integers. Areas are
rings, the outer one first, with the number of rings of each area.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

UNITS_PER_DEG = 1000
MAX_STEP_DEG = 30.0  # longer straight lines get vertices between, to fit 16 bits


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines or areas.

    Attributes:
        lengths: number of vertices of each line, shape (n,).
        starts: first vertex of each line, shape (n, 2).
        steps: from each vertex to the next within its line, shape (vertices - n, 2).
        rings: number of rings of each area; None for lines.
        props: anything JSON can write, one for each line.
    """

    lengths: Any
    starts: Any
    steps: Any
    rings: Any | None = None
    props: Sequence[Any] | None = None

    @classmethod
    def of_lines(cls, lines: Sequence[Any], props: Sequence[Any] | None = None) -> Lines:
        lines = [shapely.segmentize(g, MAX_STEP_DEG) if g.length > MAX_STEP_DEG else g for g in lines]
        lengths = shapely.get_num_coordinates(lines).astype("<i4")
        xy = np.round(shapely.get_coordinates(lines) * UNITS_PER_DEG).astype("<i4").reshape(-1, 2)
        first = np.cumsum(lengths) - lengths
        inner = np.ones(len(xy), dtype=bool)
        inner[first] = False
        return cls(lengths=lengths, starts=xy[first], steps=np.diff(xy, axis=0, prepend=xy[:1])[inner].astype("<i2"), props=props)

    @classmethod
    def of_areas(cls, polygons: Sequence[Any]) -> Lines:
        rings = [[r for r in (p.exterior, *p.interiors) if len(r.coords) > 3] for p in polygons]
        rings = [group for group in rings if group]
        flat = cls.of_lines([r for group in rings for r in group])
        return cls(lengths=flat.lengths, starts=flat.starts, steps=flat.steps, rings=np.array([len(g) for g in rings], dtype="<i4"))

    def coordinates(self) -> Any:
        """All vertices, line after line, in degrees."""
        first = np.cumsum(self.lengths) - self.lengths
        xy = np.empty((int(self.lengths.sum()), 2), dtype=np.int32)
        inner = np.ones(len(xy), dtype=bool)
        inner[first] = False
        xy[inner] = self.steps
        # the first vertex of a line as the step that leads there from the end of the line before
        inside = np.add.reduceat(np.vstack([self.steps.astype(np.int32), [[0, 0]]]), first - np.arange(len(first)), axis=0)
        inside[self.lengths < 2] = 0
        ends = self.starts + inside
        xy[first] = self.starts - np.vstack([[[0, 0]], ends[:-1]])
        return np.cumsum(xy, axis=0, dtype=np.int32) / UNITS_PER_DEG


def to_blocks(layers: Mapping[str, Lines]) -> tuple[dict[str, Any], list[bytes]]:
    """Header entries {layer: {part: [offset, bytes], "props"?}} and the blocks they point to."""
    header: dict[str, Any] = {}
    blocks: list[bytes] = []
    offset = 0
    for name, layer in layers.items():
        header[name] = {"props": list(layer.props)} if layer.props is not None else {}
        for part in ("lengths", "starts", "steps", "rings"):
            array = getattr(layer, part)
            if array is None:
                continue
            block = array.tobytes()
            header[name][part] = [offset, len(block)]
            blocks.append(block + b"\0" * (-len(block) % 8))
            offset += len(blocks[-1])
    return header, blocks


def from_blocks(entry: Mapping[str, Any], body: memoryview) -> Lines:
    """One layer of ``to_blocks``."""

    def part(name: str, kind: str) -> Any:
        offset, size = entry[name]
        return np.frombuffer(body[offset : offset + size], dtype=kind)

    return Lines(
        lengths=part("lengths", "<i4"),
        starts=part("starts", "<i4").reshape(-1, 2),
        steps=part("steps", "<i2").reshape(-1, 2),
        rings=part("rings", "<i4") if "rings" in entry else None,
        props=entry.get("props"),
    )
