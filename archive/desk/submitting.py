"""Files -> stored articles: each file read and cleaned on its own, all of a submission written in one transaction."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from archive.cleaning import clean_document
from archive.desk.correcting import follow_up, mark_published
from archive.desk.memory import recall_furniture
from archive.desk.reading import Found, find_names, store_names
from archive.intake import IntakeError, read_document
from archive.models import Article, Batch, BatchItem, Block, Original, Outcome, Outlet
from archive.records import CleanReport, Document, PublishedHow

logger = logging.getLogger(__name__)

# A body of fewer words is stored, but an editor is asked to look: the file may have been cut off.
SHORT_BODY_WORDS = 25
# The longest reports run to a tenth of this; reading names in a longer text takes seconds.
MAX_BODY = 1_000_000


@dataclass(frozen=True, slots=True)
class SubmittedFile:
    """A file as it came. ``refusal``, when set, is why its bytes were not even read (too large, not a file)."""

    name: str
    content: bytes
    refusal: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A file after reading and cleaning. Refused when ``report`` is None, flagged when it has a ``reason`` too."""

    file: SubmittedFile
    reason: str | None = None
    document: Document | None = None
    report: CleanReport | None = None
    names: tuple[Found, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """What becomes of the file."""
        if self.report is None:
            return Outcome.REFUSED
        return Outcome.FLAGGED if self.reason else Outcome.STORED


def check_files(files: Iterable[SubmittedFile], *, outlet: str | None = None) -> Iterator[Checked]:
    """Read and clean each file and yield what would become of it; nothing is stored."""
    seen: dict[str, str] = {}
    # An outlet's furniture is recalled once a submission.
    recall = cache(recall_furniture)
    for file in files:
        checked = _check_file(file, outlet, seen, recall)
        if checked.report is not None:
            seen[_sha256(file.content)] = file.name
            seen.setdefault(_sha256(checked.report.body.encode()), file.name)
        yield checked


def submit_files(
    files: Iterable[SubmittedFile],
    *,
    by: AbstractBaseUser | None,
    outlet: str | None = None,
    published_on: dt.date | None = None,
    publish: bool = False,
) -> Batch:
    """Store what can be stored of a submission and return its batch, one item a file.

    Drafts, unless ``publish``. A bad file is refused with its reason and stops none of the others.
    """
    checked = list(check_files(files, outlet=outlet))
    # Stored and published in one transaction: what a crash leaves behind is never half of the two.
    with transaction.atomic():
        batch = Batch.objects.create(by=by)  # type: ignore[misc]  # django-stubs wants the concrete user class
        stored = [_store(item, batch, outlet, published_on) for item in _without_late_twins(checked)]
        keys = [article.pk for article in stored if article is not None] if publish else []
        mark_published(keys)
    follow_up(keys)
    return batch


def _without_late_twins(checked: Sequence[Checked]) -> list[Checked]:
    """Refuse what another submission stored since the files were checked (call inside the transaction)."""
    digests = [_sha256(item.file.content) for item in checked]
    standing = Article.objects.standing().filter(original__sha256__in=digests)
    taken = set(standing.values_list("original__sha256", flat=True))
    reason = "another submission stored the same file a moment ago; nothing more to store"
    return [
        Checked(item.file, reason) if item.report is not None and digest in taken else item
        for item, digest in zip(checked, digests, strict=True)
    ]


def _check_file(
    file: SubmittedFile,
    outlet: str | None,
    seen: dict[str, str],
    recall: Callable[[str | None], frozenset[str]],
) -> Checked:
    if file.refusal is not None:
        return Checked(file, file.refusal)
    digest = _sha256(file.content)
    if digest in seen:
        return Checked(file, f"the same file as {seen[digest]} in this submission; nothing more to store")
    twin = Article.objects.standing().filter(original__sha256=digest).with_outlet().first()
    if twin is not None:
        return Checked(
            file,
            f"already stored as article {twin.pk} (“{twin.title}”, from {twin.original.filename}); "
            "nothing more to store",
        )
    try:
        document = read_document(file.content, file.name)
    except IntakeError as error:
        return Checked(file, str(error).removeprefix(f"{file.name}: "))
    declared = document.outlet.value if document.outlet else None
    report = clean_document(document, known_furniture=recall(outlet or declared))
    if not report.body:
        return Checked(
            file,
            "nothing is left after cleaning: the file seems to hold only page furniture; "
            "check that the article's text was copied along",
        )
    if len(report.body) > MAX_BODY:
        return Checked(
            file,
            f"{len(report.body):,} characters are left after cleaning; a report may have {MAX_BODY:,}: "
            "split the file, one report each",
        )
    names = find_names(report.headline, report.body)
    return Checked(file, _doubt(report, outlet, seen), document, report, names)


def _doubt(report: CleanReport, outlet: str | None, seen: Mapping[str, str]) -> str | None:
    """Return why an editor should look at a file that is stored, or None."""
    digest = _sha256(report.body.encode())
    if digest in seen:
        return f"word for word the same text as {seen[digest]} in this submission; discard it or keep both"
    twin = Article.objects.standing().filter(body_sha256=digest).with_outlet().first()
    if twin is not None:
        same_outlet = (twin.outlet.name if twin.outlet else None) == (outlet or report.outlet)
        what = "a second copy" if same_outlet else "wire copy"
        return f"word for word the same text as article {twin.pk} (“{twin.title}”): {what}; discard it or keep both"
    if len(report.date_candidates) > 1:
        readings = " or ".join(day.isoformat() for day in report.date_candidates)
        return f"the printed date can be read as {readings}; give the right one"
    words = len(report.body.split())
    if words < SHORT_BODY_WORDS:
        return f"only {words} words are left after cleaning; check that the text is whole"
    return None


def _store(
    checked: Checked, batch: Batch, outlet: str | None, published_on: dt.date | None
) -> Article | None:
    article = None
    if checked.report is not None and checked.document is not None:
        article = _store_article(checked, checked.document, checked.report, batch, outlet)
        if published_on is not None:
            article.published_on, article.published_how = published_on, PublishedHow.GIVEN
            article.save(update_fields=["published_on", "published_how"])
    BatchItem.objects.create(
        batch=batch,
        filename=checked.file.name[:500],
        outcome=checked.outcome,
        reason=checked.reason,
        article=article,
    )
    if article is None:
        logger.info("%s: refused: %s", checked.file.name, checked.reason)
    return article


def _store_article(
    checked: Checked, document: Document, report: CleanReport, batch: Batch, outlet: str | None
) -> Article:
    content = checked.file.content
    original, _ = Original.objects.defer("content").get_or_create(
        sha256=_sha256(content),
        defaults={
            "filename": checked.file.name.replace("\\", "/").rsplit("/", 1)[-1][-255:],
            "format": document.format,
            "encoding": document.encoding,
            "content": content,
        },
    )
    name = (outlet or report.outlet or "").strip()[:200]
    dateline = report.dateline
    article = Article.objects.create(
        original=original,
        batch=batch,
        outlet=Outlet.objects.get_or_create(name=name)[0] if name else None,
        headline=_cut(report.headline, 500),
        byline=_cut(report.byline, 300),
        dateline_place=_cut(dateline.place, 100) if dateline else None,
        dateline_agency=_cut(dateline.agency, 100) if dateline else None,
        published_on=report.published_on,
        published_how=report.published_how,
        date_candidates=[day.isoformat() for day in report.date_candidates],
        language=_cut(report.language, 10),
        canonical_url=_cut(report.canonical_url, 1000),
        body=report.body,
        body_sha256=_sha256(report.body.encode()),
    )
    Block.objects.bulk_create(Block.from_judged(article, report.blocks))
    store_names(article, checked.names)
    return article


def _cut(text: str | None, length: int) -> str | None:
    return text[:length] if text else None


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
