"""After the session: the page of what is left, the text saved as one types, who may read it, the clerks' reminders."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.clock import now
from meetings import actions, queries
from meetings.draft_bells import remind_of_notices
from notices.models import Notice
from tests.meetings.scenes_after import held, minutes


@pytest.fixture
def meeting(who):
    return held("committee")[0]


def page(client, person, url, status=200):
    client.force_login(person)
    answer = client.get(url)
    assert answer.status_code == status, (person, url)
    return answer.content.decode()


class TestThePage:
    def test_it_lists_what_is_left_and_each_press_drafts(self, client, who, meeting):
        url = reverse("meetings:after", args=[meeting.pk])
        said = page(client, who.chi, url)
        vote = meeting.votes.get()
        for form in (f"/meetings/{meeting.pk}/after/minutes/", f"/meetings/{meeting.pk}/after/conclusions/", f"/meetings/votes/{vote.pk}/act/"):  # fmt: skip
            assert form in said
            answer = client.post(form)
            assert answer.status_code == 302
            assert client.get(answer.url).status_code == 200
        assert sorted(meeting.drafts.values_list("form", flat=True)) == ["conclusions", "minutes", "resolution"]  # fmt: skip
        assert client.post(f"/meetings/{meeting.pk}/after/nonsense/").status_code == 404

    def test_it_asks_as_often_for_many_conclusions(self, client, who, meeting):
        url = reverse("meetings:after", args=[meeting.pk])
        counts = []
        for _round in range(2):
            page(client, who.chi, url)
            with CaptureQueriesContext(connection) as asked:
                client.get(url)
            counts.append(len(asked))
            for number in range(20):
                actions.draft_conclusion(meeting, text=f"Thêm {number}", kind="task", lead=who.department, by=who.chi)  # fmt: skip
        assert counts[0] == counts[1]

    def test_members_have_no_business_there(self, client, who, meeting):
        url = reverse("meetings:after", args=[meeting.pk])
        page(client, who.binh, url, status=403)
        page(client, who.dung, url, status=404)


class TestTheText:
    def save(self, client, draft, text, seen, **headers):
        key = draft.blocks.get(source="place").key
        url = reverse("meetings:write_block", args=[draft.pk, key])
        return client.post(url, {"text": text, "seen": seen}, headers=headers)

    def test_it_saves_itself_and_says_so(self, client, who):
        draft = minutes()
        client.force_login(who.chi)
        answer = self.save(client, draft, "Địa điểm: Hội trường.", 1, **{"HX-Request": "true"})
        assert 'name="seen" value="2"' in answer.content.decode()
        assert draft.blocks.get(source="place").text == "Địa điểm: Hội trường."

    @pytest.mark.parametrize("headers", [{"HX-Request": "true"}, {}])
    def test_two_clerks_see_both_texts(self, client, who, headers):
        draft = minutes()
        client.force_login(who.an)
        self.save(client, draft, "Của An", 1, **headers)
        client.force_login(who.chi)
        answer = self.save(client, draft, "Của Chi", 1, **headers)
        said = answer.content.decode()
        assert answer.status_code == 422
        assert "Của An" in said
        assert (
            headers or "Của Chi" in said
        )  # with the field on the page the own text is still in it

    def test_a_script_is_text(self, client, who):
        draft = minutes()
        client.force_login(who.chi)
        self.save(client, draft, "<script>alert(1)</script>", 1)
        said = page(client, who.chi, draft.get_absolute_url())
        assert "<script>alert(1)" not in said
        assert "&lt;script&gt;alert(1)" in said
        assert actions.print_draft(draft).made.pages

    def test_members_read_it_once_it_goes_round(self, client, who):
        draft = minutes()
        page(client, who.binh, draft.get_absolute_url(), status=403)
        actions.circulate_draft(draft, by=who.chi)
        assert '<textarea name="text" rows' not in page(client, who.binh, draft.get_absolute_url())
        page(client, who.dung, draft.get_absolute_url(), status=404)
        answer = client.post(reverse("meetings:remark", args=[draft.pk]), {"text": "x"})
        assert answer.status_code == 404
        client.force_login(who.binh)
        client.post(reverse("meetings:remark", args=[draft.pk]), {"text": "Sai tên", "objection": "1"})  # fmt: skip
        assert draft.remarks.get().kind == "objection"
        answer = client.post(reverse("meetings:draft_step", args=[draft.pk, "approve"]))
        assert answer.status_code == 403

    def test_signed_on_paper_is_noted_with_number_and_day(self, client, who, meeting):
        from tests.meetings.table import upload

        draft = actions.draft_notice(meeting, by=who.chi)
        client.force_login(who.chi)
        url = reverse("meetings:on_paper", args=[draft.pk])
        assert client.post(url, {}).status_code == 422
        client.post(url, {"notation": "15/TB-UBND", "on": f"{clock.today():%Y-%m-%d}", "file": upload()})  # fmt: skip
        draft.refresh_from_db()
        assert (draft.state, draft.paper.notation, draft.paper.state) == ("signed", "15/TB-UBND", "issued")  # fmt: skip
        assert queries.clock_of(meeting, draft).took == 0


class TestTheClock:
    def test_the_clerk_is_reminded_once_at_each_step(self, who, meeting):
        for days, told in ((0, 0), (5, 1), (5, 1), (7, 1), (12, 2)):
            with clock.at(now() + timedelta(days=days)):
                remind_of_notices()
            rows = Notice.objects.filter(user=who.chi, key__startswith=f"notice.{meeting.pk}.")
            assert rows.count() >= min(told, 1), days
        kinds = set(rows.values_list("key", flat=True))
        assert len(kinds) == rows.count()

    def test_an_issued_notice_rings_no_more(self, who, meeting):
        draft = actions.draft_notice(meeting, by=who.chi)
        type(draft).objects.update(state="signed", signed_at=now())
        with clock.at(now() + timedelta(days=9)):
            assert remind_of_notices() == 0

    def test_it_stands_on_desk_list_and_statistics(self, client, who, meeting):
        for url in ("/", "/meetings/", "/meetings/notices/"):
            assert "ngày làm việc" in page(client, who.chi, url), url
        assert meeting.title not in page(client, who.dung, "/meetings/notices/")
        assert page(client, who.chi, "/meetings/notices/?year=abcd")
