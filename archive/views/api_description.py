"""The upload interface in OpenAPI's words."""

from __future__ import annotations

from typing import Any

from archive.models import Duplicates, Outcome, State

_TEXT = {"type": "string"}
_FILES = {"type": "array", "items": {"type": "string", "format": "binary"}}


def describe(server: str, path: str) -> dict[str, Any]:
    """Return the description of the interface at ``path``."""
    answer = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Submission"}}}}
    error = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
    one = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Parallax: sending reports", "version": "1"},
        "servers": [{"url": server}],
        "security": [{"token": []}],
        "paths": {
            path: {
                "post": {
                    "summary": "Send reports; they are drafts unless published at once",
                    "requestBody": {
                        "required": True,
                        "content": {"multipart/form-data": {"schema": _form()}},
                    },
                    "responses": {
                        "201": {"description": "Every file has its outcome", **answer},
                        "202": {"description": "Still being read: ask for the submission again", **answer},
                        "400": {"description": "A field is not right", **error},
                        "401": {"description": "No good token", **error},
                        "403": {"description": "The token may not do this", **error},
                    },
                }
            },
            f"{path}{{id}}/": {
                "get": {
                    "summary": "How far a submission is, and what became of each file",
                    "parameters": [one],
                    "responses": {
                        "200": {"description": "The submission", **answer},
                        "401": {"description": "No good token", **error},
                        "404": {"description": "No submission of yours"},
                    },
                }
            },
        },
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": _schemas(),
        },
    }


def _form() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "uploads": {**_FILES, "description": "Files of any format the archive reads"},
            "pasted": {**_TEXT, "description": "The text of one report, instead of files"},
            "outlet": {**_TEXT, "description": "Who ran the reports"},
            "published_on": {**_TEXT, "format": "date"},
            "duplicates": {**_TEXT, "enum": list(Duplicates.values), "default": Duplicates.ASK.value},
            "columns": {
                **_TEXT,
                "description": "text=NAME, headline=NAME: which columns of a table hold what",
            },
            "publish": {
                **_TEXT,
                "enum": ["1"],
                "description": "Publish at once; the token must be allowed to",
            },
        },
    }


def _schemas() -> dict[str, Any]:
    number = {"type": ["integer", "null"]}
    file = {
        "type": "object",
        "properties": {
            "file": _TEXT,
            "outcome": {**_TEXT, "enum": list(Outcome.values)},
            "reason": {"type": ["string", "null"]},
            "article": number,
            "repeats": number,
            "page": {**_TEXT, "format": "uri"},
        },
    }
    submission = {
        "type": "object",
        "properties": {
            "id": {"type": "integer"},
            "url": {**_TEXT, "format": "uri"},
            "page": {**_TEXT, "format": "uri"},
            "state": {**_TEXT, "enum": list(State.values)},
            "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
            "files": {"type": "array", "items": file},
        },
    }
    error = {"type": "object", "properties": {"error": _TEXT, "fields": {"type": "object"}}}
    return {"Submission": submission, "Error": error}
