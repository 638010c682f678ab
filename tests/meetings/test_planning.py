"""The plan: two clerks at one agenda, many items and papers at once, who plans for whom, catalogues."""

import json
import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.refused import Refused
from meetings import actions
from meetings.actions.agenda import Overtaken
from meetings.models import Item, Meeting, PaperType, SessionKind
from people.models import Post, Unit, User
from tests import world
from tests.meetings.planned import at, titles

HTMX = {"HX-Request": "true"}


@pytest.fixture
def meeting(who):
    return world.draft()


@pytest.fixture
def five(who, meeting):
    """Five items in two parts."""
    for title, part in (("Ba", "Kinh tế"), ("Bốn", "Kinh tế"), ("Năm", "Xã hội")):
        actions.add_item(meeting, title=title, section=part, by=who.chi)
    return meeting


class TestTwoClerks:
    def test_the_second_sees_both_texts_and_loses_nothing(self, client, who, meeting):
        item = meeting.items.first()
        client.force_login(who.chi)
        form = {"title": "Tên của Chi", "minutes": "20", "purpose": "vote", "version": "1"}
        actions.change_item(item, title="Tên của An", minutes=45, by=who.an)
        answer = client.post(at("edit_item", item.pk), form)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert all(text in page for text in ("Tên của Chi", "Tên của An", "45"))
        item.refresh_from_db()
        assert item.title == "Tên của An"
        again = client.post(at("edit_item", item.pk), {**form, "version": "2"})
        assert again.status_code == 302
        item.refresh_from_db()
        assert (item.title, item.version) == ("Tên của Chi", 3)

    def test_the_meeting_itself_too(self, client, who, meeting):
        starts = timezone.localtime(meeting.starts_at)
        form = {"title": "Tên khác", "starts_at": f"{starts:%Y-%m-%dT%H:%M}", "ends_at": f"{starts + timedelta(hours=2):%Y-%m-%dT%H:%M}", "version": "1"}  # fmt: skip
        actions.change_meeting(meeting, title="Phiên họp đổi tên", by=who.an)
        client.force_login(who.chi)
        answer = client.post(at("edit", meeting.pk), form)
        assert answer.status_code == 422
        assert "Phiên họp đổi tên" in answer.content.decode()
        assert client.post(at("edit", meeting.pk), {**form, "version": "2"}).status_code == 302

    def test_without_a_version_nothing_is_compared(self, who, meeting):
        item = meeting.items.first()
        actions.change_item(item, title="Một", version=1, by=who.chi)
        with pytest.raises(Overtaken):
            actions.change_item(item, title="Hai", version=1, by=who.chi)
        assert actions.change_item(item, title="Ba", by=who.chi).version == 3

    def test_an_item_goes_behind_another_whatever_others_moved(self, who, five):
        first, second, third, fourth, fifth = five.items.order_by("position")
        actions.place_item(fifth, after=third.pk, by=who.chi)
        assert titles(five)[2:] == ["Ba", "Năm", "Bốn"]
        assert five.items.get(title="Năm").section == "Kinh tế"
        actions.place_item(first, after=0, by=who.an)  # already first: nothing else moves
        assert titles(five)[2:] == ["Ba", "Năm", "Bốn"]
        actions.place_item(second, after=third.pk, section="", by=who.an)
        assert five.items.get(pk=second.pk).section == ""
        with pytest.raises(Refused):
            actions.place_item(fourth, after=999_999, by=who.chi)

    def test_an_item_somebody_removed_is_said(self, who, five):
        item = five.items.get(title="Năm")
        stale = Item.objects.get(pk=item.pk)
        actions.remove_item(item, by=who.an)
        for act in (
            lambda: actions.move_item(stale, up=True, by=who.chi),
            lambda: actions.change_item(stale, title="x", by=who.chi),
            lambda: actions.place_item(stale, after=0, by=who.chi),
        ):
            with pytest.raises(Refused):
                act()

    @pytest.mark.parametrize("after", ["-1", "x", "9" * 40, ""])
    def test_a_forged_place_is_refused(self, client, who, five, after):
        client.force_login(who.chi)
        before = titles(five)
        answer = client.post(at("move_item", five.items.first().pk), {"after": after}, headers=HTMX)
        assert answer.status_code == 409
        assert titles(five) == before

    def test_items_move_across_parts_by_buttons(self, who, five):
        item = five.items.get(title="Năm")
        actions.move_item(item, up=True, by=who.chi)
        item.refresh_from_db()
        assert item.section == "Kinh tế"
        assert titles(five)[-1] == "Năm"

    def test_a_part_stays_whole(self, who, five):
        actions.add_item(five, title="Sáu", section="Kinh tế", by=who.chi)
        assert titles(five)[2:] == ["Ba", "Bốn", "Sáu", "Năm"]
        actions.name_section(five, old="Kinh tế", new="Ngân sách", by=who.chi)
        assert set(five.items.values_list("section", flat=True)) == {"", "Ngân sách", "Xã hội"}

    @pytest.mark.django_db(transaction=True)
    def test_two_clerks_move_at_the_same_moment(self, who):
        meeting = world.draft()
        for number in range(10):
            actions.add_item(meeting, title=f"Việc {number}", by=who.chi)
        items = list(meeting.items.order_by("position"))

        def shuffle(rows):
            try:
                for row in rows:
                    actions.place_item(row, after=0, by=who.chi)
            finally:
                connections.close_all()

        threads = [threading.Thread(target=shuffle, args=(rows,)) for rows in (items[:6], items[6:])]  # fmt: skip
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        positions = list(meeting.items.order_by("position").values_list("position", flat=True))
        assert positions == list(range(1, 13))
        assert sorted(titles(meeting)) == sorted(row.title for row in items)

    def test_the_parts_are_of_who_prepares(self, client, who):
        meeting = world.convened()
        for person, status in ((who.chi, 200), (who.an, 200), (who.binh, 403), (who.dung, 404)):
            client.force_login(person)
            for word in ("plan", "ready"):
                assert client.get(at("part", meeting.pk, word)).status_code == status


