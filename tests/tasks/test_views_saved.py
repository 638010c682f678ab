"""Filters: as addresses, in words, kept, shared, made the start; strange ones do no harm."""

from datetime import date

import pytest
from django.http import QueryDict
from django.urls import reverse

from core.clock import at
from core.refused import Refused
from people.models import Post
from tasks import actions
from tasks.actions.views import MOST_VIEWS, save_view
from tasks.door import assign
from tasks.models import SavedView
from tasks.queries.chips import chips_of
from tasks.queries.wish import ANY_STATE, SORTS, Wish, wish_from
from tests.tasks.week import local

pytestmark = pytest.mark.django_db
EVERY = reverse("tasks:all")


@pytest.fixture
def four(who):
    with at(local("2026-11-18T09:00")):
        made = {}
        for title, due, lead in (
            ("Cấp nước Đồng Gạo", date(2026, 11, 16), who.department), ("Cấp điện", date(2026, 11, 19), who.binh),
            ("Thoát nước", date(2026, 12, 20), who.department), ("Cây xanh", None, who.binh),
        ):  # fmt: skip
            made[title] = assign(title=title, lead=lead, giver=who.an, by=who.an, due_on=due)
        yield who, made


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", "Cấp nước Đồng Gạo, Cấp điện, Thoát nước, Cây xanh"),
        ("q=nuoc", "Cấp nước Đồng Gạo, Thoát nước"),
        ("q=dong+gao", "Cấp nước Đồng Gạo"),
        ("q=CẤP", "Cấp nước Đồng Gạo, Cấp điện"),
        ("stand=overdue", "Cấp nước Đồng Gạo"),
        ("stand=nearly_due", "Cấp điện"),
        ("stand=in_time", "Thoát nước, Cây xanh"),
        ("unit=0", "Cấp điện, Cây xanh"),
        ("due_from=2026-11-19&due_to=2026-12-31", "Cấp điện, Thoát nước"),
        ("q=nuoc&stand=in_time", "Thoát nước"),
        ("state=done", ""),
        ("state=open&sort=due_last", "Thoát nước, Cấp điện, Cấp nước Đồng Gạo, Cây xanh"),
        ("role=gave&sort=newest", "Cây xanh, Thoát nước, Cấp điện, Cấp nước Đồng Gạo"),
        ("role=lead", ""),
        ("priority=flash", ""),
        ("source=none", "Cấp nước Đồng Gạo, Cấp điện, Thoát nước, Cây xanh"),
        ("stuck=1", ""),
        ("period=2026-11", "Cấp nước Đồng Gạo, Cấp điện, Thoát nước, Cây xanh"),
        ("given=2026-10", ""),
    ],
)
def test_a_filter_is_an_address(client, four, query, titles):
    who, _made = four
    client.force_login(who.an)
    page = client.get(f"{EVERY}?{query}").context
    assert ", ".join(line.task.title for line in page["page"]) == titles
    assert page["number"] == len(page["page"].object_list)


def test_units_with_those_below_people_and_moved_deadlines(client, four):
    who, made = four
    actions.change_due(made["Cấp điện"], due=(date(2026, 11, 30), None), reason="…", by=who.an)
    client.force_login(who.an)
    for query, number in (
        (f"unit={who.committee.pk}", 0), (f"unit={who.committee.pk}&below=1", 2), (f"unit={who.department.pk}", 2),
        (f"person={who.binh.pk}", 2), (f"giver={who.an.pk}", 4), (f"giver={who.binh.pk}", 0), ("moved=1", 1),
    ):  # fmt: skip
        assert client.get(f"{EVERY}?{query}").context["number"] == number, query


@pytest.mark.parametrize(
    "query",
    ["unit=x", "unit=99999999999999999999", "unit=٣", "person=-1", "due_from=2026-02-30", "due_to=x", "stand=DROP",
     "state=%00", "sort=password", "period=2026-99", "page=999999", "page=x", "q=" + "a" * 5000, "q=%25%25__", "below=on",
     "from=//evil.example", "from=https://evil.example/tasks/board/", "merit=done", "given=9999", "q=%00", "priority=x"],
)  # fmt: skip
def test_strange_filters_do_no_harm(client, four, query):
    who, _made = four
    client.force_login(who.an)
    answer = client.get(f"{EVERY}?{query}")
    assert answer.status_code == 200
    assert answer.context["back"] == ""


