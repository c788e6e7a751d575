"""One file, read and cleaned, with what it repeats and what is doubtful about it; nothing is stored here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from archive.cleaning import OutletMemory, clean_document
from archive.desk.duplicates import Twin, find_same_file, find_same_text, sha256
from archive.desk.memory import recall_memory
from archive.desk.outlets import known_outlet
from archive.desk.reading import Found, find_names
from archive.intake import IntakeError, is_container, open_container, read_document
from archive.models import Duplicates, Likeness, Outcome
from archive.records import CleanReport, Document

# A body of fewer words is stored, but an editor is asked to look: the file may have been cut off.
SHORT_BODY_WORDS = 25
# The longest reports run to a tenth of this; reading names in a longer text takes seconds.
MAX_BODY = 1_000_000

Recall = Callable[[str | None], OutletMemory]


@dataclass(frozen=True, slots=True)
class SubmittedFile:
    """A file as it came. ``refusal``, when set, is why its bytes were not even read (too large, not a file)."""

    name: str
    content: bytes
    refusal: str | None = None
    # Where it was fetched, when an archive of pages says so.
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A file after reading and cleaning; ``report`` is None where it is refused or is the very file of ``twin``."""

    file: SubmittedFile
    # Why it is refused, or what is doubtful about it.
    reason: str | None = None
    document: Document | None = None
    report: CleanReport | None = None
    names: tuple[Found, ...] = ()
    twin: Twin | None = None

    def outcome(self, duplicates: str) -> Outcome:
        """Return what becomes of the file, when ``duplicates`` (``models.Duplicates``) says so of repeated ones."""
        if self.report is None and self.twin is None:
            return Outcome.REFUSED
        if self.twin is not None and self.twin.likeness != Likeness.WIRE:
            return self._outcome_of_twin(self.twin, duplicates)
        return Outcome.FLAGGED if self.reason else Outcome.STORED

    def _outcome_of_twin(self, twin: Twin, duplicates: str) -> Outcome:
        if duplicates == Duplicates.ASK:
            return Outcome.DUPLICATE
        if duplicates == Duplicates.SKIP or twin.likeness == Likeness.BYTES:
            return Outcome.SKIPPED
        return Outcome.FLAGGED

    @property
    def said(self) -> str | None:
        """What is told of the file: what it repeats, and what is doubtful or refused."""
        return "; ".join(filter(None, [self.twin.reason if self.twin else None, self.reason])) or None


def open_files(
    files: Iterable[SubmittedFile], columns: dict[str, str] | None = None
) -> Iterator[SubmittedFile]:
    """Yield each file, and in place of a file of many (an archive, a table) each report in it.

    ``columns`` say which columns of a table hold what (``intake.parse_columns``).
    """
    for file in files:
        if file.refusal is not None or not is_container(file.name):
            yield file
            continue
        count = 0
        try:
            for member in open_container(file.content, file.name, columns or {}):
                yield SubmittedFile(member.name, member.content, member.refusal, member.address)
                count += 1
        except IntakeError as error:
            yield SubmittedFile(file.name, b"", str(error).removeprefix(f"{file.name}: "))
            continue
        if not count:
            yield SubmittedFile(file.name, b"", "there is no report in it; send a file with some")


def check_files(
    files: Iterable[SubmittedFile], *, outlet: str | None = None, columns: dict[str, str] | None = None
) -> Iterator[Checked]:
    """Read and clean each file and yield what would become of it; nothing is stored."""
    seen: dict[str, str] = {}
    # What is known of an outlet is recalled once a submission.
    recall = cache(recall_memory)
    for file in open_files(files, columns):
        digest = sha256(file.content)
        if file.refusal is None and digest in seen:
            yield Checked(file, f"the same file as {seen[digest]} in this submission; nothing more to store")
            continue
        checked = check_file(file, outlet, recall)
        if checked.report is not None:
            seen[digest] = file.name
        yield checked


def check_file(
    file: SubmittedFile, outlet: str | None, recall: Recall, *, is_chosen: bool = False
) -> Checked:
    """Read and clean a file; ``is_chosen`` where an editor has decided that it is kept, whatever it repeats."""
    if file.refusal is not None:
        return Checked(file, file.refusal)
    twin = None if is_chosen else find_same_file(file.content)
    if twin is not None:
        return Checked(file, twin=twin)
    checked = clean_file(file, outlet, recall)
    return checked if is_chosen else with_same_text(checked, outlet)


def with_same_text(checked: Checked, outlet: str | None) -> Checked:
    """Return a cleaned file with the article whose text it repeats, where there is one."""
    report = checked.report
    if report is None:
        return checked
    return replace(checked, twin=find_same_text(report.body, outlet_name(outlet, report)))


def clean_file(file: SubmittedFile, outlet: str | None, recall: Recall) -> Checked:
    """Read and clean a file; what it repeats is not looked for."""
    try:
        document = read_document(file.content, file.name, file.address)
    except IntakeError as error:
        return Checked(file, str(error).removeprefix(f"{file.name}: "))
    declared = document.outlet.value if document.outlet else None
    known = known_outlet((outlet or declared or "").strip()[:200])
    report = clean_document(
        document,
        memory=recall(known.name if known else outlet or declared),
        day_first=known.day_first if known else None,
    )
    refusal = _refusal(report)
    if refusal is not None:
        return Checked(file, refusal)
    names = find_names(report.headline, report.body)
    return Checked(file, _doubt(report), document, report, names)


def outlet_name(given: str | None, report: CleanReport) -> str | None:
    """Return who ran a report: as said by who sent it, else as the report says itself, by the name we know."""
    name = (given or report.outlet or "").strip()[:200] or None
    known = known_outlet(name)
    return known.name if known else name


def _refusal(report: CleanReport) -> str | None:
    if not report.body:
        return (
            "nothing is left after cleaning: the file seems to hold only page furniture; "
            "check that the article's text was copied along"
        )
    if len(report.body) > MAX_BODY:
        return (
            f"{len(report.body):,} characters are left after cleaning; a report may have {MAX_BODY:,}: "
            "split the file, one report each"
        )
    return None


def _doubt(report: CleanReport) -> str | None:
    """Return why an editor should look at a file that is stored, or None."""
    if len(report.date_candidates) > 1:
        readings = " or ".join(day.isoformat() for day in report.date_candidates)
        return f"the printed date can be read as {readings}; give the right one"
    words = len(report.body.split())
    if words < SHORT_BODY_WORDS:
        left = "one word is" if words == 1 else f"{words} words are"
        return f"only {left} left after cleaning; check that the text is whole"
    return None