class TestMany:
    def test_a_whole_agenda_is_shown_and_then_taken(self, client, who, meeting):
        text = "I. Kinh tế\n1. Ngân sách – Sở Nội vụ – 15 phút – biểu quyết\n2. Đất đai – 20 phút\nII. Xã hội\n3. Trường học"
        client.force_login(who.chi)
        page = client.post(at("paste", meeting.pk), {"text": text, "step": "look"}).content.decode()
        assert all(word in page for word in ("Ngân sách", "SNV", "Kinh tế", "Trường học"))
        assert meeting.items.count() == 2
        client.post(at("paste", meeting.pk), {"text": text, "step": "take", "line": ["1", "3"]})
        taken = meeting.items.order_by("position")[2:]
        assert [(i.title, i.section, i.minutes, i.unit, i.purpose) for i in taken] == [
            ("Ngân sách", "Kinh tế", 15, who.department, "vote"),
            ("Trường học", "Xã hội", 10, None, "opinion"),
        ]

    @pytest.mark.parametrize("body", [{"text": ""}, {"text": "CHƯƠNG TRÌNH HỌP"}, {"text": "1. Một", "step": "take"}, {"text": "x" * 70_000}])  # fmt: skip
    def test_a_text_without_an_agenda_is_said(self, client, who, meeting, body):
        client.force_login(who.chi)
        assert client.post(at("paste", meeting.pk), body).status_code in {409, 422}
        assert meeting.items.count() == 2

    def test_an_agenda_has_an_end(self, who, meeting):
        from meetings.agenda_text import Line

        with pytest.raises(Refused):
            actions.add_items(meeting, [Line("", f"Việc {n}") for n in range(299)], by=who.chi)

    def test_files_find_their_item_by_number(self, client, who, meeting):
        client.force_login(who.chi)
        names = {"name": ["02 - Tờ trình nước sạch.pdf", "Báo cáo.pdf", "99. Lạ.pdf"]}
        said = json.loads(client.get(at("guess_papers", meeting.pk), names).content)["files"]
        second = meeting.items.order_by("position")[1]
        assert [row["item"] for row in said] == [second.pk, None, None]
        assert PaperType.objects.get(pk=said[0]["type"]).name == "Tờ trình"

    def test_many_papers_come_at_once_and_one_bad_one_stops_none(self, client, who, meeting):
        client.force_login(who.chi)
        first, second = meeting.items.order_by("position")
        files = [
            SimpleUploadedFile("01. Bao cao.pdf", world.pdf("Mot", 1), "application/pdf"),
            SimpleUploadedFile("hong.pdf", b"khong phai", "application/pdf"),
            SimpleUploadedFile("x.pdf", world.pdf("Hai", 2), "application/pdf"),
        ]
        body = {"files": files, "item_2": second.pk, "title_2": "Phụ lục nước", "type_2": ""}
        answer = client.post(at("bring_papers", meeting.pk), body, follow=True)
        assert "hong.pdf" in answer.content.decode()
        assert first.item_papers.last().paper.title == "Bao cao"
        assert first.item_papers.last().paper_type.name == "Báo cáo"
        assert second.item_papers.get().paper.title == "Phụ lục nước"

    def test_people_come_by_group(self, client, who, meeting):
        client.force_login(who.chi)
        page = client.get(at("invite", meeting.pk)).content.decode()
        assert "Phạm Văn Dũng" in page
        assert "Trần Thị Bình" not in page  # sits already
        client.post(at("invite", meeting.pk), {"people": [who.dung.pk], "role": "guest"})
        assert meeting.seats.get(user=who.dung).role == "guest"
        assert client.post(at("invite", meeting.pk), {"role": "guest"}).status_code == 422

    def test_a_plan_of_a_hundred_items_asks_as_often_as_one_of_five(self, client, who, five):
        client.force_login(who.chi)
        client.get(at("plan", five.pk))
        with CaptureQueriesContext(connection) as few:
            client.get(at("plan", five.pk))
        rows = [Item(meeting=five, title=f"Việc {n}", position=n, unit=who.department, expects_papers=True) for n in range(6, 101)]  # fmt: skip
        Item.objects.bulk_create(rows)
        with CaptureQueriesContext(connection) as many:
            page = client.get(at("plan", five.pk)).content.decode()
        assert "Việc 100" in page
        assert len(many) <= len(few) <= 25


