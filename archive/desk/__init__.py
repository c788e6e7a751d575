"""The desk: a submission becomes stored articles, and what is stored is corrected, published and taken back."""

from archive.desk.batches import (
    choose,
    open_batch,
    publish_sure,
    read_batch,
    read_waiting,
    receive_files,
    resume_batch,
    stop_batch,
    submit_files,
)
from archive.desk.bulk import MANY, index_until_closed, is_being_read, reading_much
from archive.desk.checking import Checked, SubmittedFile, check_file, check_files
from archive.desk.correcting import catch_up, correct_article, give_date, overrule_block, publish_articles
from archive.desk.differences import Edit, compare_texts
from archive.desk.errors import DeskError
from archive.desk.outlets import describe_outlet, forget_line, known_outlet, merge_outlets, teach_line
from archive.desk.progress import Progress, progress_of
from archive.desk.reader import has_work, read_all, start_reader
from archive.desk.recleaning import Recleaned, reclean, store_recleaned
from archive.desk.samples import holds_more_than_samples, submit_samples
from archive.desk.tokens import find_token, make_token, withdraw_token
from archive.desk.trash import KEPT, bring_back, discard_articles, empty_trash, undo_batch, withdraw_articles
from archive.desk.versions import Deed, history_of, restore_version

__all__ = [
    "KEPT",
    "MANY",
    "Checked",
    "Deed",
    "DeskError",
    "Edit",
    "Progress",
    "Recleaned",
    "SubmittedFile",
    "bring_back",
    "catch_up",
    "check_file",
    "check_files",
    "choose",
    "compare_texts",
    "correct_article",
    "describe_outlet",
    "discard_articles",
    "empty_trash",
    "find_token",
    "forget_line",
    "give_date",
    "has_work",
    "history_of",
    "holds_more_than_samples",
    "index_until_closed",
    "is_being_read",
    "known_outlet",
    "make_token",
    "merge_outlets",
    "open_batch",
    "overrule_block",
    "progress_of",
    "publish_articles",
    "publish_sure",
    "read_all",
    "read_batch",
    "read_waiting",
    "reading_much",
    "receive_files",
    "reclean",
    "restore_version",
    "resume_batch",
    "start_reader",
    "stop_batch",
    "store_recleaned",
    "submit_files",
    "submit_samples",
    "teach_line",
    "undo_batch",
    "withdraw_articles",
    "withdraw_token",
]
