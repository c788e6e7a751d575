"""What the hostile tests share: articles stored row by row, and strings made to break things."""

from tests.views.conftest import shelf  # noqa: F401  (a fixture)
