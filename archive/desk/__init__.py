"""The desk: a submission becomes stored articles, and what is stored is corrected, published and undone."""

from archive.desk.correcting import (
    catch_up,
    correct_article,
    discard_articles,
    give_date,
    overrule_block,
    publish_articles,
    undo_batch,
)
from archive.desk.errors import DeskError
from archive.desk.submitting import Checked, SubmittedFile, check_files, submit_files

__all__ = [
    "Checked",
    "DeskError",
    "SubmittedFile",
    "catch_up",
    "check_files",
    "correct_article",
    "discard_articles",
    "give_date",
    "overrule_block",
    "publish_articles",
    "submit_files",
    "undo_batch",
]