class TestWhoPlans:
    def test_a_clerk_plans_for_the_own_unit(self, client, who):
        ward = Unit.objects.create(name="UBND phường Hồ Sen", short="P. Hồ Sen", kind="ward", parent=who.committee)  # fmt: skip
        clerk = User.objects.create_user("hoa", world.PASSWORD, full_name="Vũ Thị Hoa")
        head = User.objects.create_user("phu", world.PASSWORD, full_name="Lê Văn Phú")
        Post.objects.create(user=clerk, unit=ward, title="Văn thư", role="clerk")
        Post.objects.create(user=head, unit=ward, title="Chủ tịch", role="official", is_head=True)
        client.force_login(clerk)
        body = {"title": "Họp", "unit": who.committee.pk, "chair": who.an.pk, "starts_at": "2027-01-04T08:00", "ends_at": "2027-01-04T09:00"}  # fmt: skip
        assert client.post(at("new"), body).status_code == 422  # not the city's Chairman
        body |= {"unit": ward.pk, "chair": head.pk}
        assert client.post(at("new"), body).status_code == 302
        assert Meeting.objects.get(title="Họp").chair == head

    def test_an_administrator_plans_for_the_units_below_the_own_post(self, client, who):
        Post.objects.create(user=who.dung, unit=who.department, title="Quản trị", role="administrator")  # fmt: skip
        Post.objects.create(user=who.chi, unit=who.committee, title="Quản trị", role="administrator")  # fmt: skip
        body = {"title": "Họp", "unit": who.committee.pk, "chair": who.an.pk, "starts_at": "2027-01-04T08:00", "ends_at": "2027-01-04T09:00"}  # fmt: skip
        client.force_login(who.dung)
        assert client.post(at("new"), body).status_code == 422  # not the city's Chairman
        own = body | {"unit": who.department.pk, "chair": who.binh.pk}
        assert client.post(at("new"), own).status_code == 302
        client.force_login(who.chi)
        assert client.post(at("new"), own | {"title": "Họp khác"}).status_code == 302

    def test_an_office_serves_its_committee(self, client, who):
        office = Unit.objects.create(name="Văn phòng", short="VP", kind="office", parent=who.committee)  # fmt: skip
        room = Unit.objects.create(name="Phòng Tổng hợp", short="TH", kind="division", parent=office)  # fmt: skip
        clerk = User.objects.create_user("hoa", world.PASSWORD, full_name="Vũ Thị Hoa")
        Post.objects.create(user=clerk, unit=room, title="Chuyên viên", role="clerk")
        client.force_login(clerk)
        page = client.get(at("new")).content.decode()
        assert "Nguyễn Văn An" in page
        assert "Trần Thị Bình" not in page  # heads a department


class TestCatalogues:
    @pytest.mark.django_db
    def test_a_fresh_house_has_the_usual_kinds(self):
        assert SessionKind.objects.filter(lead="regular", rule="committee").exists()
        assert PaperType.objects.filter(name="Tờ trình").exists()
        before = SessionKind.objects.count()
        actions.fill_catalogues()
        assert SessionKind.objects.count() == before

    def test_administrators_keep_them(self, client, who):
        Post.objects.create(user=who.an, unit=who.committee, title="Quản trị", role="administrator")
        client.force_login(who.an)
        body = {"name": "Họp trực tuyến", "rule": "working", "lead": "ordinary", "papers_days": "3", "minutes": "60", "speaking_minutes": "5", "publishes": "nobody"}  # fmt: skip
        assert client.post(at("new_row", "kinds"), body).status_code == 302
        row = SessionKind.objects.get(name="Họp trực tuyến")
        assert client.post(at("new_row", "kinds"), body).status_code == 422  # named once
        client.post(at("archive_row", "kinds", row.pk))
        row.refresh_from_db()
        assert row.archived_at
        client.force_login(who.chi)
        assert "Họp trực tuyến" not in client.get(at("new")).content.decode()
        assert client.get(at("catalogue", "kinds")).status_code == 200
        assert client.post(at("new_row", "kinds"), body).status_code == 403
        assert client.post(at("archive_row", "kinds", row.pk)).status_code == 403

    def test_a_kind_gives_the_meeting_its_rule(self, client, who):
        kind = SessionKind.objects.get(name="Phiên họp UBND thường kỳ")
        client.force_login(who.chi)
        body = {"title": "Phiên 4", "session_kind": kind.pk, "unit": who.committee.pk, "chair": who.an.pk, "starts_at": "2027-01-04T08:00", "ends_at": "2027-01-04T09:00"}  # fmt: skip
        client.post(at("new"), body)
        meeting = Meeting.objects.get(title="Phiên 4")
        assert (meeting.kind, meeting.session_kind) == ("committee", kind)
