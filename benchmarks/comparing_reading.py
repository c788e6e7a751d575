"""Measure what is read in the seeds: aligned sentences, quantities, attribution cues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from archive.comparing.attributions import find_attributions
from archive.comparing.compare import compare_reports
from archive.comparing.quantities import Quantity, find_quantities
from archive.comparing.reading import read_report
from archive.gazetteer import find_aircraft, find_toponyms, load_aircraft, load_places
from archive.records import Report
from benchmarks import figures
from benchmarks.comparing_data import Json, Sample, is_seeds, load_plain, load_seeds, print_rates, read_json


def measure_alignment(content: Any, seeds: Path, verbose: bool) -> list[Json]:
    """Print precision, recall and F of sentence pairs, and how often a sentence's best match is right."""
    if not is_seeds(content):
        return _measure_news(content, seeds)
    samples = load_seeds(content, seeds)
    names = {sample.report.id: sample for sample in samples}
    found: dict[tuple[Any, ...], float] = {}
    for aligned in compare_reports([sample.report for sample in samples]).alignment:
        a, b = (
            _gold_sentence(content, names[side.article], side.start, side.end)
            for side in (aligned.a, aligned.b)
        )
        if a and b:
            found[*a, *b] = aligned.score
    seen = {
        _gold_sentence(content, sample, sentence.start, sentence.end)
        for sample in samples
        for sentence in read_report(sample.report, None).sentences
    }
    gold = {
        (p["a"], p["ai"], p["b"], p["bi"])
        for p in content["aligned_sentences"]
        if (p["a"], p["ai"]) in seen and (p["b"], p["bi"]) in seen
    }
    right = len(gold & found.keys())
    _, _, f = print_rates(f"  {len(gold)} pairs in the bodies", right, len(found) - right, len(gold) - right)
    figures.record("alignment/f", f)
    figures.record("alignment/best", _print_share("best match right", *_count_best(gold, found)))
    if verbose:
        for pair in sorted(found.keys() - gold):
            print("    not in gold", pair, found[pair])
        for pair in sorted(gold - found.keys()):
            print("    missed", pair)
    return []


def _gold_sentence(gold: Json, sample: Sample, start: int, end: int) -> tuple[str, int] | None:
    first, last = sample.to_file(start, end)
    middle = (first + last) // 2
    for number, (begin, stop) in enumerate(gold["docs"][sample.name]["sentences"]):
        if begin <= middle < stop:
            return sample.name, number
    return None


def _measure_news(content: Sequence[Json], texts: Path) -> list[Json]:
    """Measure pairs of news reports, aligned by hand; ``texts`` is the folder of the event files they come from.

    ``aligned_news.json`` gives where the sentences begin. The rules were tried on the "development" pairs only.
    """
    known = {
        document["id"]: document
        for path in texts.glob("events_g*_dev.jsonl.gz")
        for document in read_json(path)
    }
    for use in ("development", "check"):
        right = extra = missed = best = total = 0
        for event in (event for event in content if event["used_for"] == use):
            one, other = (event["one"], event["other"])
            samples = load_plain({key: known[key] for key in (one, other)})
            gold = {(one, i, other, j) for i, j in event["pairs"]}
            found: dict[tuple[Any, ...], float] = {
                (one, pair.a.start, other, pair.b.start): pair.score
                for pair in compare_reports([sample.report for sample in samples]).alignment
            }
            hits = len(gold & found.keys())
            right, extra, missed = right + hits, extra + len(found) - hits, missed + len(gold) - hits
            best, total = (a + b for a, b in zip((best, total), _count_best(gold, found), strict=True))
        _, _, f = print_rates(f"  {use}", right, extra, missed)
        figures.record(f"alignment/news/{use}/f", f)
        figures.record(f"alignment/news/{use}/best", _print_share("best match right", best, total))
    return []


def _print_share(name: str, right: int, total: int) -> float:
    print(f"  {name}: {right}/{total} = {right / max(1, total):.3f}")
    return right / max(1, total)


