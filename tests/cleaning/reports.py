"""What the tests of this room share: cleaning a text, and looking at what became of it."""

from typing import Any

from archive.cleaning import clean_document
from archive.intake import read_document
from archive.records import CleanReport, Verdict

PROSE = (
    "The ferry left the harbour on Monday morning with more than two hundred people on board, the ministry said.",
    "Rescue boats reached the place within an hour and took most of the passengers to the island, it added.",
    "A spokesman for the company said that the cause was not yet known and that an inquiry had begun.",
)
STORY = "\n\n".join(PROSE)


def clean(text: str, ending: str = ".txt", **options: Any) -> CleanReport:
    return clean_document(read_document(text.encode(), f"report{ending}"), **options)


def removed(report: CleanReport) -> list[tuple[str | None, str]]:
    return [(block.reason, block.text) for block in report.blocks if block.verdict is Verdict.REMOVED]


def kinds(report: CleanReport) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in report.blocks if block.verdict is Verdict.KEPT]
