from pathlib import Path

import pytest

from archive.gazetteer.lines import SortedLines


@pytest.fixture
def lines(tmp_path: Path) -> SortedLines:
    path = tmp_path / "names.tsv"
    path.write_text("abu\t1\nabu kamal\t2 3\naleppo\t4\nzor\t6\nçan\t5\n", encoding="utf-8")
    return SortedLines(path)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("abu", "1"),  # the first line
        ("abu kamal", "2 3"),  # a key that begins with another
        ("aleppo", "4"),
        ("çan", "5"),  # beyond ASCII, so the last in byte order
        ("zor", "6"),
        ("ab", None),  # the beginning of a key is no key
        ("abu k", None),
        ("", None),
        ("zzz", None),
        ("ø", None),  # after the last
        ("a", None),  # before the first
    ],
)
def test_a_value_is_found_by_its_whole_key_only(lines: SortedLines, key: str, value: str | None) -> None:
    assert lines.find(key) == value


def test_keys_are_listed_by_how_they_begin(lines: SortedLines) -> None:
    assert list(lines.starting_with("ab")) == [("abu", "1"), ("abu kamal", "2 3")]
    assert list(lines.starting_with("zor")) == [("zor", "6")]
    assert list(lines.starting_with("q")) == []


def test_every_line_of_a_longer_file_is_found(tmp_path: Path) -> None:
    keys = sorted(f"{number * 7919 % 5000:x}" for number in range(5000))
    path = tmp_path / "many.tsv"
    path.write_text("".join(f"{key}\tv{key}\n" for key in keys), encoding="utf-8")
    many = SortedLines(path)

    assert all(many.find(key) == f"v{key}" for key in keys)
