"""Cleaning: which blocks of a document are the report, which are furniture, and why. Pure."""

from archive.cleaning.assembling import assemble_body
from archive.cleaning.folding import fold_line
from archive.cleaning.judging import clean_document
from archive.cleaning.memory import UNLEARNED, learn_furniture
from archive.cleaning.sanitising import sanitise_html

__all__ = ["UNLEARNED", "assemble_body", "clean_document", "fold_line", "learn_furniture", "sanitise_html"]
