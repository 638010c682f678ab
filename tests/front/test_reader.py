"""The reader of papers, and following the chair."""

from playwright.sync_api import expect


def opened(stand, screens, page, kind="tablet"):
    screen = screens.open(kind)
    screen.goto(f"{stand.url}/page/{page}")
    return screen


def shown(page, number: int) -> None:
    """The page number is on the desk, drawn."""
    expect(page.locator("[data-page]")).to_have_value(str(number))
    expect(page.locator("pdf-viewer")).to_have_attribute("data-state", "shown", timeout=15000)
    assert page.locator(".paper-sheet canvas").evaluate("(canvas) => canvas.width > 300")


def test_a_member_follows_leaves_and_returns_with_one_tap(stand, screens):
    page = opened(stand, screens, "show/")
    shown(page, 2)
    expect(page.locator("[data-total]")).to_have_text("12")
    stand.say(2, 1, facts={"show": {"version": 5, "page": 7}})
    shown(page, 7)
    page.locator("[data-follow=off]").tap()
    stand.say(3, 2, facts={"show": {"version": 5, "page": 9}})
    expect(page.locator("[data-shown-page]")).to_have_text("9")
    shown(page, 7)
    page.locator("[data-follow=on]").tap()
    shown(page, 9)


def test_turning_oneself_leaves_the_chair(stand, screens):
    page = opened(stand, screens, "show/")
    shown(page, 2)
    page.locator("[data-do=next]").tap()
    shown(page, 3)
    expect(page.locator("page-show")).to_have_attribute("data-state", "left")


def test_another_paper_on_show_is_opened(stand, screens):
    page = opened(stand, screens, "show/")
    shown(page, 2)
    stand.say(2, 1, facts={"show": {"version": 6, "page": 11}})
    expect(page.locator("pdf-viewer")).to_have_attribute("src", "/papers/6/file.pdf")
    shown(page, 11)


def test_the_chair_takes_everybody_along_but_not_every_flip(stand, screens):
    page = opened(stand, screens, "show/?leads=1", "desktop")
    shown(page, 2)
    page.locator(".paper-stage").focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    shown(page, 8)
    page.wait_for_timeout(800)
    posts = stand.seen()["posts"]
    assert posts[-1]["page"] == "8"
    assert posts[-1]["version"] == "5"
    assert len(posts) < 6


def test_keys_number_field_and_ends(stand, screens):
    page = opened(stand, screens, "show/", "desktop")
    shown(page, 2)
    page.locator(".paper-stage").focus()
    page.keyboard.press("End")
    shown(page, 12)
    expect(page.locator("[data-do=next]")).to_be_disabled()
    page.locator("[data-page]").fill("400")
    page.locator("[data-page]").press("Enter")
    shown(page, 12)
    page.locator("[data-page]").fill("4")
    page.locator("[data-page]").press("Enter")
    shown(page, 4)


def test_a_paper_that_cannot_be_fetched_is_said_and_can_be_tried_again(stand, screens):
    page = opened(stand, screens, "broken/")
    expect(page.locator(".paper-say")).to_be_visible()
    page.route(
        "**/papers/9/file.pdf", lambda route: route.continue_(url=f"{stand.url}/papers/5/file.pdf")
    )
    page.locator("[data-do=again]").tap()
    shown(page, 1)
    screens.complaints.clear()  # the console names the missing file
