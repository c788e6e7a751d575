"""What a reader asks for by the name of a kind, a role, a family or a type."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from archive.gazetteer import AircraftCatalogue


def names(catalogue: AircraftCatalogue, asked: str) -> set[str]:
    return {type_.name for type_ in catalogue.find_group(asked)}


@pytest.mark.parametrize("asked", ["helicopter", "Helicopters", "chopper"])
def test_a_kind_is_all_its_types(catalogue: AircraftCatalogue, asked: str) -> None:
    found = catalogue.find_group(asked)

    assert len(found) > 200
    assert {type_.kind for type_ in found} == {"helicopter"}


def test_drones_are_what_the_catalogue_calls_uav(catalogue: AircraftCatalogue) -> None:
    assert catalogue.find_group("drone") == catalogue.find_group("UAV")


def test_a_role_is_all_types_that_have_it(catalogue: AircraftCatalogue) -> None:
    assert {"MiG-29", "Su-33"} <= names(catalogue, "fighters")
    assert "Mi-8" not in names(catalogue, "fighters")


@pytest.mark.parametrize(
    ("asked", "members"),
    [
        ("Mi-24", {"Mi-24", "Mi-25", "Mi-35"}),  # its export names
        ("MI 8", {"Mi-8", "Mi-17", "Mi-171"}),  # the family is "Mi-8/17"
        ("H-60", {"UH-60 Black Hawk", "SH-60 Seahawk"}),  # a family called like none of its types
        ("F-15", {"F-15 Eagle", "F-15E Strike Eagle"}),  # its type has a nickname
        ("Boeing 737", {"Boeing 737-800", "Boeing 737 MAX 8"}),
    ],
)
def test_a_family_contains_its_members(catalogue: AircraftCatalogue, asked: str, members: set[str]) -> None:
    assert members <= names(catalogue, asked)


@pytest.mark.parametrize("asked", ["Mi-25", "Mi-17", "Su-30", "F-15E", "AC-130"])
def test_a_member_is_asked_for_alone(catalogue: AircraftCatalogue, asked: str) -> None:
    assert len(names(catalogue, asked)) == 1


def test_what_is_no_name_finds_nothing(catalogue: AircraftCatalogue) -> None:
    assert catalogue.find_group("ferry") == ()
