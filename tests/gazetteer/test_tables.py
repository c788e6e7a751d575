from pathlib import Path

import pytest

from archive.gazetteer import BadTableError
from archive.gazetteer.tables import read_table

COLUMNS = ("id", "lat", "lon", "aliases")


def write(folder: Path, text: str) -> Path:
    path = folder / "places.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,lat,lng,aliases\n", r"places\.csv:1: columns are id,lat,lng,aliases"),  # a wrong column
        ("", r"places\.csv:1: columns are "),  # an empty file
        ("id,lat,lon,aliases\na,1,2,\na,3,4,\n", r"places\.csv:3: id 'a' stands on line 2"),
        ("id,lat,lon,aliases\n,1,2,\n", r"places\.csv:2: no id"),
        ("id,lat,lon,aliases\na,1,2,x,y\n", r"places\.csv:2: 5 cells where 4"),
    ],
)
def test_a_table_that_cannot_be_trusted_is_refused_with_its_line(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(BadTableError, match=message):
        list(read_table(write(tmp_path, text), COLUMNS, "id"))


@pytest.mark.parametrize(
    ("lat", "lon", "message"),
    [
        ("91", "0", r":2: lat 91\.0 is outside -90 to 90"),
        ("0", "-181", r":2: lon -181\.0 is outside -180 to 180"),
        ("north", "0", r":2: lat 'north' is no number"),
        ("", "0", r":2: lat '' is no number"),
        ("nan", "0", r":2: lat nan is outside"),
    ],
)
def test_a_bad_coordinate_is_refused_with_its_line(tmp_path: Path, lat: str, lon: str, message: str) -> None:
    (row,) = read_table(write(tmp_path, f"id,lat,lon,aliases\na,{lat},{lon},\n"), COLUMNS, "id")
    with pytest.raises(BadTableError, match=message):
        row.point()


def test_a_cell_of_several_values_is_parted_at_its_strokes(tmp_path: Path) -> None:
    (row,) = read_table(write(tmp_path, "id,lat,lon,aliases\na,1,2,Halab| Alep ||\n"), COLUMNS, "id")

    assert row.several("aliases") == ("Halab", "Alep")
    assert row.point() == (1.0, 2.0)
