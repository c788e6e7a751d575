"""What the commands share in how they print."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from archive.intake import UnknownColumnError, parse_columns


def add_format_option(parser: ArgumentParser) -> None:
    """Add ``--format text|json``."""
    parser.add_argument(
        "--format",
        choices=["text", "json"],
        default="text",
        help="text for people, json for scripts (keys are never renamed)",
    )


def to_json(result: dict[str, Any]) -> str:
    """Return a result as the commands print it for scripts."""
    return json.dumps(result, ensure_ascii=False, indent=2, default=str)


def to_columns(value: str) -> dict[str, str]:
    """Read which columns hold what, as given on the command line (an argparse type)."""
    try:
        return parse_columns(value)
    except UnknownColumnError as error:
        raise ArgumentTypeError(str(error)) from None


def to_date(value: str) -> dt.date:
    """Read a date given on the command line (an argparse type)."""
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise ArgumentTypeError(f"{value!r} is no date; write it as 2016-08-01") from None
