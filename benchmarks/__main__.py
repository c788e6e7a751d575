"""Run every benchmark on the development data: ``python -m benchmarks [--floors]``.

The data lies beside the checkout, or where ``PARALLAX_SHARED`` says; without it there is nothing to measure.
``--floors`` ends with exit code 1 where a figure is past its floor.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from unittest.mock import patch

from benchmarks import aircraft_news, cleaning, comparing, events, gazetteer, search_quality, search_speed
from benchmarks.figures import breaches

DATA = Path(os.environ.get("PARALLAX_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "data"
CLEANING, PLACES, RELATED = DATA / "cleaning/dev", DATA / "places/dev", DATA / "related"

PAGES = [CLEANING / f"html_{name}.jsonl.gz" for name in ("aeb", "and", "wcxb")]
TEXTS = [CLEANING / f"text_{name}.jsonl.gz" for name in ("aeb", "and", "wcxb", "cmt")]

# Our own events, written for development.
GOLD = sorted((Path(__file__).resolve().parents[1] / "tests/comparing/gold").glob("*.json"))

# Our own passages in the manner of local papers and agencies.
LOCAL_NEWS = Path(__file__).resolve().parents[1] / "tests/gazetteer/local_news.txt"

# Sentences of nine pairs of news reports that tell the same, aligned by hand.
ALIGNED_NEWS = Path(__file__).with_name("aligned_news.json")

RUNS = (
    (cleaning, ["html", "--run", os.devnull, "--data", *PAGES]),
    (cleaning, ["text", "--run", os.devnull, "--data", *TEXTS]),
    (
        gazetteer,
        ["places", "--data", PLACES / "conflict_dev.jsonl", PLACES / "geovirus_dev.jsonl.gz", LOCAL_NEWS],
    ),
    (gazetteer, ["aircraft", "--data", DATA / "aircraft/dev.jsonl"]),
    (aircraft_news, ["--shared", DATA.parent]),
    (events, ["--data", *(RELATED / f"events_{name}_dev.jsonl.gz" for name in ("g5", "gvc", "wcl50"))]),
    (search_quality, ["--data", DATA / "search", "--only", "fakes", "lisa", "reut", "wce"]),
    (search_speed, ["--data", DATA / "search", "--reports", "5000"]),
    (comparing, ["claims", "--data", RELATED / "seed_gold.json", RELATED / "claims_dev.json", *GOLD]),
    (comparing, ["quantities", "--data", RELATED / "seed_gold.json"]),
    (comparing, ["alignment", "--data", RELATED / "seed_gold.json"]),
    (comparing, ["alignment", "--data", ALIGNED_NEWS, "--seeds", RELATED]),
    (comparing, ["copied", "--data", RELATED / "seed_gold.json"]),
    (comparing, ["copied", "--data", RELATED / "reuse_natural_dev.jsonl.gz"]),
    (comparing, ["copied", "--data", RELATED / "reuse_wire_dev.jsonl.gz"]),
)


def main() -> None:
    """Run them all, then hold the figures against the floors when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--floors", action="store_true", help="fail where a figure is past its floor")
    wants_floors = parser.parse_args().floors
    if not DATA.is_dir():
        sys.exit(f"There is no development data at {DATA}; PARALLAX_SHARED names another folder.")
    for module, arguments in RUNS:
        words = [str(argument) for argument in arguments]
        print(f"\n== {module.__name__} {' '.join(Path(word).name for word in words)}", flush=True)
        with patch.object(sys, "argv", [module.__name__, *words]):
            module.main()
    if wants_floors and (lines := breaches()):
        sys.exit("\n".join(lines))


if __name__ == "__main__":
    main()