def test_an_address_says_the_same_after_every_turn():
    full = Wish(
        q="cấp nước", unit=3, below=True, person=4, giver=5, state="open", stand="overdue", due_from=date(2026, 1, 2),
        due_to=date(2026, 3, 4), priority="flash", source="none", role="watch", stuck=True, moved=True, sort="still",
    )  # fmt: skip
    assert wish_from(QueryDict(full.address).dict()) == full
    for state in ANY_STATE:
        assert wish_from({"state": state}).state == state
    for sort in SORTS:
        assert wish_from(QueryDict(Wish(sort=sort).address).dict()).sort == sort


def test_chips_say_what_is_on_and_take_it_away(four):
    who, _made = four
    wish = wish_from(
        {"unit": str(who.department.pk), "below": "1", "stand": "overdue", "q": "nước"}
    )
    chips = {chip.word: chip.without for chip in chips_of(wish)}
    assert list(chips) == ["“nước”", "SNV và đơn vị trực thuộc", "quá hạn"]
    assert chips["quá hạn"] == wish_from(
        {"unit": str(who.department.pk), "below": "1", "q": "nước"}
    )


def save(client, query="stand=overdue&evil=<b>", **given):
    return client.post(f"{reverse('tasks:save_view')}?{query}", {"name": "Việc quá hạn", **given})


def test_a_view_is_kept_opened_and_made_the_start(client, four):
    who, _made = four
    client.force_login(who.an)
    answer = save(client, start="on")
    view = SavedView.objects.get()
    assert view.query == "stand=overdue"  # only what is known is kept
    assert answer.url == f"{EVERY}?stand=overdue"
    assert client.get(reverse("tasks:list")).url == answer.url
    assert client.get(reverse("tasks:today")).status_code == 200
    client.post(reverse("tasks:start_view", args=[0]))
    assert client.get(reverse("tasks:list")).status_code == 200
    save(client, "stand=in_time&show=x")
    view.refresh_from_db()
    assert (SavedView.objects.count(), view.query, view.show) == (1, "stand=in_time", "list")


def test_a_view_is_shared_with_a_unit_of_ones_own(client, four):
    who, _made = four
    client.force_login(who.binh)
    assert save(client, shared_with=who.committee.pk).status_code == 422
    save(client, shared_with=who.department.pk)
    view = SavedView.objects.get()
    client.force_login(who.dung)  # of the same department
    assert "Việc quá hạn" in client.get(reverse("tasks:views")).content.decode()
    assert (
        client.get(view.get_absolute_url()).context["number"] == 0
    )  # and sees in it only their own
    assert client.post(reverse("tasks:start_view", args=[view.pk])).status_code == 302
    assert client.post(reverse("tasks:remove_view", args=[view.pk])).status_code == 404
    client.force_login(who.chi)
    assert "Việc quá hạn" not in client.get(reverse("tasks:views")).content.decode()
    assert client.post(reverse("tasks:start_view", args=[view.pk])).status_code == 404
    Post.objects.filter(user=who.dung).delete()
    client.force_login(who.dung)
    assert client.get(reverse("tasks:list")).status_code == 200  # no longer theirs: today's work


def test_refused_in_a_sentence(four):
    who, _made = four
    with pytest.raises(Refused):
        save_view("  ", query="", show="list", by=who.an)
    with pytest.raises(Refused):
        save_view("x", query="a" * 2000, show="list", by=who.an)
    SavedView.objects.bulk_create(
        SavedView(owner=who.an, name=str(n), query="") for n in range(MOST_VIEWS)
    )
    with pytest.raises(Refused):
        save_view("một nữa", query="", show="list", by=who.an)


def test_removing_a_view_is_its_owners(client, four):
    who, _made = four
    client.force_login(who.an)
    save(client)
    client.post(reverse("tasks:remove_view", args=[SavedView.objects.get().pk]))
    assert SavedView.objects.count() == 0
