"""Reports for the comparing benchmark: read through every room, with offsets mapped back to their files."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.cleaning import clean_document
from archive.gazetteer import find_aircraft, find_toponyms, load_aircraft, load_places
from archive.intake import read_document
from archive.records import BodyBlock, CleanReport, Report

Json = dict[str, Any]
# A report's name, and a stretch of its file.
Span = tuple[str, int, int]


@dataclass(frozen=True)
class Sample:
    """A report under test; ``origins[i]`` is where character ``i`` of its body stands in the file."""

    name: str
    report: Report
    origins: tuple[int, ...]

    def to_file(self, start: int, end: int) -> tuple[int, int]:
        """Return a span of the body as a span of the file."""
        return self.origins[start], self.origins[end - 1] + 1


def read_json(path: Path) -> Any:
    """Return a JSON file's content, or the list of a JSON-lines file's."""
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    return [json.loads(line) for line in text.splitlines()] if ".jsonl" in path.name else json.loads(text)


def is_seeds(content: Any) -> bool:
    """Tell the seeds' gold table from the other files."""
    return isinstance(content, dict) and "aligned_sentences" in content


def print_rates(name: str, right: int, extra: int, missed: int) -> tuple[float, float, float]:
    """Print precision, recall and F, and return them."""
    precision, recall = right / max(1, right + extra), right / max(1, right + missed)
    f = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{name}: P {precision:.3f} R {recall:.3f} F {f:.3f}")
    return precision, recall, f


def load_seeds(gold: Json, folder: Path) -> list[Sample]:
    """Return the seeds of ``seed_gold.json``, read from ``folder`` through intake, cleaning and gazetteer."""
    samples = []
    for number, (name, seed) in enumerate(gold["docs"].items(), start=1):
        document = read_document((folder / seed["file"]).read_bytes(), seed["file"])
        clean = clean_document(document)
        samples.append(Sample(name, to_report(number, clean, name), _origins(clean)))
    return samples


def to_report(number: int, clean: CleanReport, outlet: str) -> Report:
    """Return a cleaned document as the comparing room takes it."""
    blocks = tuple(
        BodyBlock(block.body_start, block.body_end, block.kind)
        for block in clean.blocks
        if block.body_start is not None and block.body_end is not None
    )
    return Report(
        id=number,
        body=clean.body,
        headline=clean.headline,
        outlet=outlet,
        published_on=clean.published_on,
        blocks=blocks,
        toponyms=find_toponyms(clean.body, load_places()),
        aircraft=find_aircraft(clean.body, load_aircraft()),
        dateline=clean.dateline,
    )


def _origins(clean: CleanReport) -> tuple[int, ...]:
    origins = [0] * len(clean.body)
    for block in clean.blocks:
        if block.body_start is None:
            continue
        at = block.body_start
        for piece in block.pieces:
            is_plain = len(piece.text) == piece.end - piece.start
            for offset in range(len(piece.text)):
                origins[at + offset] = piece.start + offset if is_plain else piece.start
            at += len(piece.text)
    return tuple(origins)


def load_plain(documents: dict[str, Json]) -> list[Sample]:
    """Return the reports of one event of a claims file: texts that are clean already."""
    samples = []
    for number, (name, document) in enumerate(documents.items(), start=1):
        text, date = document["text"], document.get("date")
        report = Report(
            id=number,
            body=text,
            headline=document.get("title"),
            outlet=document.get("source", name),
            published_on=dt.date.fromisoformat(date) if date else None,
            toponyms=find_toponyms(text, load_places()),
            aircraft=find_aircraft(text, load_aircraft()),
        )
        samples.append(Sample(name, report, tuple(range(len(text)))))
    return samples
