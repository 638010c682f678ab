"""What a tablet loads once travels packed, from every server process of both sizes, and is held by the same tag."""

import gzip
import urllib.error
import urllib.request

import pytest

from tests.servers import ROOT


def fetch(url, **headers):
    """Return status, headers and body as they came over the line."""
    asked = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers, refused.read()


@pytest.mark.parametrize(
    "name",
    ["static/js/frame.js", "static/css/tokens.css", "vendor/bootstrap/bootstrap.min.css"],
)
def test_styles_and_scripts_come_packed_and_are_held(server, name):
    plain = (ROOT / name).read_bytes()
    path = f"/static/{name.removeprefix('static/')}"
    tags = set()
    for url in server.urls:
        status, said, body = fetch(url + path, **{"Accept-Encoding": "gzip"})
        assert (status, said["Content-Encoding"], said["Vary"]) == (200, "gzip", "Accept-Encoding")
        assert gzip.decompress(body) == plain
        assert fetch(url + path)[2] == plain
        assert fetch(url + path, **{"If-None-Match": said["ETag"]})[0] == 304
        tags.add(said["ETag"])
    assert len(tags) == 1
