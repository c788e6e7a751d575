"""Cleaning: which blocks of a document are the report, which are furniture, and why. Pure."""

from archive.cleaning.assembling import assemble_body
from archive.cleaning.folding import fold_line
from archive.cleaning.judging import clean_document
from archive.cleaning.sanitising import sanitise_html

__all__ = ["assemble_body", "clean_document", "fold_line", "sanitise_html"]
