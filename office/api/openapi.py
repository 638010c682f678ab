"""The API described in OpenAPI 3.1; built from one table of addresses, so that no description is forgotten."""

from typing import Any

from meetings import door as meetings

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
TIME: Schema = {"type": "string", "format": "date-time"}
MAYBE_TIME: Schema = {"type": ["string", "null"], "format": "date-time"}
DAY: Schema = {
    "type": "string",
    "format": "date",
    "pattern": "^(20[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}$",
}
URI: Schema = {"type": "string", "format": "uri"}
MAYBE: Schema = {"type": ["string", "null"]}


def _object(**fields: Schema) -> Schema:
    return {"type": "object", "required": sorted(fields), "properties": fields}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _or_null(name: str) -> Schema:
    return {"anyOf": [_ref(name), {"type": "null"}]}


LINE = {
    "id": NUMBER, "title": TEXT, "kind": TEXT, "state": TEXT, "place": TEXT, "starts_at": TIME,
    "ends_at": TIME, "unit": _ref("Unit"), "chair": _ref("Person"), "url": URI, "self": URI,
}  # fmt: skip
ENTRY = {
    "id": NUMBER, "number": TEXT, "on": DAY, "kind": TEXT, "subject": TEXT, "signer": TEXT, "recipients": _list(TEXT),
    "state": TEXT, "urgency": TEXT, "agency": _ref("Unit"), "issued_at": MAYBE_TIME, "url": URI, "self": URI,
}  # fmt: skip
SCHEMAS: dict[str, Schema] = {
    "Entry": _object(**ENTRY),
    "EntryPage": _object(count=NUMBER, page=NUMBER, per_page=NUMBER, pages=NUMBER, results=_list(_ref("Entry"))),
    "EntryDetails": _object(
        **ENTRY, acted_upon=_list(_object(effect=TEXT, number=TEXT)),
        sent_to=_list(_object(name=TEXT, way=TEXT, state=TEXT, sent_at=MAYBE_TIME, received_at=MAYBE_TIME)),
    ),
    "Person": _object(id=NUMBER, name=TEXT),
    "Unit": _object(id=NUMBER, name=TEXT, code=TEXT),
    "Me": _object(id=NUMBER, name=TEXT, units=_list(_ref("Unit"))),
    "Meeting": _object(**LINE),
    "Item": _object(number=NUMBER, title=TEXT, minutes=NUMBER, state=TEXT, presenter=_or_null("Person"), unit=_or_null("Unit")),
    "Seat": _object(
        person=_ref("Person"), title=TEXT, role=TEXT, votes={"type": "boolean"}, present={"type": "boolean"},
        stands_for=MAYBE, replaced_by=MAYBE,
    ),
    "OwnSeat": _object(role=TEXT, votes={"type": "boolean"}, answer=TEXT),
    "MeetingDetails": _object(
        **LINE, opened_at=MAYBE_TIME, closed_at=MAYBE_TIME, agenda=_list(_ref("Item")), people=_list(_ref("Seat")),
        my_seat=_or_null("OwnSeat"), papers=URI,
    ),
    "Paper": _object(
        id=NUMBER, title=TEXT, kind=MAYBE, number=MAYBE, state=TEXT, item=MAYBE, version=NUMBER, pages=NUMBER,
        size=NUMBER, sha256=TEXT, added_at=TIME, file=URI,
    ),
    "Papers": _object(count=NUMBER, results=_list(_ref("Paper"))),
    "MeetingPage": _object(count=NUMBER, page=NUMBER, per_page=NUMBER, pages=NUMBER, results=_list(_ref("Meeting"))),
    "Verification": _object(
        report=TEXT, report_version=NUMBER, checked_at=TIME, verifier=TEXT, trust_store_version=NUMBER,
        network_asked={"type": "boolean"}, sha256=TEXT, size=NUMBER, indication=TEXT, verdict=TEXT, reason=TEXT,
        reason_code=TEXT, signatures=_list({"type": "object"}), issued={"type": ["object", "null"]},
    ),
    "Problem": _object(type=TEXT, title=TEXT, status=NUMBER, detail=TEXT),
}  # fmt: skip
PROBLEMS = {
    "400": "A filter is unknown or makes no sense.", "401": "No token, or one that opens nothing.",
    "403": "The token was not made for this.", "404": "Nothing that the token's person may see.",
    "405": "The API is read only.", "429": "Too many questions this minute; see Retry-After.",
}  # fmt: skip


def _parameter(name: str, schema: Schema, text: str, place: str = "query") -> Schema:
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "schema": schema,
        "description": text,
    }


def _filters() -> list[Schema]:
    return [
        _parameter("q", {"type": "string", "maxLength": 100}, "Words of title or place; tone marks do not matter."),
        _parameter("kind", {"type": "string", "enum": [*meetings.KINDS]}, "Kind of meeting."),
        _parameter("from", DAY, "From this day on (city time)."),
        _parameter("to", DAY, "Until this day."),
        _parameter("page", {"type": "integer", "minimum": 1, "maximum": 1_000_000, "default": 1}, "Page."),
        _parameter("per_page", {"type": "integer", "minimum": 1, "maximum": 100, "default": 25}, "Rows a page."),
    ]  # fmt: skip


