"""Pictures and places: what may be uploaded and by whom, where it stands on the signed page (measured in dots)."""

from __future__ import annotations

import io
import subprocess

import pytest
from PIL import Image, ImageChops

from core.refused import Refused
from journal.models import Entry
from signing import actions, placing
from signing.actions import placing as moving
from signing.actions.planning import sealing_unit
from signing.looks.check import from_bytes
from signing.models import Picture, PictureKind
from signing.strongbox import DEMO_PIN
from tests import world
from tests.signing import agents, ink
from tests.signing.way import seals, sent, signs

pytestmark = pytest.mark.django_db(transaction=True)
DPI = 200
MM = DPI / 25.4


@pytest.fixture
def who(settings, tmp_path):
    settings.DEMO, settings.DATA_DIR = True, tmp_path
    return world.cast()


def hand_for(person, content=None, **how):
    given = actions.weigh(content or ink.hand(), kind="signature", **how)
    return actions.keep_picture(given, owner=person, by=person)


def seal_for(unit, by, content=None, **how):
    given = actions.weigh(content or ink.seal(), kind="seal", **how)
    return actions.keep_picture(given, owner=unit, by=by)


def coloured(content, page, colour):
    """The box in millimetres (left, top, right, bottom) of the blue or red dots of a page."""
    command = ["pdftoppm", "-r", str(DPI), "-f", str(page + 1), "-singlefile", "-png", "-"]
    drawn = subprocess.run(command, input=content, capture_output=True, check=True).stdout
    image = Image.open(io.BytesIO(drawn)).convert("RGB")
    red, _green, blue = image.split()
    strong, weak = (blue, red) if colour == "blue" else (red, blue)
    apart = ImageChops.subtract(strong, weak).point(lambda v: 255 if v > 60 else 0)
    return tuple(edge / MM for edge in apart.getbbox())


@pytest.fixture
def signed(who):
    """A decision signed and sealed with uploaded pictures."""
    hand_for(who.an)
    seal_for(who.committee, who.chi)
    route = sent(who)
    signs(route, who)
    seals(route, who)
    route.refresh_from_db()
    return route


def test_the_page_looks_as_the_decree_wants(signed, who):
    content = signed.current.read()
    left, _top, right, _bottom = coloured(content, 0, "blue")
    seal_left, seal_top, seal_right, seal_bottom = coloured(content, 0, "red")
    assert seal_right - seal_left == pytest.approx(36, abs=0.5)
    assert seal_bottom - seal_top == pytest.approx(36, abs=0.5)
    assert seal_left < left
    share = (seal_right - left) / (right - left)
    assert share == pytest.approx(1 / 3, abs=0.03)
    reading = from_bytes(content)
    assert not [one for one in reading.deviations if one.component in ("hand", "seal")]
    name = printed(content, str(who.an))
    assert (left + right) / 2 == pytest.approx(name, abs=1.0)
    assert right - left <= 50.5


def printed(content, name):
    """The middle of the printed name in millimetres."""
    from signing.looks.check import read_pdf

    return next(one.middle for one in read_pdf(content).all("name") if one.text == name)


def test_the_history_stays_when_a_picture_is_replaced(who):
    first, second = hand_for(who.an), hand_for(who.an, ink.hand(size=(800, 320)))
    first.refresh_from_db()
    assert first.retired_at
    assert Picture.objects.get(holder=who.an, retired_at=None) == second
    assert Entry.objects.filter(book__topic=second.book).count() == 2


@pytest.mark.parametrize(
    ("content", "kind", "wrong"),
    [
        (ink.hand(ground=ink.WHITE), "signature", {"not_transparent"}),
        (ink.hand(ink.BLACK), "signature", {"not_blue"}),
        (ink.hand(ink.RED), "signature", {"not_blue"}),
        (ink.seal(ink.BLUE), "seal", {"not_red"}),
        (ink.seal(ground=ink.WHITE), "seal", {"not_transparent"}),
        (ink.photo(ink.hand(ink.BLACK)), "signature", {"not_transparent"}),
    ],
)
def test_what_the_decree_does_not_allow_is_refused_and_can_be_mended(who, content, kind, wrong):
    given = actions.weigh(content, kind=kind)
    assert wrong <= set(given.facts["wrong"])
    owner = who.an if kind == "signature" else who.committee
    with pytest.raises(Refused):
        actions.keep_picture(given, owner=owner, by=who.an)
    mended = actions.weigh(content, kind=kind, mend=True)
    assert mended.fit
    image = Image.open(io.BytesIO(mended.image))
    assert image.format == "PNG"
    assert image.getextrema()[3][0] == 0  # somewhere the paper shows


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "PNG"),
        (b"GIF89a....", "PNG"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 80, "đọc"),
        (ink.hand()[:900], "đọc"),
        (b"\xff\xd8\xff" + b"\0" * 80, "đọc"),
        (ink.png(Image.new("RGBA", (500, 300), (0, 0, 0, 0))), "nét"),
        (ink.png(Image.new("L", (30, 30), 0)), "nhỏ"),
        (ink.png(Image.new("1", (5000, 5000))), "điểm ảnh"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * (5 << 20), "4 MB"),
    ],
)
def test_a_picture_that_is_none_gets_a_sentence(who, content, words):
    with pytest.raises(Refused, match=words):
        actions.weigh(content, kind="signature")
    assert not Picture.objects.exists()


