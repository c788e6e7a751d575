"""The figures a benchmark run produced, and the floors under them.

``floors.json`` names, for a figure, the value it must not fall below (``at_least``) or rise above (``at_most``).
Floors may be raised, never lowered: a change that needs one lowered is not an improvement.
"""

from __future__ import annotations

import json
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")

_figures: dict[str, float] = {}


def record(name: str, value: float) -> None:
    """Note a figure of this run, by its name in ``floors.json``."""
    _figures[name] = value


def breaches() -> list[str]:
    """Return a line for every floor that this run's figures break or do not speak of."""
    lines = []
    for name, bound in json.loads(FLOORS.read_text(encoding="utf-8")).items():
        value = _figures.get(name)
        if value is None:
            lines.append(f"{name}: not measured")
        elif value < bound.get("at_least", value):
            lines.append(f"{name}: {value:.4f} is below its floor of {bound['at_least']}")
        elif value > bound.get("at_most", value):
            lines.append(f"{name}: {value:.4f} is above its ceiling of {bound['at_most']}")
    return lines