def _entry_filters() -> list[Schema]:
    year = {"type": "integer", "minimum": 2000, "maximum": 2100}
    return [_parameter("year", year, "Year of the register."), *(row for row in _filters() if row["name"] in ("q", "page", "per_page"))]  # fmt: skip


def _number(text: str) -> Schema:
    return _parameter("pk", {"type": "integer", "minimum": 0, "maximum": 10**18 - 1}, text, "path")


WHEN = _parameter(
    "when", {"type": "string", "enum": ["all", "upcoming", "past"], "default": "all"}, "Which."
)


def _paths() -> dict[str, tuple[str, str, str, list[Schema]]]:
    """Return address → (scope, summary, schema, parameters)."""
    unit = _number("The unit's number.")
    return {
        "/api/v1/me": ("", "Whose token this is", "Me", []),
        "/api/v1/meetings": ("meetings", "Every meeting the person sees", "MeetingPage", [WHEN, *_filters()]),
        "/api/v1/me/meetings/upcoming": ("meetings", "Meetings of the person to come (56)", "MeetingPage", _filters()),
        "/api/v1/me/meetings/past": ("meetings", "Past meetings of the person (57)", "MeetingPage", _filters()),
        "/api/v1/units/{pk}/meetings/upcoming": ("meetings", "Meetings of a unit to come (54)", "MeetingPage", [unit, *_filters()]),
        "/api/v1/units/{pk}/meetings/past": ("meetings", "Past meetings of a unit (55)", "MeetingPage", [unit, *_filters()]),
        "/api/v1/meetings/{pk}": ("meetings", "One meeting: agenda, people (58)", "MeetingDetails", [_number("The meeting's number.")]),
        "/api/v1/outgoing": ("papers", "Outgoing documents the person sees", "EntryPage", _entry_filters()),
        "/api/v1/outgoing/{pk}": ("papers", "One outgoing document: recipients, what acts upon it", "EntryDetails", [_number("The entry's number.")]),
        "/api/v1/meetings/{pk}/papers": ("papers", "Its papers (59)", "Papers", [_number("The meeting's number.")]),
    }  # fmt: skip


def _answers(schema: str) -> Schema:
    answers: Schema = {
        "200": {
            "description": "Found.", "content": {"application/json": {"schema": _ref(schema)}},
            "headers": {"ETag": {"schema": TEXT}},
        },
        "304": {"description": "Not changed since If-None-Match."},
    }  # fmt: skip
    problem = {"application/problem+json": {"schema": _ref("Problem")}}
    return answers | {
        code: {"description": text, "content": problem} for code, text in PROBLEMS.items()
    }


def _file() -> Schema:
    content = {
        "application/pdf": {"schema": {"type": "string", "contentMediaType": "application/pdf"}}
    }
    problem = {"application/problem+json": {"schema": _ref("Problem")}}
    answers: Schema = {
        "200": {"description": "The PDF.", "content": content}, "206": {"description": "A part of it.", "content": content},
        "304": {"description": "Not changed."}, "416": {"description": "No such range."},
    }  # fmt: skip
    answers |= {code: {"description": text, "content": problem} for code, text in PROBLEMS.items()}
    return {
        "summary": "A version of a paper", "security": [{"token": ["papers"]}],
        "parameters": [_number("The version's number.")], "responses": answers,
    }  # fmt: skip


def _verify() -> Schema:
    """Return the one address that is open to everybody: the check of a signed PDF."""
    file = {
        "application/pdf": {"schema": {"type": "string", "contentMediaType": "application/pdf"}}
    }
    problem = {"application/problem+json": {"schema": _ref("Problem")}}
    codes = {
        "400": "No PDF in the question.", "411": "No Content-Length.", "413": "More than 50 MB.",
        "429": "Too many files from this address.", "503": "Many files are being checked; see Retry-After.",
    }  # fmt: skip
    answers: Schema = {
        "200": {
            "description": "The report.",
            "content": {"application/json": {"schema": _ref("Verification")}},
        }
    }
    answers |= {code: {"description": text, "content": problem} for code, text in codes.items()}
    return {
        "summary": "What a signed PDF is worth (no token needed)", "security": [],
        "requestBody": {"required": True, "content": file}, "responses": answers,
    }  # fmt: skip


def description() -> dict[str, Any]:
    """Return the whole description."""
    paths: dict[str, Any] = {
        path: {
            "get": {
                "summary": summary, "security": [{"token": [scope] if scope else []}],
                "parameters": parameters, "responses": _answers(schema),
            }
        }
        for path, (scope, summary, schema, parameters) in _paths().items()
    }  # fmt: skip
    paths["/api/v1/papers/{pk}/file"] = {"get": _file()}
    paths["/api/v1/verify"] = {"post": _verify()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Nghị Sự", "version": "1",
            "description": "Read only. A token sees what its person sees, nothing more. Times are city time (+07:00).",
        },
        "paths": paths,
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }  # fmt: skip
