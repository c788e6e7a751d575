"""Measure cleaning against pages whose article people have marked.

    python -m benchmarks.cleaning html|text --data FILE... --run OUT [--limit N] [--view VIEW ...] [--peers]

Writes one prediction per page to OUT (the form the data's own ``score.py`` reads) and prints, per set, the
4-gram F1, precision and recall, and for texts the words of the report lost and the lines of furniture left. For text
near the article it also prints how few lines of furniture can be left at no more than 1 % of words lost. With
``--peers`` other extractors stand in the same table.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from archive.cleaning import clean_document
from archive.intake import IntakeError, read_document
from archive.records import BODY_KINDS, CleanReport, Kind, Verdict
from benchmarks.cautious import Cautious, add_document
from benchmarks.cleaning_peers import TEXT_PEERS, find_peers
from benchmarks.figures import record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    # A page's group, prediction, counts, marked text, predicted text and seconds.
    Result = tuple[str, dict[str, Any], Counter[str], str, str, float]

VIEWS = ("near_text", "near_md", "full_text", "full_md")
TOKEN = re.compile(r"\w+")
LINK = re.compile(r"\[([^\]]*)\]\(#\)")
MARK = re.compile(r"^(?:[#>\-*+|]+|\d+\.)\s*|[*_`|]+")
# A line counts as kept when at least this part of its characters is.
KEPT_SHARE = 0.5
# The labels of headlines and of lines without words, which the text task leaves out.
UNCOUNTED = "-t"


def main() -> None:
    """Run the benchmark named on the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", choices=("html", "text"))
    parser.add_argument("--data", nargs="+", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True, help="where the predictions go")
    parser.add_argument("--limit", type=int, default=None, help="only the first N pages of each file")
    parser.add_argument("--view", nargs="+", choices=VIEWS, default=VIEWS)
    parser.add_argument("--peers", action="store_true", help="measure other extractors, too")
    options = parser.parse_args()
    cautious = Cautious()
    with options.run.open("w", encoding="utf-8") as out:
        for path in options.data:
            rows = read_rows(path, options.limit)
            results = measure_html(rows) if options.task == "html" else measure_text(rows, options.view)
            print_scores(path.name, results, out)
            if options.peers:
                print_peers(path.name, options.task, rows, options.view)
            if "near_text" in options.view:
                gather_cautious(rows, cautious)
    if cautious.lines:
        print_cautious(cautious)


def read_rows(path: Path, limit: int | None) -> list[dict[str, Any]]:
    """Return the pages of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line, _ in zip(lines, range(limit or 1_000_000), strict=False)]


def print_peers(name: str, task: str, rows: list[dict[str, Any]], views: tuple[str, ...]) -> None:
    """Print the figures of other extractors on the same pages, and name those that are not installed."""
    if task == "html":
        peers, missing = find_peers()
        for peer, extract in peers.items():
            print_scores(name, measure_peer(peer, extract, rows), None)
        for peer in missing:
            print(f"{name} {peer}: not installed (requirements-bench.txt)")
        return
    for peer, choose in TEXT_PEERS.items():
        print_scores(name, measure_lines_kept(peer, choose, rows, views), None)


def measure_peer(peer: str, extract: Callable[[str], str], rows: list[dict[str, Any]]) -> Iterator[Result]:
    """Yield per page the same as ``measure_html``, by another extractor."""
    for row in rows:
        started = time.process_time()
        text = extract(row["html"])
        yield peer, {}, Counter(), row["gold"], text, time.process_time() - started


def measure_lines_kept(
    peer: str, choose: Callable[[list[str]], list[bool]], rows: list[dict[str, Any]], views: tuple[str, ...]
) -> Iterator[Result]:
    """Yield per page and view the same as ``measure_text``, by other rules."""
    for row in rows:
        for view in (view for view in views if view in row):
            text, labels = row[view], row[f"{view}_labels"]
            started = time.process_time()
            keep = choose(text.split("\n"))
            seconds = time.process_time() - started
            kept = kept_text(text, labels, keep)
            yield f"{view} {peer}", {}, count_lines(text, labels, keep), row["gold"], kept, seconds


def gather_cautious(rows: list[dict[str, Any]], cautious: Cautious) -> None:
    """Count the lines of text near the article; comments made up for the benchmark are measured apart."""
    for row in rows:
        if "near_text" in row and row["set"] != "cmt":
            document = read_document(row["near_text"].encode(), "page.txt")
            add_document(cautious, document, row["near_text_labels"])


def print_cautious(cautious: Cautious) -> None:
    """Print the lines of furniture left in text near the article where hardly a word is lost."""
    bound, lost, left = cautious.best()
    record("cleaning/near_text/cautious/lines_left", left)
    print(f"near_text below {bound:.3f}: content words lost {lost:.2%}  furniture lines left {left:.1%}")


def measure_html(rows: list[dict[str, Any]]) -> Iterator[Result]:
    """Yield per page its group, prediction, counts, gold text, predicted text and seconds."""
    for row in rows:
        started = time.process_time()
        body = body_without_captions(clean(row["html"].encode(), "page.html"))
        seconds = time.process_time() - started
        yield "html", {"id": row["id"], "text": body}, Counter(), row["gold"], body, seconds


def measure_text(rows: list[dict[str, Any]], views: tuple[str, ...]) -> Iterator[Result]:
    """Yield per page and view the same as ``measure_html``; counts are of words and lines."""
    for row in rows:
        for view in views:
            if view not in row:
                continue
            text = row[view]
            started = time.process_time()
            report = clean(text.encode(), "page.md" if view.endswith("md") else "page.txt")
            seconds = time.process_time() - started
            keep = kept_lines(text, report)
            labels = row[f"{view}_labels"]
            yield (
                view,
                {"id": row["id"], "view": view, "keep": "".join("01"[kept] for kept in keep)},
                count_lines(text, labels, keep),
                row["gold"],
                kept_text(text, labels, keep),
                seconds,
            )


def clean(content: bytes, filename: str) -> CleanReport | None:
    """Return the cleaned report, or ``None`` for a page that intake refuses."""
    try:
        return clean_document(read_document(content, filename))
    except IntakeError:
        return None


def body_without_captions(report: CleanReport | None) -> str:
    """Return the body less its captions, which the marked articles leave out."""
    if report is None:
        return ""
    kept = [
        block for block in report.blocks if block.body_start is not None and block.kind is not Kind.CAPTION
    ]
    return "\n".join(block.text for block in kept)


def kept_lines(text: str, report: CleanReport | None) -> list[bool]:
    """Say for every line of ``text`` whether most of what was read of it is kept in the body."""
    kept: Counter[int] = Counter()
    seen: Counter[int] = Counter()
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    number = 0
    for block in report.blocks if report is not None else ():
        is_kept = block.verdict is Verdict.KEPT and block.kind in BODY_KINDS
        for piece in block.pieces:
            offset = piece.start
            while offset < piece.end:
                while starts[number + 1] <= offset:
                    number += 1
                end = min(piece.end, starts[number + 1])
                seen[number] += end - offset
                kept[number] += (end - offset) * is_kept
                offset = end
    return [seen[line] > 0 and kept[line] >= KEPT_SHARE * seen[line] for line in range(len(starts) - 1)]


def kept_text(text: str, labels: str, keep: list[bool]) -> str:
    """Return the kept lines as the data's scorer reads them: markup and headlines left out."""
    lines = zip(text.split("\n"), labels, keep, strict=True)
    return "\n".join(
        MARK.sub(" ", LINK.sub(r"\1", line)).strip()
        for line, label, kept in lines
        if kept and label not in UNCOUNTED
    )


