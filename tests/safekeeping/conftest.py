"""What the safekeeping tests share."""

from tests.views.conftest import shelf  # noqa: F401  (a fixture)
