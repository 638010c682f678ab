"""The API as it describes itself: every answer is as told, and no question breaks it."""

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from office.keys import AccessKey
from tests import world
from tests.office.test_api_outgoing import entered


class TestDescription:
    @pytest.mark.django_db
    def test_it_is_read_by_anybody_and_names_every_address(self, client):
        from office.api.urls import urlpatterns

        said = client.get("/api/v1/openapi.json").json()
        assert said["openapi"] == "3.1.0"
        addresses = [
            p for p in urlpatterns if p.name not in {"keys", "revoke", "openapi", "nothing"}
        ]
        assert len(said["paths"]) == len(addresses) + 2  # two addresses with upcoming and past

    def test_answers_are_as_described(self, ask, binh):
        meeting = world.convened()
        said = ask(None, "/api/v1/openapi.json").json()
        for path, about in said["paths"].items():
            if path.endswith(("/file", "/verify")) or "/units/" in path:
                continue
            pk = entered().pk if "/outgoing/" in path else meeting.pk
            answer = ask(binh, path.replace("{pk}", str(pk)))
            assert answer.status_code == 200, path
            schema = about["get"]["responses"]["200"]["content"]["application/json"]["schema"]
            _fits(answer.json(), schema, said["components"]["schemas"], path)


def _fits(value, schema, names, where):
    """A small reader of the schemas used here, of our own: every required field there, and none that is not told."""
    if "$ref" in schema:
        schema = names[schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        schema = schema["anyOf"][1 if value is None else 0]
        return _fits(value, schema, names, where)
    kinds = {
        "object": dict,
        "array": list,
        "string": str,
        "integer": int,
        "boolean": bool,
        "null": type(None),
    }
    wanted = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    assert any(isinstance(value, kinds[word]) for word in wanted), (where, value, schema)
    if isinstance(value, dict):
        assert set(value) == set(schema["properties"]), where
        for name, inner in value.items():
            _fits(inner, schema["properties"][name], names, f"{where}.{name}")
    if isinstance(value, list):
        for inner in value:
            _fits(inner, schema["items"], names, where)
    return None


PATHS = st.sampled_from(
    ["/api/v1/me", "/api/v1/meetings", "/api/v1/me/meetings/past", "/api/v1/me/meetings/upcoming"]
) | st.builds(
    "/api/v1/{}/{}{}".format,
    st.sampled_from(["meetings", "units", "papers"]),
    st.integers(-1, 10**20),
    st.sampled_from(["", "/papers", "/file", "/meetings/past", "/meetings/upcoming"]),
)
QUERIES = st.dictionaries(
    st.sampled_from(["q", "kind", "from", "to", "page", "per_page", "when"]) | st.text(max_size=8),
    st.text(max_size=40) | st.integers(-5, 10**30).map(str) | st.dates().map(str),
    max_size=4,
)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    path=PATHS,
    query=QUERIES,
    head=st.text(max_size=30).filter(lambda t: t.isprintable() and t.isascii()),
)
def test_nothing_breaks_it(client, token, binh, path, query, head):  # noqa: PLR0917  given by name
    cache.clear()
    if not AccessKey.objects.exists():
        client.api_text = token(binh)[1]
    headers = {"Authorization": f"Bearer {client.api_text}", "If-None-Match": head}
    assert client.get(path, query, headers=headers).status_code in {200, 304, 400, 404}