def count_lines(text: str, labels: str, keep: list[bool]) -> Counter[str]:
    """Count words and lines of the report and of furniture, and how many were judged wrongly."""
    counts: Counter[str] = Counter()
    for line, label, kept in zip(text.split("\n"), labels, keep, strict=True):
        if label in UNCOUNTED:
            continue
        words = len(TOKEN.findall(LINK.sub(r"\1", line)))
        is_content = label == "c"
        is_wrong = kept != is_content
        name = "content" if is_content else "furniture"
        counts.update({f"{name} words": words, f"{name} lines": 1})
        counts.update({f"{name} words wrong": words * is_wrong, f"{name} lines wrong": int(is_wrong)})
    return counts


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the 4-grams of ``text``, as article-extraction-benchmark counts them."""
    words = TOKEN.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))) if words else Counter()


def score(pairs: list[tuple[str, str]]) -> tuple[float, float, float]:
    """Return F1, precision and recall, averaged over pages of (gold, predicted)."""
    precisions, recalls = [], []
    for gold, predicted in pairs:
        wanted, given = shingles(gold), shingles(predicted)
        shared = (wanted & given).total()
        if given:
            precisions.append(shared / given.total())
        if wanted:
            recalls.append(shared / wanted.total())
    precision = statistics.mean(precisions) if precisions else 0.0
    recall = statistics.mean(recalls) if recalls else 0.0
    total = precision + recall
    return (2 * precision * recall / total if total else 0.0), precision, recall


def print_scores(name: str, results: Iterator[Result], out: IO[str] | None) -> None:
    """Write the predictions to ``out``, if given, and print a line of figures per group."""
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    seconds: dict[str, float] = defaultdict(float)
    for group, prediction, counted, gold, predicted, spent in results:
        if out is not None:
            out.write(json.dumps(prediction, ensure_ascii=False) + "\n")
        pairs[group].append((gold, predicted))
        counts[group].update(counted)
        seconds[group] += spent
    for group, found in pairs.items():
        f1, precision, recall = score(found)
        if out is not None:
            record(f"cleaning/{group}/{name.split('.')[0]}/f1", f1)
        figures = f"F1 {f1:.4f}  P {precision:.4f}  R {recall:.4f}"
        print(
            f"{name} {group:22} pages {len(found):4}  {figures}  {1000 * seconds[group] / len(found):6.1f} ms",
            end="",
        )
        count = counts[group]
        if count:
            lost = count["content words wrong"] / max(1, count["content words"])
            left = count["furniture lines wrong"] / max(1, count["furniture lines"])
            words_left = count["furniture words wrong"] / max(1, count["furniture words"])
            print(f"  content words lost {lost:.2%}  furniture lines left {left:.1%}", end="")
            print(f"  words left {words_left:.1%}", end="")
        print()


if __name__ == "__main__":
    main()