def _count_best(gold: set[tuple[Any, ...]], found: dict[tuple[Any, ...], float]) -> tuple[int, int]:
    """Return how many sentences that have a counterpart in another report have it for their best match, of how many."""
    right = total = 0
    for mine, theirs in ((slice(0, 2), 2), (slice(2, 4), 0)):
        for key in {(*pair[mine], pair[theirs]) for pair in gold}:
            total += 1
            pairs = [(score, pair) for pair, score in found.items() if (*pair[mine], pair[theirs]) == key]
            right += bool(pairs) and max(pairs)[1] in gold
    return right, total


# What the gold table calls a state, in our words.
_STATES = {
    "dead": {"killed"},
    "killed by enemy fire": {"killed"},
    "assumed dead": {"killed"},
    "on board": {"aboard"},
    "on board Mi-25": {"aboard"},
    "in the offensive": {"involved"},
    "lost": {"lost", "destroyed"},
}


def measure_quantities(content: Any, seeds: Path, verbose: bool) -> list[Json]:
    """Print recall and precision of quantities, and of attribution cues, over the files as they stand."""
    counts: Counter[str] = Counter()
    for name, seed in content["docs"].items():
        text = (seeds / seed["file"]).read_bytes().decode("utf-8")
        samples = {sample.name: sample for sample in load_seeds(content, seeds)}
        day = samples["002"].report.published_on
        reading = read_report(_whole_file(name, text), day)
        gold = [q for q in content["quantities"] if q["doc"] == name]
        junk = _line_spans(text, seed["junk_lines"])
        found = [q for q in find_quantities(reading) if not _inside(q.start, junk)]
        _count(counts, "quantities", gold, [(q.start, q.end) for q in found], text, verbose)
        for want in gold:
            hits = [q for q in found if q.start < want["end"] and want["start"] < q.end]
            counts["states"] += any(_has_state(q, want["state"]) for q in hits)
        cues = [(c.start, c.end) for c in find_attributions(reading) if not _inside(c.start, junk)]
        _count(counts, "cues", [a for a in content["attributions"] if a["doc"] == name], cues, text, verbose)
    for kind in ("quantities", "cues"):
        precision, recall, _ = print_rates(
            f"  {kind}", counts[f"{kind} right"], counts[f"{kind} extra"], counts[f"{kind} missed"]
        )
        name = "quantities" if kind == "quantities" else "attributions"
        figures.record(f"{name}/precision", precision)
        figures.record(f"{name}/recall", recall)
    print(f"  right state: {counts['states']}/{len(content['quantities'])}")
    figures.record("quantities/state", counts["states"] / max(1, len(content["quantities"])))
    return []


def _whole_file(name: str, text: str) -> Report:
    return Report(
        int(name),
        text,
        toponyms=find_toponyms(text, load_places()),
        aircraft=find_aircraft(text, load_aircraft()),
    )


def _line_spans(text: str, lines: Sequence[int]) -> list[tuple[int, int]]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return [(starts[number - 1], starts[number]) for number in lines]


def _inside(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)


def _has_state(quantity: Quantity, gold: str) -> bool:
    return quantity.state is not None and quantity.state.value in _STATES.get(gold, {gold})


def _count(
    counts: Counter[str],
    kind: str,
    gold: Sequence[Json],
    found: Sequence[tuple[int, int]],
    text: str,
    verbose: bool,
) -> None:
    for start, end in found:
        is_right = any(start < want["end"] and want["start"] < end for want in gold)
        counts[f"{kind} {'hits' if is_right else 'extra'}"] += 1
        if verbose and not is_right:
            print(f"    extra {kind}: {text[start:end]!r}")
    for want in gold:
        is_found = any(start < want["end"] and want["start"] < end for start, end in found)
        counts[f"{kind} {'right' if is_found else 'missed'}"] += 1
        if verbose and not is_found:
            print(f"    missed {kind}: {want['quote']!r}")
