"""The desk: a submission becomes stored articles, and what is stored is corrected, published and taken back."""

from archive.desk.correcting import catch_up, correct_article, give_date, overrule_block, publish_articles
from archive.desk.differences import Edit, compare_texts
from archive.desk.errors import DeskError
from archive.desk.samples import holds_more_than_samples, submit_samples
from archive.desk.submitting import Checked, SubmittedFile, check_files, submit_files
from archive.desk.trash import KEPT, bring_back, discard_articles, empty_trash, undo_batch, withdraw_articles
from archive.desk.versions import Deed, history_of, restore_version

__all__ = [
    "KEPT",
    "Checked",
    "Deed",
    "DeskError",
    "Edit",
    "SubmittedFile",
    "bring_back",
    "catch_up",
    "check_files",
    "compare_texts",
    "correct_article",
    "discard_articles",
    "empty_trash",
    "give_date",
    "history_of",
    "holds_more_than_samples",
    "overrule_block",
    "publish_articles",
    "restore_version",
    "submit_files",
    "submit_samples",
    "undo_batch",
    "withdraw_articles",
]
