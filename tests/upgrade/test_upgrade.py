"""An archive made by the first version, upgraded to this one: every row is what it was, every report is found."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.homes import Home

FIRST = Path(__file__).with_name("first_version.sql")
KEPT = (
    "archive_article", "archive_batch", "archive_batchitem", "archive_block", "archive_event", "archive_eventchange",
    "archive_link", "archive_mention", "archive_original", "archive_outlet", "archive_place", "archive_aircrafttype",
    "auth_user", "auth_group",
)  # fmt: skip


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """Return an archive as the first version left it."""
    home = Home(tmp_path_factory.mktemp("first"))
    with closing(sqlite3.connect(home.database)) as connection:
        connection.executescript(FIRST.read_text(encoding="utf-8"))
    return home


# What a migration carried over into a table of its own.
MOVED = {"archive_event": {"named_at", "named_by_id"}}


def contents(home, columns):
    return {
        table: home.rows(f"SELECT {', '.join(names)} FROM {table} ORDER BY id")  # noqa: S608  (names of our own)
        for table, names in columns.items()
    }


def test_an_archive_of_the_first_version_is_upgraded_whole(first):
    columns = {
        table: [
            row[1] for row in first.rows(f"PRAGMA table_info({table})") if row[1] not in MOVED.get(table, ())
        ]
        for table in KEPT
    }
    named = first.rows("SELECT id, name, named_by_id FROM archive_event WHERE named_at IS NOT NULL")
    before = contents(first, columns)
    assert len(before["archive_article"]) == 4
    code, out = first.run("doctor")
    assert code == 1
    assert "older version" in out

    first.must("prepare_archive")

    after = contents(first, columns)
    for table in KEPT:
        # Rows that the new version adds come behind.
        assert after[table][: len(before[table])] == before[table], table
    assert first.rows("SELECT event_id, after, by_id FROM archive_eventnaming ORDER BY event_id") == named
    first.must("rebuild_search")
    assert "All is well" in first.must("doctor")
    assert "3 reports" in first.must("search_articles", "Il-20")
