"""Administrators manage the people and units below their own post; nobody else manages anybody."""

import io
import zipfile
from datetime import timedelta

import pytest

from core.clock import now
from core.refused import Refused
from journal.models import Entry
from people import actions, managing
from people.models import Post, SignIn, Unit, User
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(who):
    """Hà administers the committee and so everything below it."""
    user = actions.add_person("ha", "Đỗ Thị Hà", password=world.PASSWORD, by=None)
    actions.give_post(user, who.committee, title="Quản trị", role="administrator", by=None)
    return user


@pytest.fixture
def unit_admin(who):
    """Khoa administers the department only."""
    user = actions.add_person("khoa", "Lý Văn Khoa", password=world.PASSWORD, by=None)
    actions.give_post(user, who.department, title="Quản trị", role="administrator", by=None)
    return user


def _post(client, path, **fields):
    return client.post(path, fields)


MANAGE = (
    "/manage/",
    "/manage/units/",
    "/manage/people/",
    "/manage/people/add/",
    "/manage/positions/",
    "/manage/sign-ins/",
    "/manage/sign-ins/sign-ins.xlsx",
)


@pytest.mark.parametrize("path", MANAGE)
def test_only_administrators_manage(client, who, admin, path):
    for person, status in ((who.an, 403), (who.chi, 403), (who.dung, 403), (admin, 200)):
        client.force_login(person)
        assert client.get(path).status_code == status


def test_a_new_person_gets_a_post_and_sets_the_password_through_a_link(
    client, who, admin, settings
):
    client.force_login(admin)
    answer = _post(client, "/manage/people/add/", full_name="Vũ Minh Tâm", username="tam", email="tam@example.com",
                   unit=who.department.pk, title="Chuyên viên", role="official")  # fmt: skip
    person = User.objects.get(username="tam")
    assert answer.headers["Location"] == f"/manage/people/{person.pk}/"
    page = client.post(f"/manage/people/{person.pk}/password-link/").content.decode()
    link = page.split("readonly")[1].split(">")[1].split("<")[0].strip()
    client.logout()
    path = client.get(link.replace(settings.SITE_URL.rstrip("/"), "")).headers["Location"]
    assert (
        client.post(
            path, {"new_password1": "hai-muoi-bon-gio", "new_password2": "hai-muoi-bon-gio"}
        ).status_code
        == 302
    )
    assert client.login(username="tam", password="hai-muoi-bon-gio")
    client.logout()
    assert (
        "không còn hiệu lực"
        in client.get(link.replace(settings.SITE_URL.rstrip("/"), "")).content.decode()
    )


def test_the_link_is_told_but_never_kept(who, admin):
    link = managing.password_link(who.binh, by=admin)
    token = link.rstrip("/").rsplit("/", 1)[1]
    told = Entry.objects.filter(event="people.password_link_made").get()
    assert token not in str(told.data) + told.label


def test_an_administrator_of_a_unit_manages_that_unit_only(client, who, unit_admin):
    client.force_login(unit_admin)
    people = client.get("/manage/people/").content.decode()
    assert "Trần Thị Bình" in people
    assert "Nguyễn Văn An" not in people
    assert client.get(f"/manage/people/{who.an.pk}/").status_code == 404
    assert client.get(f"/manage/units/{who.committee.pk}/").status_code == 404
    answer = _post(
        client,
        f"/manage/people/{who.binh.pk}/posts/add/",
        unit=who.committee.pk,
        title="Chủ tịch",
        role="leader",
    )
    assert answer.status_code == 422
    assert not Post.objects.filter(user=who.binh, unit=who.committee).exists()


def test_who_also_holds_a_post_elsewhere_is_not_taken_over(client, who, unit_admin, admin):
    for person in (who.an, admin):  # both also sit on the department's board
        actions.give_post(person, who.department, title="Ủy viên", role="official", by=None)
        client.force_login(unit_admin)
        path, before = f"/manage/people/{person.pk}/", User.objects.get(pk=person.pk)
        page = client.get(path)
        assert page.status_code == 200
        assert "password-link" not in page.content.decode()
        assert client.post(f"{path}password-link/").status_code == 403
        assert client.post(f"{path}access/", {"allowed": "0"}).status_code == 403
        changed = {"full_name": "Khác", "email": "khoa@example.com", "phone": ""}
        assert client.post(path, changed).status_code == 403
        after = User.objects.get(pk=person.pk)
        assert (after.email, after.is_active) == (before.email, True)
        client.force_login(admin)
        assert client.post(f"{path}password-link/").status_code == 200


def test_who_has_no_post_now_is_the_whole_citys_to_manage(client, who, unit_admin, admin):
    who.an.posts.all().delete()  # between two posts; the grants of the meetings stay
    path = f"/manage/people/{who.an.pk}/"
    new = {"unit": who.department.pk, "title": "Ủy viên", "role": "official"}
    client.force_login(unit_admin)
    assert client.post(f"{path}password-link/").status_code == 404
    assert client.post(f"{path}posts/add/", new).status_code == 404
    answer = client.post(f"/manage/posts/{who.dung.posts.get().pk}/end/")
    assert answer.headers["Location"] == "/manage/people/"
    client.force_login(admin)
    assert client.post(f"{path}posts/add/", new).status_code == 302


def test_who_may_no_longer_sign_in_is_out_at_once(client, who, admin):
    client.login(username="binh", password=world.PASSWORD)
    assert client.get("/").status_code == 200
    managing.let_sign_in(who.binh, allowed=False, by=admin)
    assert client.get("/").status_code == 302
    assert not client.login(username="binh", password=world.PASSWORD)
    managing.let_sign_in(who.binh, allowed=True, by=admin)
    assert client.login(username="binh", password=world.PASSWORD)


