"""A leader's day on a phone: a number of the board, the overdue task behind it, an explanation; boards change by themselves."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.press import fill, press

pytestmark = pytest.mark.parametrize("size", ["embedded"], indirect=True)


def figure(page, word):
    """The number of a class in the board's last line."""
    return page.locator(f"#row-total [data-word={word}] a")


def test_a_leaders_day_on_a_phone(server, screens):
    here = server.url
    said = f"Báo cáo cấp nước {id(screens)}"
    task = server.world("overdue_task", said)
    leader, head = screens.sign_in(here, "an", "phone"), screens.sign_in(here, "binh", "tablet")
    clerk = screens.sign_in(here, "chi")
    clerk.goto(f"{here}/tasks/board/")

    leader.goto(f"{here}/tasks/board/")
    late, done = (int(figure(leader, word).text_content()) for word in ("overdue", "done_late"))
    assert leader.evaluate("document.documentElement.scrollWidth") <= 400
    figure(leader, "overdue").click()
    expect(leader.locator("#number")).to_have_text(re.compile(rf"^\s*{late}\b"))
    leader.locator("#list a.row-item", has_text=said).click()
    leader.locator("#more_acts summary").click()
    press(leader, f"/{task.pk}/demand-now/")
    expect(leader.locator('form[action$="/demand-now/"]')).to_have_count(0)  # demanded once
    leader.goto(f"{here}/tasks/board/")

    head.goto(f"{here}/tasks/")
    line = head.locator("#my_work .day-line", has_text=said)
    expect(line.locator('.chip[data-kind="late"]').first).to_be_visible()
    press(head, f"/{task.pk}/now/accept/", "#my_work")
    line.locator('a[href$="/report/"]').click()
    fill(head.locator("main form").first, text="Đã báo cáo tại văn bản 20/BC-SNV")
    head.locator("main form button.btn-primary").first.click()
    expect(head.locator("#state")).to_be_visible()

    leader.goto(f"{here}/tasks/today/")
    press(leader, f"/{task.pk}/now/accept_result/", "#my_work")
    expect(leader.locator("#my_work")).not_to_contain_text(said)
    expect(figure(clerk, "done_late")).to_have_text(
        str(done + 1)
    )  # nobody reloaded the clerk's board
    expect(figure(clerk, "overdue")).to_have_text(str(late - 1))
