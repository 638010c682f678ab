"""The pages on the way: composed, changed, handed on, commented; who may not does not."""

from __future__ import annotations

import pytest
from django.urls import reverse

from signing import actions
from signing.models import RouteTemplate
from tests.signing.way import decision
from tests.signing.ways import going, spec, states, step_of

pytestmark = pytest.mark.usefixtures("demonstration")


def lines(*rows, **more):
    body = {"s-TOTAL_FORMS": len(rows), "s-INITIAL_FORMS": 0, **more}
    for at, (kind, name, when) in enumerate(rows):
        body |= {f"s-{at}-kind": kind, f"s-{at}-who": name, f"s-{at}-when": when}
    return body


WAY = (
    ("review", "tran thi binh", "after"),
    ("initial", "Phạm Văn Dũng", "after"),
    ("sign", "Nguyễn Văn An — Chủ tịch, UBND TP", "after"),
    ("number", "le thi chi", "after"),
    ("seal", "le thi chi", "after"),
)


def test_a_way_is_composed_without_accents_and_moved_about_without_javascript(client, who):
    paper = decision(who)
    client.force_login(who.chi)
    url = reverse("signing:new", args=[paper.versions.get().pk])
    moved = client.post(url, lines(*WAY, do="up:1")).content.decode()
    assert moved.index("Phạm Văn Dũng") < moved.index("tran thi binh")
    assert not paper.routes.exists()
    wrong = client.post(url, lines(("sign", "Không Có Ai", "after")))
    assert wrong.status_code == 422
    together = [WAY[0], ("initial", "Phạm Văn Dũng", "all"), *WAY[2:]]
    assert client.post(url, lines(*together)).status_code == 302
    assert states(paper.routes.get()).startswith("review:asked initial:asked sign:waiting")


def test_an_order_the_decree_does_not_know_is_refused_in_a_sentence(client, who):
    paper = decision(who)
    client.force_login(who.chi)
    url = reverse("signing:new", args=[paper.versions.get().pk])
    answer = client.post(url, lines(WAY[2], WAY[0], *WAY[3:]))
    assert answer.status_code == 409
    assert not paper.routes.exists()


def test_the_clerk_changes_the_way_and_others_do_not(client, who):
    route = going(who, spec("review", who.binh), spec("sign", who.an))
    step = step_of(route, who.binh)
    skip, due = (reverse(f"signing:{name}", args=[step.pk]) for name in ("skip", "due"))
    for person, status in ((who.dung, 404), (who.an, 403)):
        client.force_login(person)
        assert client.post(skip, {"reason": "Vội"}).status_code == status
        assert client.get(reverse("signing:steer", args=[route.pk])).status_code == status
    client.force_login(who.chi)
    assert str(who.binh) in client.get(reverse("signing:steer", args=[route.pk])).content.decode()
    client.post(due, {"days": "3"})
    step.refresh_from_db()
    assert step.days == 3
    add = reverse("signing:add_step", args=[route.pk])
    assert client.get(add).status_code == 200
    client.post(add, {"kind": "review", "who": "pham van dung", "reason": "Hỏi thêm"})
    client.post(skip, {"reason": "Đã thống nhất"})
    assert states(route).startswith("review:skipped review:asked sign:waiting")


def test_returned_to_an_earlier_step_on_the_page(client, who):
    route = going(who, spec("review", who.binh), spec("sign", who.an))
    first = step_of(route, who.binh)
    actions.give_opinion(first, text="", seen=route.current.sha256, by=who.binh)
    client.force_login(who.an)
    url = reverse("signing:return", args=[step_of(route, who.an).pk])
    assert str(who.binh) in client.get(url).content.decode()
    client.post(url, {"to": first.pk, "reason": "Nói rõ hơn"})
    assert states(route).startswith("review:asked sign:waiting")


def test_a_step_is_handed_on_on_the_page(client, who):
    route = going(who, spec("initial", who.binh), spec("sign", who.an))
    client.force_login(who.binh)
    url = reverse("signing:hand_on", args=[step_of(route, who.binh).pk])
    assert client.post(url, {"to": "ai do", "reason": "Bận"}).status_code == 422
    client.post(url, {"to": "pham van dung", "reason": "Bận"})
    assert step_of(route, who.dung).instead_of == who.binh
    assert client.get(route.get_absolute_url()).status_code == 200


def test_a_comment_is_made_and_settled(client, who):
    route = going(who, spec("review", who.binh), spec("sign", who.an))
    client.force_login(who.binh)
    client.post(reverse("signing:remark", args=[route.pk]), {"text": "Sai tên cơ quan", "page": 1})
    remark = route.remarks.get()
    assert (remark.page, remark.version) == (1, route.current)
    client.force_login(who.dung)
    assert client.post(reverse("signing:settle", args=[remark.pk])).status_code == 404
    client.force_login(who.chi)
    client.post(reverse("signing:settle", args=[remark.pk]))
    remark.refresh_from_db()
    assert remark.settled_by == who.chi
    assert "Sai tên cơ quan" in client.get(route.get_absolute_url()).content.decode()


def test_the_clerk_keeps_a_usual_way_and_it_finds_its_people(client, who):
    client.force_login(who.chi)
    rows = lines(("sign", "", "after"), ("number", "", "after"), ("seal", "", "after"))
    rules = {"s-0-rule": "leader", "s-1-rule": "clerk", "s-2-rule": "clerk"}
    url = reverse("signing:new_template")
    assert client.get(url).status_code == 200
    assert client.post(url, {**rows, **rules, "name": "Quyết định"}).status_code == 302
    kept = RouteTemplate.objects.get()
    page = client.get(reverse("signing:new", args=[decision(who).versions.get().pk]))
    assert str(who.an) in page.content.decode()
    client.force_login(who.an)
    assert client.get(reverse("signing:template", args=[kept.pk])).status_code == 403


@pytest.mark.parametrize("tab", ["waiting", "others", "going", "ended", "no-such-tab"])
def test_the_tray_has_its_tabs_and_finds_without_accents(client, who, tab):
    route = going(who, spec("sign", who.an), title="Quyết định cấp nước sạch")
    shown = {("an", "waiting"), ("chi", "others"), ("an", "no-such-tab")}
    for name, person in (("an", who.an), ("chi", who.chi)):
        client.force_login(person)
        page = client.get(reverse("signing:list"), {"tab": tab, "q": "cap nuoc"}).content.decode()
        assert (route.get_absolute_url() in page) == ((name, tab) in shown)
        page = client.get(reverse("signing:list"), {"tab": tab, "q": "duong vanh dai"})
        assert route.get_absolute_url() not in page.content.decode()