def test_outside_of_the_demonstration_nothing_is_signed_without_a_picture(who, settings):
    route = sent(who)
    own = agents.p12(agents.holder(str(who.an)))
    actions.import_key(own, passphrase=agents.PIN, pin=DEMO_PIN, owner=who.an)
    settings.DEMO = False
    with pytest.raises(Refused, match="hình ảnh chữ ký"):
        signs(route, who)
    assert not route.steps.filter(state="signed").exists()
    hand_for(who.an)
    signs(route, who)
    assert route.steps.filter(state="signed").count() == 1


def test_the_page_shows_mine_and_takes_a_picture(who, client):
    client.force_login(who.an)
    assert client.get("/signing/pictures/").status_code == 200
    answer = post(client, "signature", {"hand-file": upload(ink.hand(ground=ink.WHITE))})
    assert answer.status_code == 422
    assert "không trong suốt" in answer.content.decode()
    token = answer.context["token"]
    assert post(client, "signature", {"hand-again": token, "hand-mend": "on"}).status_code == 302
    picture = Picture.objects.get(holder=who.an, retired_at=None)
    assert picture.mended
    assert client.get(f"/signing/pictures/{picture.pk}/image.png")["Content-Type"] == "image/png"
    sample = client.get(f"/signing/pictures/{picture.pk}/sample.pdf").content
    left, _top, right, _bottom = coloured(sample, 0, "blue")
    assert 30 < right - left <= 50.5
    client.force_login(who.dung)
    assert client.get(f"/signing/pictures/{picture.pk}/image.png").status_code == 404
    assert post(client, "seal", {"seal-file": upload(ink.seal())}).status_code == 403


def test_a_clerk_keeps_the_seal_of_their_own_unit_only(who, client):
    client.force_login(who.chi)
    given = {"seal-file": upload(ink.seal()), "seal-size_mm": "34", "seal-unit": who.committee.pk}
    assert post(client, "seal", given).status_code == 302
    assert Picture.objects.get(unit=who.committee, kind=PictureKind.SEAL).width_mm == 34
    other = {"seal-file": upload(ink.seal()), "seal-unit": who.department.pk}
    assert post(client, "seal", other).status_code == 422


def upload(content):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("chu-ky.png", content, "image/png")


def post(client, kind, given):
    return client.post(f"/signing/pictures/{kind}/send/", given)


def test_the_clerk_moves_the_places_before_anybody_signs(who):
    route = sent(who)
    desk = placing.desk(route)
    boxes = {box.field: box for box in desk.boxes}
    assert {"ChuKy1", "ConDau", "So", "NgayThangNam"} <= set(boxes)
    given = {
        name: (box.page, box.left, box.top, box.width, box.height) for name, box in boxes.items()
    }
    page, left, top, width, height = given["ConDau"]
    given["ConDau"] = (page, left, top + 3, width, height)
    points = placing.in_points(desk, given)
    assert moving.try_places(route, points) == {}
    seen, ready = route.current.sha256, moving.prepare_places(route, points)
    moving.move_places(route, ready, points, seen=seen, by=who.chi)
    route.refresh_from_db()
    moved = {box.field: box for box in placing.desk(route).boxes}["ConDau"]
    assert moved.top == pytest.approx(top + 3, abs=0.2)
    with pytest.raises(Refused, match="thay đổi"):
        moving.move_places(route, ready, points, seen=seen, by=who.chi)
    signs(route, who)
    seals(route, who)
    route.refresh_from_db()
    assert coloured(route.current.read(), 0, "red")[1] == pytest.approx(top + 3, abs=0.6)
    with pytest.raises(Refused, match="ký"):
        moving.move_places(route, ready, points, seen=route.current.sha256, by=who.chi)


@pytest.mark.parametrize(
    ("field", "place", "word"),
    [
        ("ChuKy1", (1, 100, 130, 50, 24), "covers_text"),
        ("ChuKy1", (1, 190, 200, 50, 24), "outside"),
        ("ChuKy1", (7, 100, 200, 50, 24), "outside"),
        ("ChuKy1", (1, 120, 260, 5, 3), "too_small"),
        ("ConDau", (1, 90, 90, 36, 36), "seal_over_text"),
    ],
)
def test_a_place_over_text_or_off_the_page_is_refused(who, client, field, place, word):
    route = sent(who)
    desk = placing.desk(route)
    given = {box.field: (box.page, box.left, box.top, box.width, box.height) for box in desk.boxes}
    given[field] = place
    assert moving.try_places(route, placing.in_points(desk, given))[field] == word
    client.force_login(who.chi)
    names = ("page", "left", "top", "width", "height")
    data = {
        f"{one}-{name}": str(value).replace(".", ",")
        for one, box in given.items()
        for name, value in zip(names, box, strict=True)
    }
    answer = client.post(
        f"/signing/{route.pk}/places/move/", {**data, "seen": route.current.sha256}
    )
    assert answer.status_code == 422
    assert placing.problem(word) in answer.content.decode()
    route.refresh_from_db()
    assert route.places == {}
    client.force_login(who.dung)
    assert client.get(f"/signing/{route.pk}/places/").status_code == 404
    assert sealing_unit(route.steps.get(kind="seal")) == who.committee
