"""A device takes notices: asked for on the page, shown by the service worker, opened by a press, ended by signing out.

The push itself is handed to the worker by the browser's own tools (no push service is reachable here); how it gets from
us to the service is in tests/notices/test_push.py.
"""

import json

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.parametrize("size", ["embedded"], indirect=True)

SHOWN = "navigator.serviceWorker.ready.then(w => w.getNotifications()).then(n => n.map(o => [o.title, o.body, o.tag, o.data.url]))"


def _worker(page):
    """Return the CDP session and the registration's id."""
    session = page.context.new_cdp_session(page)
    found = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda said: found.extend(said["registrations"]),
    )
    session.send("ServiceWorker.enable")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    for _ in range(50):
        if found:
            break
        page.wait_for_timeout(50)
    return session, found[0]["registrationId"]


def test_the_worker_shows_what_is_pushed(server, screens):
    here = server.urls[0]
    page = screens.sign_in(here, "binh", "phone")
    page.context.grant_permissions(["notifications"], origin=here)
    page.goto(f"{here}/notices/wish/")
    expect(page.locator(".choices")).to_be_visible()
    session, registration = _worker(page)
    for body in ("Có thông báo mới: Nhiệm vụ", "Có thông báo mới: Phiên họp"):
        said = {"title": "Nghị Sự", "body": body, "url": "/notices/", "tag": "t1"}
        session.send(
            "ServiceWorker.deliverPushMessage",
            {"origin": here, "registrationId": registration, "data": json.dumps(said)},
        )
        page.wait_for_timeout(400)
    shown = page.evaluate(SHOWN)
    assert shown == [["Nghị Sự", "Có thông báo mới: Phiên họp", "t1", "/notices/"]]


def test_letters_are_made_rarer_on_a_phone(server, screens):
    here = server.url
    page = screens.sign_in(here, "dung", "phone")
    page.goto(f"{here}/notices/wish/")
    page.locator("[name=task-mail]").select_option("morning")
    page.locator("[name=morning]").fill("07:30")
    page.locator("form:has(.choices) button.btn-primary").click()
    expect(page.locator("[name=task-mail]")).to_have_value("morning")
    expect(page.locator("[name=morning]")).to_have_value("07:30")
    page.locator('form[action$="/pause/"] button[value=today]').click()
    expect(page.locator('form[action$="/pause/"]')).to_contain_text("Không làm phiền đến")
    page.locator('form[action$="/pause/"] button').click()
    expect(page.locator('form[action$="/pause/"] button[value=hour]')).to_be_visible()
