"""The restore drill: what was backed up while in use comes back row for row, and what is not whole is refused."""

import json
import shutil
import zipfile

import pytest

from tests.homes import ROOT, Home

REPORTS = sorted((ROOT / "samples/reports").glob("2016-08*"))
SEARCHES = [
    "",
    "helicopter",
    '"shot down"',
    "place:Idlib",
    "aircraft:Mi-8",
    "title:helicopter",
    "date:2016-08",
]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Return an archive of a few reports, with an account."""
    home = Home(tmp_path_factory.mktemp("home"))
    home.must("prepare_archive", "--empty")
    home.must("import_articles", *REPORTS)
    return home


@pytest.fixture(scope="module")
def backup(home):
    """Return its backup, written while another process wrote to the archive."""
    path = home.folder / "archive.zip"
    other = home.start("import_articles", *sorted((ROOT / "samples/reports").glob("2020-11*")))
    home.must("backup", path)
    out, err = other.communicate(timeout=120)
    assert other.returncode == 0, out + err
    return path


def tables(home):
    names = [name for (name,) in home.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: home.rows(f'SELECT * FROM "{name}" ORDER BY rowid')  # noqa: S608  (names of our own)
        for name in names
        if name not in ("sqlite_sequence", "django_session")
    }


ASK = """
from archive.search.engine import Filters
from archive.search.results import find_articles
answer = [[row.article.pk for row in find_articles(text, Filters()).rows] for text in %r]
"""


def found(home):
    answers = home.ask(ASK % (SEARCHES,))
    assert all(answers)
    return answers


def test_everything_comes_back(home, backup, tmp_path):
    second = Home(tmp_path / "second")
    assert "Whole" in second.must("verify_backup", backup)
    second.must("restore", backup)
    again = second.folder / "again.zip"
    second.must("backup", again)
    third = Home(tmp_path / "third")
    third.must("restore", again)

    assert tables(third) == tables(second)
    ids = {row[0] for row in second.rows("SELECT id FROM archive_article")}
    assert set(range(1, len(REPORTS) + 1)) <= ids
    everything = "SELECT id, sha256, content FROM archive_original ORDER BY id"
    assert second.rows(everything) == home.rows(everything)[: len(second.rows(everything))]
    assert found(third) == found(second)
    assert "All is well" in third.must("doctor")


def test_no_secret_and_no_session_is_in_it(home, backup):
    with zipfile.ZipFile(backup) as bundle:
        key = (home.folder / "secret_key").read_text()
        assert all(key.encode() not in bundle.read(name) for name in bundle.namelist())
    assert backup.stat().st_mode & 0o077 == 0


def test_an_archive_that_holds_something_is_not_written_over(home, backup):
    before = tables(home)
    code, out = home.run("restore", backup)
    assert code == 1
    assert "holds" in out
    assert tables(home) == before


def change_a_byte(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def cut_short(path):
    path.write_bytes(path.read_bytes()[:-2000])


def be_something_else(path):
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("letter.txt", "Dear reader")


def swap_a_row(path):
    """Change an original and the database's own digest, as someone with an editor for zip files could."""
    import hashlib
    import sqlite3

    with zipfile.ZipFile(path) as bundle:
        members = {name: bundle.read(name) for name in bundle.namelist()}
    database = path.with_suffix(".sqlite3")
    database.write_bytes(members["archive.sqlite3"])
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE archive_original SET content = x'41' WHERE id = 1")
    connection.close()
    members["archive.sqlite3"] = database.read_bytes()
    manifest = json.loads(members["manifest.json"])
    manifest["files"]["archive.sqlite3"] = hashlib.sha256(members["archive.sqlite3"]).hexdigest()
    members["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w") as bundle:
        for name, content in members.items():
            bundle.writestr(name, content)


@pytest.mark.parametrize("damage", [change_a_byte, cut_short, be_something_else, swap_a_row])
def test_a_backup_that_is_not_whole_is_refused(backup, tmp_path, damage):
    from archive.safekeeping.backup import BackupError, restore_backup, verify_backup
    from archive.safekeeping.backup_sqlite import SqliteFile

    target = SqliteFile(tmp_path / "archive.sqlite3")
    broken = tmp_path / "broken.zip"
    shutil.copy(backup, broken)
    damage(broken)

    with pytest.raises(BackupError):
        verify_backup(broken, target)
    with pytest.raises(BackupError):
        restore_backup(broken, target, tmp_path)
    assert not target.path.exists()


def test_an_older_file_is_never_written_over(home, backup):
    before = backup.read_bytes()
    code, out = home.run("backup", backup)
    assert code == 1
    assert "name another file" in out
    assert backup.read_bytes() == before
