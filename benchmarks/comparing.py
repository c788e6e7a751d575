"""Measure the comparing room: ``python -m benchmarks.comparing claims|copied|alignment|quantities --data FILE…``.

``--data`` takes ``seed_gold.json``, claims files, the copied-text sets and ``aligned_news.json``; the seeds, and the
texts of ``aligned_news.json``, are read from ``--seeds`` (default: the folder ``seeds`` two folders above the file).
``--run OUT`` writes the answers in the run formats of the scorers that come with the data.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from archive.comparing.compare import compare_reports
from archive.records import ClaimRow, Relation
from benchmarks import figures
from benchmarks.comparing_copied import measure_copied
from benchmarks.comparing_data import Json, Sample, Span, is_seeds, load_plain, load_seeds, read_json
from benchmarks.comparing_reading import measure_alignment, measure_quantities


def main() -> None:
    """Print the table asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("measure", choices=("claims", "copied", "alignment", "quantities"))
    parser.add_argument("--data", nargs="+", type=Path, required=True)
    parser.add_argument("--seeds", type=Path)
    parser.add_argument("--run", type=Path)
    parser.add_argument("--verbose", action="store_true", help="name every fact missed and row that is wrong")
    options = parser.parse_args()
    answers: list[Json] = []
    for path in options.data:
        content = read_json(path)
        seeds = options.seeds or path.parent.parent.parent / "seeds"
        print(f"{path.name}")
        answers += _MEASURES[options.measure](content, seeds, options.verbose)
    if options.run:
        options.run.write_text("".join(json.dumps(answer) + "\n" for answer in answers), encoding="utf-8")


# --- claims ----------------------------------------------------------------------------------------


def measure_claims(content: Any, seeds: Path, verbose: bool) -> list[Json]:
    """Print facts found and right by weight, rows right, traps sprung; return the rows as run lines."""
    events = (
        [("seeds", content, load_seeds(content, seeds))]
        if is_seeds(content)
        else [(event["event"], event, load_plain(event["docs"])) for event in content]
    )
    lines: list[Json] = []
    tally: Counter[str] = Counter()
    for name, gold, samples in events:
        started = time.perf_counter()
        rows = compare_reports([sample.report for sample in samples]).rows
        taken = time.perf_counter() - started
        shown = [(row, _cell_spans(row, samples)) for row in rows if row.relation is not Relation.ONLY]
        tally += _print_facts(name, gold["facts"], shown, verbose)
        if "traps" in gold:
            tally["traps"] += _print_traps(gold["traps"], gold["facts"], [spans for _, spans in shown])
        print(f"  {name}: compared in {taken * 1000:.0f} ms")
        lines += [_run_line(name, row, spans) for row, spans in shown]
    _record(tally, is_seeds(content))
    return lines


_others: Counter[str] = Counter()


def _record(tally: Counter[str], is_of_seeds: bool) -> None:
    """Note the figures; those of all other events of a run are taken together."""
    if is_of_seeds:
        figures.record("claims/seeds/must", tally["must"])
        figures.record("claims/seeds/must-differ", tally["must differ"])
        figures.record("claims/seeds/should", tally["should"])
        figures.record("claims/seeds/nice", tally["nice"])
        figures.record("claims/seeds/traps", tally["traps"])
        figures.record("claims/seeds/rows-right", tally["rows right"] / max(1, tally["rows"]))
        return
    _others.update(tally)
    figures.record("claims/other/must", _others["must"] / max(1, _others["must of"]))
    figures.record("claims/other/rows-right", _others["rows right"] / max(1, _others["rows"]))
    figures.record("claims/other/traps", _others["traps"])


def _cell_spans(row: ClaimRow, samples: Sequence[Sample]) -> list[Span]:
    by_id = {sample.report.id: sample for sample in samples}
    return [
        (by_id[cell.article].name, *by_id[cell.article].to_file(cell.start, cell.end)) for cell in row.cells
    ]


def _run_line(event: str, row: ClaimRow, spans: Sequence[Span]) -> Json:
    relation = "differ" if row.relation.value.startswith("differ") else "agree"
    claims = [{"doc": doc, "start": start, "end": end} for doc, start, end in spans]
    return {"event": event, "question": row.question, "relation": relation, "claims": claims}


def _meets(spans: Iterable[Span], fact: Json) -> bool:
    """Tell whether a row and a fact have claims in common in two reports at least."""
    docs = {
        claim["doc"]
        for claim in fact["claims"]
        for doc, start, end in spans
        if claim["doc"] == doc and start < claim["end"] and claim["start"] < end
    }
    return len(docs) > 1


def _is_differ(relation: str) -> bool:
    return relation.startswith("differ")


def _print_facts(
    name: str, facts: Sequence[Json], shown: Sequence[tuple[ClaimRow, list[Span]]], verbose: bool
) -> Counter[str]:
    right: Counter[str] = Counter()
    for fact in facts:
        met = [row for row, spans in shown if _meets(spans, fact)]
        is_right = any(_is_differ(row.relation) == _is_differ(fact["relation"]) for row in met)
        right[fact["weight"]] += is_right
        if fact["weight"] == "must" and _is_differ(fact["relation"]):
            right["must differ"] += is_right
        if verbose and not is_right and fact["weight"] != "nice":
            print(f"    {'wrong' if met else 'missed'} {fact['id']} {fact['weight']}: {fact['question']}")
    wrong = [
        row
        for row, spans in shown
        if not any(
            _meets(spans, fact) and _is_differ(row.relation) == _is_differ(fact["relation"]) for fact in facts
        )
    ]
    for row in wrong if verbose else []:
        print(f"    no fact: {row.relation} {row.group}: {row.question} {[cell.value for cell in row.cells]}")
    totals = Counter(fact["weight"] for fact in facts)
    totals["must differ"] = sum(f["weight"] == "must" and _is_differ(f["relation"]) for f in facts)
    shares = ", ".join(f"{weight} {right[weight]}/{totals[weight]}" for weight in totals)
    share = 1 - len(wrong) / max(1, len(shown))
    right.update({"rows": len(shown), "rows right": len(shown) - len(wrong), "must of": totals["must"]})
    print(f"  {name}: {shares}; rows right {len(shown) - len(wrong)}/{len(shown)} = {share:.2f}")
    return right


def _print_traps(traps: Sequence[Json], facts: Sequence[Json], rows: Sequence[list[Span]]) -> int:
    sprung = [
        trap["id"]
        for trap in traps
        if any(
            _springs(row, one, other, facts) for row in rows for one, other in combinations(trap["spans"], 2)
        )
    ]
    print(f"  traps sprung: {len(sprung)}/{len(traps)} {' '.join(sprung)}")
    return len(sprung)


def _springs(row: Sequence[Span], one: Json, other: Json, facts: Sequence[Json]) -> bool:
    """Tell whether a row sets two claims side by side that no fact of the table does."""
    if not (_holds(row, one) and _holds(row, other)):
        return False
    pairs = ([(c["doc"], c["start"], c["end"]) for c in fact["claims"]] for fact in facts)
    return not any(_holds(pair, one) and _holds(pair, other) for pair in pairs)


def _holds(spans: Iterable[Span], want: Json) -> bool:
    return any(
        doc == want["doc"] and start < want["end"] and want["start"] < end for doc, start, end in spans
    )


_MEASURES = {
    "claims": measure_claims,
    "copied": measure_copied,
    "alignment": measure_alignment,
    "quantities": measure_quantities,
}

if __name__ == "__main__":
    main()
