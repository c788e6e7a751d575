"""Measure copied text: passages of the seeds, sentences of real pairs, characters of rewritten wire copy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from archive.comparing.compare import compare_reports
from archive.comparing.reading import read_report
from archive.comparing.shared import find_pair_text
from archive.records import Comparison, Report
from benchmarks import figures
from benchmarks.comparing_data import Json, Sample, Span, is_seeds, load_seeds, print_rates


def measure_copied(content: Any, seeds: Path, verbose: bool) -> list[Json]:
    """Print precision and recall of copied text; return the spans found as run lines."""
    if is_seeds(content):
        _print_passages(content, load_seeds(content, seeds), verbose)
        return []
    key, texts = ("pair", ("a_text", "b_text")) if "pair" in content[0] else ("id", ("a", "b"))
    answers = [{key: pair[key], "spans": _pair_spans(pair[texts[0]], pair[texts[1]])} for pair in content]
    if key == "pair":
        _print_sentences(content, answers)
    else:
        _print_characters(content, answers)
    return answers


def _pair_spans(one: str, other: str) -> list[list[list[int]]]:
    found = find_pair_text(read_report(Report(1, one), None), read_report(Report(2, other), None))
    return [[[pair.one.start, pair.one.end], [pair.other.start, pair.other.end]] for pair in found]


def _covered(spans: Sequence[Sequence[Sequence[int]]], side: int) -> set[int]:
    return {offset for span in spans for offset in range(*span[side])}


def _print_sentences(pairs: Sequence[Json], answers: Sequence[Json]) -> None:
    counts: Counter[str] = Counter()
    for pair, answer in zip(pairs, answers, strict=True):
        for side, key in enumerate("ab"):
            copied = {tuple(j[key]) for j in pair["judged"] if j["label"] in ("same", "copied")}
            unsure = {tuple(j[key]) for j in pair["judged"] if j["label"] == "maybe"} - copied
            covered = _covered(answer["spans"], side)
            for sentence in map(tuple, pair[f"{key}_sents"]):
                marked = (
                    sum(offset in covered for offset in range(*sentence)) * 2 >= sentence[1] - sentence[0]
                )
                if sentence not in unsure:
                    counts[
                        f"{'marked' if marked else 'left'} {'copied' if sentence in copied else 'own'}"
                    ] += 1
    precision, recall, _ = print_rates(
        "  sentences", counts["marked copied"], counts["marked own"], counts["left copied"]
    )
    figures.record("copied/natural/precision", precision)
    figures.record("copied/natural/recall", recall)


def _print_characters(pairs: Sequence[Json], answers: Sequence[Json]) -> None:
    right = extra = missed = 0
    found: dict[str, list[bool]] = defaultdict(list)
    for pair, answer in zip(pairs, answers, strict=True):
        for side, key in enumerate("ab"):
            text = pair[key]
            marked = {offset for offset in _covered(answer["spans"], side) if not text[offset].isspace()}
            gold = {offset for offset in _covered(pair["gold"], side) if not text[offset].isspace()}
            right, extra, missed = (
                right + len(marked & gold),
                extra + len(marked - gold),
                missed + len(gold - marked),
            )
        covered = _covered(answer["spans"], 1)
        for _, span in pair["gold"]:
            share = sum(offset in covered for offset in range(*span)) / (span[1] - span[0])
            found[str(pair["level"])].append(share > 0.5)
    figures.record("copied/wire/f", print_rates("  characters", right, extra, missed)[2])
    print("  passages found by grade:", {level: f"{sum(f)}/{len(f)}" for level, f in sorted(found.items())})


def _print_passages(gold: Json, samples: Sequence[Sample], verbose: bool) -> None:
    comparison = compare_reports([sample.report for sample in samples])
    texts = _shared_spans(comparison, samples)
    found: Counter[str] = Counter()
    for passage in gold["shared_passages"]:
        is_found = any(_covers(spans, passage["spans"]) for spans in texts)
        found[passage["cls"]] += is_found
        if verbose and not is_found:
            print("    missed", passage["id"], passage["cls"], passage["note"])
    totals = Counter(passage["cls"] for passage in gold["shared_passages"])
    marked = [
        phrase["text"]
        for phrase in gold["common_phrases"]
        if any(_is_alone(spans, phrase["text"], samples) for spans in texts)
    ]
    for kind in totals:
        figures.record(f"passages/{kind}", found[kind])
    figures.record("passages/common", len(marked))
    print("  passages:", {kind: f"{found[kind]}/{totals[kind]}" for kind in totals})
    print(f"  common phrases marked: {len(marked)}/{len(gold['common_phrases'])} {marked}")


def _shared_spans(comparison: Comparison, samples: Sequence[Sample]) -> list[list[Span]]:
    by_id = {sample.report.id: sample for sample in samples}
    return [
        [
            (by_id[span.article].name, *by_id[span.article].to_file(span.start, span.end))
            for span in text.spans
        ]
        for text in comparison.shared
    ]


def _covers(spans: Sequence[Span], gold: Sequence[Json]) -> bool:
    """Tell whether half of a passage is marked in two of its reports."""
    docs = 0
    for want in gold:
        length = want["end"] - want["start"]
        best = max(
            (
                min(end, want["end"]) - max(start, want["start"])
                for doc, start, end in spans
                if doc == want["doc"]
            ),
            default=0,
        )
        docs += best * 2 >= length
    return docs > 1


def _is_alone(spans: Sequence[Span], phrase: str, samples: Sequence[Sample]) -> bool:
    """Tell whether a marked stretch is no more than a common phrase."""
    by_name = {sample.name: sample for sample in samples}
    for doc, start, end in spans:
        sample = by_name[doc]
        held = "".join(
            letter
            for letter, origin in zip(sample.report.body, sample.origins, strict=True)
            if start <= origin < end
        )
        if held.lower().strip(" .,") in phrase.lower():
            return True
    return False
