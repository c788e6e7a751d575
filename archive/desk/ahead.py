"""Files read and cleaned ahead, in a process of its own, while those before them are stored and linked."""

from __future__ import annotations

from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import lru_cache
from multiprocessing import get_context

from archive.beside import begin
from archive.cleaning import OutletMemory
from archive.desk.checking import Checked, SubmittedFile, clean_file
from archive.desk.duplicates import find_same_file
from archive.desk.memory import recall_memory
from archive.models import Batch, BatchItem, Outcome, WaitingFile

# So many files are cleaned before their turn: what a lot takes to be linked, the other process must not stand still.
_AHEAD = 30
# What an outlet prints on every page is recalled anew after so many files.
_RECALLED_FOR = 50


class CleaningAhead:
    """Cleans the files that wait; where it could not, whoever asks cleans the file as if there were none of this."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self._pool = ProcessPoolExecutor(max_workers=1, mp_context=context, initializer=begin)
        self._begun: dict[int, Future[Checked | None]] = {}
        self._latest = 0

    def take(self, item: BatchItem, batch: Batch) -> Checked | None:
        """Return a file as it is cleaned, what it repeats not looked for; None where that was not done ahead."""
        self._begun = {key: future for key, future in self._begun.items() if key >= item.pk}
        try:
            if len(self._begun) <= _AHEAD // 2:
                self._begin_more(item, batch)
            future = self._begun.pop(item.pk, None)
            return future.result() if future is not None else None
        except BrokenProcessPool:
            return None

    def _begin_more(self, item: BatchItem, batch: Batch) -> None:
        # A file that was begun before may be the one that ended the program: it is not given to this process again.
        waiting = batch.items.filter(
            outcome=Outcome.WAITING, attempts=0, pk__gt=max(self._latest, item.pk - 1)
        )
        for key in waiting.order_by("pk").values_list("pk", flat=True)[: _AHEAD - len(self._begun)]:
            self._begun[key] = self._pool.submit(clean_waiting, key, batch.outlet)
            self._latest = key

    def close(self) -> None:
        """End the other process."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def clean_waiting(key: int, outlet: str | None) -> Checked | None:
    """Return a waiting file as it is cleaned, without its bytes; None for one that is gone, stored or unreadable."""
    waiting = WaitingFile.objects.select_related("item").filter(pk=key).first()
    if waiting is None or find_same_file(bytes(waiting.content)):
        return None
    file = SubmittedFile(waiting.item.filename, bytes(waiting.content), address=waiting.address)
    try:
        checked = clean_file(file, outlet, lambda name: _recalled(name, key // _RECALLED_FOR))
    except Exception:  # it is read once more by whoever stores it, who says so
        return None
    document = replace(checked.document, text="", blocks=()) if checked.document else None
    return replace(checked, file=replace(file, content=b""), document=document)


@lru_cache(maxsize=100)
def _recalled(outlet: str | None, lot: int) -> OutletMemory:
    return recall_memory(outlet)