def test_nobody_shuts_themselves_out_and_the_last_administrator_stays(who, admin):
    for act in (
        lambda: managing.let_sign_in(admin, allowed=False, by=admin),
        lambda: managing.end_post(admin.posts.get(), by=admin),
    ):
        with pytest.raises(Refused):
            act()


def test_an_ended_post_takes_its_role_along(client, who, admin):
    client.force_login(admin)
    post = who.chi.posts.get()
    assert client.post(f"/manage/posts/{post.pk}/end/").status_code == 302
    client.force_login(User.objects.get(pk=who.chi.pk))
    assert client.get("/meetings/new/").status_code == 403


def test_a_unit_never_stands_below_itself(who, admin):
    with pytest.raises(Refused):
        managing.change_unit(who.committee, parent=who.department, by=admin)


def test_a_unit_with_people_is_not_closed_an_empty_one_is_and_opens_again(client, who, admin):
    client.force_login(admin)
    assert (
        client.post(f"/manage/units/{who.department.pk}/close/", {"closed": "1"}).status_code == 409
    )
    empty = actions.add_unit(
        "Phòng thử", short="PT", kind="division", parent=who.department, by=admin
    )
    client.post(f"/manage/units/{empty.pk}/close/", {"closed": "1"})
    assert Unit.objects.get(pk=empty.pk).closed_on is not None
    client.post(f"/manage/units/{empty.pk}/close/", {"closed": "0"})
    assert Unit.objects.get(pk=empty.pk).closed_on is None


@pytest.mark.parametrize(
    "fields",
    [
        {"full_name": "", "username": "x"}, {"full_name": "A", "username": "Có Dấu"}, {"full_name": "A" * 500, "username": "a"},
        {"full_name": "A", "username": "binh"}, {"full_name": "A", "username": "x", "role": "king"}, {},
    ],
)  # fmt: skip
def test_bad_input_gets_a_sentence_and_nobody_is_added(client, who, admin, fields):
    before = User.objects.count()
    client.force_login(admin)
    full = {"unit": who.department.pk, "title": "Chuyên viên", "role": "official", **fields}
    assert client.post("/manage/people/add/", full).status_code in {409, 422}
    assert User.objects.count() == before


def test_the_log_says_who_came_in_and_who_failed_and_never_a_password(client, who, admin):
    client.post("/sign-in/", {"username": "binh", "password": "sai-mat-khau"})
    client.post("/sign-in/", {"username": "mat-khau-go-nham", "password": "x"})
    client.post("/sign-in/", {"username": "binh", "password": world.PASSWORD})
    client.force_login(admin)
    page = client.get("/manage/sign-ins/").content.decode()
    assert page.count("Trần Thị Bình") >= 2
    dump = " ".join(f"{row.username} {row.device}" for row in SignIn.objects.all())
    assert "sai-mat-khau" not in dump
    assert "mat-khau-go-nham" not in dump
    failed = client.get("/manage/sign-ins/", {"outcome": "failed", "q": "binh"}).content.decode()
    assert "Trần Thị Bình" in failed
    assert "Đỗ Thị Hà" not in failed.split("<main", 1)[-1].split("row-item", 1)[-1]


def test_the_log_goes_to_excel(client, who, admin):
    client.login(username="ha", password=world.PASSWORD)
    sheet = (
        zipfile.ZipFile(io.BytesIO(client.get("/manage/sign-ins/sign-ins.xlsx").content))
        .read("xl/worksheets/sheet1.xml")
        .decode()
    )
    assert "Đỗ Thị Hà" in sheet


def test_old_lines_end_together_and_the_journal_says_how_many(who):
    SignIn.objects.create(user=who.an, username="an", outcome="in", at=now() - timedelta(days=400))
    SignIn.objects.create(user=who.an, username="an", outcome="in")
    assert managing.forget_sign_ins() == 1
    assert SignIn.objects.count() == 1
    assert Entry.objects.get(event="people.sign_ins_forgotten").data["number"] == 1


def test_one_changes_the_own_password_and_other_devices_are_out(client, who):
    from django.test import Client

    other = Client()
    for device in (client, other):
        device.login(username="binh", password=world.PASSWORD)
    fields = {
        "old_password": world.PASSWORD,
        "new_password1": "mot-mua-thu-ha-noi",
        "new_password2": "mot-mua-thu-ha-noi",
    }
    assert client.post("/me/password/", fields).status_code == 302
    assert client.get("/me/").status_code == 200
    assert other.get("/me/").status_code == 302


def test_signing_out_elsewhere_keeps_this_device(client, who):
    from django.test import Client

    other = Client()
    for device in (client, other):
        device.login(username="binh", password=world.PASSWORD)
    client.post("/me/sign-out-elsewhere/")
    assert (client.get("/me/").status_code, other.get("/me/").status_code) == (200, 302)


def test_a_list_of_many_people_asks_no_more(client, who, admin, django_assert_max_num_queries):
    for number in range(30):
        user = actions.add_person(f"p{number}", f"Người {number}", password=None, by=admin)
        actions.give_post(user, who.department, title="Chuyên viên", role="official", by=admin)
    client.force_login(admin)
    client.get("/manage/people/")
    with django_assert_max_num_queries(12):
        assert client.get("/manage/people/").status_code == 200
