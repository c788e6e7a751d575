from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from archive.gazetteer import load_aircraft, load_places

if TYPE_CHECKING:
    from archive.gazetteer import AircraftCatalogue, PlaceGazetteer


@pytest.fixture(scope="session")
def places() -> PlaceGazetteer:
    return load_places()


@pytest.fixture(scope="session")
def catalogue() -> AircraftCatalogue:
    return load_aircraft()
