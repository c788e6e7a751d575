"""Cleaning: which blocks of a document are the report, which are furniture, and why. Pure."""

from archive.cleaning.assembling import assemble_body
from archive.cleaning.folding import fold_line
from archive.cleaning.judging import clean_document
from archive.cleaning.memory import NO_MEMORY, UNLEARNED, OutletMemory, count_shared_lines
from archive.cleaning.sanitising import sanitise_html

__all__ = [
    "NO_MEMORY",
    "UNLEARNED",
    "OutletMemory",
    "assemble_body",
    "clean_document",
    "count_shared_lines",
    "fold_line",
    "sanitise_html",
]
