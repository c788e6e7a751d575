from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archive.gazetteer import UnknownTypeError

if TYPE_CHECKING:
    from archive.gazetteer import AircraftCatalogue


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Mi-8", "mi-8"),
        ("mi8", "mi-8"),
        ("Mi 8", "mi-8"),
        ("Mi‑8", "mi-8"),
        ("Ми-8", "mi-8"),
        ("Mi-8AMTSh", "mi-8"),  # a listed variant
        ("Mi-8MTVX", "mi-8"),  # one by pattern
        ("F-16", "f-16-fighting-falcon"),
        ("F16C", "f-16-fighting-falcon"),
        ("Mi-8 MTV", "mi-8"),  # a listed one, its letters apart
        ("Fighting Falcon", "f-16-fighting-falcon"),
        ("Hip", "mi-8"),  # NATO's name, enough in a filter
        ("B738", "boeing-737-800"),  # ICAO's
        ("737 MAX", "boeing-737-max"),
        ("Boeing 737-800", "boeing-737-800"),
        ("Mi-25", "mi-25"),  # an export name is a type of its own
        ("Mi-24", "mi-24"),
    ],
)
def test_a_reader_finds_a_type_by_any_written_form(
    catalogue: AircraftCatalogue, name: str, first: str
) -> None:
    assert catalogue.find_types(name)[0].id == first


@pytest.mark.parametrize(
    ("name", "versions"),
    [
        ("C-130", {"c-130-hercules", "c-130j-super-hercules"}),
        ("C-130J", {"c-130j-super-hercules"}),
        ("A320s", {"airbus-a320", "airbus-a320neo"}),
        ("777s", {"boeing-777", "boeing-777x"}),
        ("737-800", {"boeing-737-800"}),
        ("Mi-24", {"mi-24"}),
        ("Mi-8", {"mi-8"}),
        ("8", set()),
    ],
)
def test_a_type_is_asked_for_with_its_versions(
    catalogue: AircraftCatalogue, name: str, versions: set[str]
) -> None:
    assert {found.id for found in catalogue.find_versions(name)} == versions


def test_a_version_of_a_version_is_one(catalogue: AircraftCatalogue) -> None:
    asked = {found.id for found in catalogue.find_versions("737 MAX")}
    assert {"boeing-737-max", "boeing-737-max-8"} <= asked < {f.id for f in catalogue.find_versions("737")}


@pytest.mark.parametrize("name", ["", "Mi-999", "helicopter", "8", "Syria", "Mi", "Mi-8 crash", "Mi-8T in"])
def test_a_name_of_no_type_gives_none(catalogue: AircraftCatalogue, name: str) -> None:
    assert catalogue.find_types(name) == ()


def test_a_family_holds_its_relatives(catalogue: AircraftCatalogue) -> None:
    assert {"mi-24", "mi-25", "mi-35"} <= {type_.id for type_ in catalogue.members("Mi-24")}
    assert catalogue.type("mi-171").family == catalogue.type("mi-8").family
    assert catalogue.members("no such family") == ()


def test_kinds_are_listed(catalogue: AircraftCatalogue) -> None:
    assert catalogue.kinds == ("balloon", "fixed-wing", "helicopter", "UAV")


def test_spellings_begin_with_the_name(catalogue: AircraftCatalogue) -> None:
    spellings = catalogue.spellings("mi-8")

    assert spellings[0] == "Mi-8"
    assert "Mi-8AMTSh" in spellings


def test_an_unknown_type_is_an_error_that_names_it(catalogue: AircraftCatalogue) -> None:
    with pytest.raises(UnknownTypeError, match="mi-999"):
        catalogue.type("mi-999")


def test_every_type_is_found_by_its_own_name(catalogue: AircraftCatalogue) -> None:
    lost = [
        type_.id
        for type_ in catalogue.types
        if "(" not in type_.name and type_ not in catalogue.find_types(type_.name)
    ]
    assert lost == []
