"""A module imports only from lower layers: the one direction of flow."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "eventmap"
# The first matching prefix counts. Same layer may import the same package only.
LAYERS = [
    ("errors", -2), ("records", -1), ("settings", 0), ("files", 0),
    ("names", 1), ("data", 1),
    ("gazetteer", 2), ("ingest", 2),
    ("extract", 3),
    ("resolve", 4), ("geocoder", 4),
    ("link", 5),
    ("export", 6), ("mapview", 6),
    ("pipeline", 7),
    ("scale", 8), ("review", 8),
    ("cli", 9), ("__main__", 10), ("__init__", 10),
]  # fmt: skip
FORBIDDEN = {
    "extract": {"gazetteer", "ingest"},
    "ingest": {"names", "gazetteer"},
    "export": {"gazetteer", "resolve"},
    "mapview": {"resolve", "extract"},
}


def layer(part: str) -> int:
    return dict(LAYERS)[part]


def imports(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "eventmap":
            parts = node.module.split(".")
            found += [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [a.name.split(".")[1] for a in node.names if a.name.startswith("eventmap.")]
    return found


FILES = sorted(ROOT.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_point_down(path: Path) -> None:
    own = path.relative_to(ROOT).parts[0].removesuffix(".py")
    for other in imports(path):
        if other == own or other == "__version__":
            continue
        assert layer(other) < layer(own), f"{own} (layer {layer(own)}) imports {other} (layer {layer(other)})"
        assert other not in FORBIDDEN.get(own, ()), f"{own} may not know {other}"


def test_every_module_has_a_layer() -> None:
    assert {p.relative_to(ROOT).parts[0].removesuffix(".py") for p in FILES} <= set(dict(LAYERS))
