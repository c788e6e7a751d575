"""The search as JSON: the parameters and the results of the page, and their description as OpenAPI."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from archive.search.engine import FACETS, SearchUnavailableError
from archive.search.results import MAX_PER_PAGE, ResultPage, Row
from archive.views.address import FACET_FIELDS, SORTS, SearchAddress, read_address
from archive.views.exporting import to_record
from archive.views.parameters import whole_number
from archive.views.searching import PER_PAGE, found_at

_VALUES = {"type": "array", "items": {"type": "string"}}
_COUNTED = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "name": {"type": "string"},
            "count": {"type": "integer"},
            "chosen": {"type": "boolean"},
        },
    },
}


@require_safe
def search_json(request: HttpRequest) -> JsonResponse:
    """Answer with the page of results that the same parameters show."""
    address = read_address(request.GET)
    per_page = min(max(whole_number(request.GET.get("per_page", "")) or PER_PAGE, 1), MAX_PER_PAGE)
    try:
        found = found_at(address, address.page, per_page)
    except SearchUnavailableError as error:
        return JsonResponse({"error": f"The search cannot answer: {error}"}, status=503)
    return JsonResponse(_to_answer(request, address, found), json_dumps_params={"ensure_ascii": False})


def _to_answer(request: HttpRequest, address: SearchAddress, found: ResultPage) -> dict[str, Any]:
    return {
        "query": found.text,
        "count": found.count,
        "rows": found.row_count,
        "page": found.page,
        "pages": found.pages,
        "notices": [*found.notices, *address.problems],
        "also_searched": list(found.also_searched),
        "did_you_mean": found.meant,
        "perhaps_the_same_name": [other.spelling for other in found.alike],
        "results": [_to_result(request, row) for row in found.rows],
        "nearly": [_to_result(request, row) for row in found.nearly],
        "facets": {
            facet: [
                {"id": value.id, "name": value.name, "count": value.count, "chosen": value.is_chosen}
                for value in found.facets[facet]
            ]
            for facet in FACETS
        },
    }


def _to_result(request: HttpRequest, row: Row) -> dict[str, Any]:
    where = request.build_absolute_uri(row.article.get_absolute_url())
    return {
        **to_record(row.article, where),
        "snippet": "".join(part.text for part in row.snippet),
        "hits": [part.text for part in row.snippet if part.is_hit],
        "folded": [other.pk for other in row.others],
        "folded_count": row.others_count,
    }


@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    """Answer with the description of the interface (OpenAPI 3.1)."""
    operation = {
        "summary": "Search the published reports",
        "description": "The same parameters as the search page, and the same results.",
        "parameters": _parameters(),
        "responses": {
            "200": {
                "description": "One page of results",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Results"}}},
            },
            "429": {"description": "Too many requests; Retry-After says when to ask again"},
            "503": {"description": "The search cannot answer at the moment"},
        },
    }
    return JsonResponse(
        {
            "openapi": "3.1.0",
            "info": {"title": "Parallax search", "version": "1"},
            "servers": [{"url": request.build_absolute_uri("/").rstrip("/")}],
            "paths": {reverse("search_json"): {"get": operation}},
            "components": {"schemas": _schemas()},
        }
    )


def _parameters() -> list[dict[str, Any]]:
    text, number, day = (
        {"type": "string"},
        {"type": "integer", "minimum": 1},
        {"type": "string", "format": "date"},
    )
    flag = {"type": "string", "enum": ["0", "1"]}
    single = {
        "q": ("the query, in the language of the search box", text),
        "from": ("published on or after", day),
        "to": ("published on or before", day),
        "sort": ("the order", {"type": "string", "enum": list(SORTS)}),
        "exact": ("1: only the spelling typed", flag),
        "any": ("1: any of the words, ranked as one list", flag),
        "fold": ("0: every report of an event in a row of its own", flag),
        "page": ("the page, from 1", number),
        "per_page": ("rows a page", {**number, "maximum": MAX_PER_PAGE, "default": PER_PAGE}),
    }
    several = {facet: f"{facet} ids, each narrowing" for facet in FACET_FIELDS}
    several |= {f"not_{facet}": f"{facet} ids to keep out" for facet in FACET_FIELDS}
    described = single | {name: (words, _VALUES) for name, words in several.items()}
    return [
        {"name": name, "in": "query", "description": words, "schema": schema}
        for name, (words, schema) in described.items()
    ]


def _schemas() -> dict[str, Any]:
    text, number = {"type": ["string", "null"]}, {"type": "integer"}
    report = {
        "id": number,
        "headline": text,
        "outlet": text,
        "byline": text,
        "published_on": {"type": ["string", "null"], "format": "date"},
        "language": text,
        "event": {"type": ["integer", "null"]},
        "address": {"type": "string", "format": "uri"},
        "source": text,
        "snippet": {"type": "string"},
        "hits": _VALUES,
        "folded": {"type": "array", "items": number},
        "folded_count": number,
    }
    reports = {"type": "array", "items": {"$ref": "#/components/schemas/Report"}}
    results = {
        "query": {"type": "string"},
        **dict.fromkeys(("count", "rows", "page", "pages"), number),
        "notices": _VALUES,
        "also_searched": _VALUES,
        "did_you_mean": text,
        "perhaps_the_same_name": _VALUES,
        "results": reports,
        "nearly": reports,
        "facets": {"type": "object", "properties": dict.fromkeys(FACETS, _COUNTED)},
    }
    return {
        "Report": {"type": "object", "required": list(report), "properties": report},
        "Results": {"type": "object", "required": list(results), "properties": results},
    }
