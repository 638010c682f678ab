"""The API: a token sees what its person sees, reads only, and answers strangers nothing."""

import json
from datetime import timedelta

import pytest

from core import clock
from core.refused import Refused
from office.api import respond
from office.api.keys import make_key, revoke_key
from office.keys import AccessKey, Purpose
from tests import world


class TestKeys:
    def test_the_text_is_kept_nowhere(self, token, binh):
        key, text = token(binh)
        assert text not in json.dumps(list(AccessKey.objects.values()), default=str)
        assert text.startswith("nsapi_")
        assert len(key.digest) == 64

    def test_nobody_makes_a_key_for_another(self, binh, dung):
        with pytest.raises(Refused):
            make_key(binh, Purpose.API, name="x", by=dung)

    def test_it_ends_within_a_year(self, token, binh):
        with pytest.raises(Refused):
            token(binh, expires_at=clock.now() + timedelta(days=400))
        with pytest.raises(Refused):
            token(binh, expires_at=clock.now() - timedelta(days=1))

    def test_one_person_has_at_most_twenty(self, token, binh):
        for _number in range(20):
            token(binh)
        with pytest.raises(Refused):
            token(binh)

    def test_the_page_shows_it_once(self, client, binh):
        client.force_login(binh)
        form = {"purpose": "api", "name": "Cổng", "scopes": ["meetings"], "days": 90}
        page = client.post("/keys/", form)
        assert page.status_code == 200
        text = page.context["text"]
        assert text in page.content.decode()
        assert text not in client.get("/keys/").content.decode()
        assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {text}"}).json()["name"]

    def test_a_stranger_revokes_nothing(self, client, token, binh, dung):
        key, _text = token(binh)
        client.force_login(dung)
        assert client.post(f"/keys/{key.pk}/revoke/").status_code == 404
        client.force_login(binh)
        client.post(f"/keys/{key.pk}/revoke/")
        key.refresh_from_db()
        assert key.revoked_at


class TestLettingIn:
    def test_without_a_token_there_is_nothing(self, client, who):
        meeting = world.convened()
        client.force_login(who.an)  # a browser's session does not open the API
        answer = client.get(f"/api/v1/meetings/{meeting.pk}")
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"].startswith("Bearer")
        assert answer["Content-Type"] == "application/problem+json"

    @pytest.mark.parametrize("end", ["revoked", "over", "left"])
    def test_a_dead_token_opens_nothing(self, client, token, binh, end):
        key, text = token(binh)
        later = clock.now()
        if end == "revoked":
            revoke_key(key, by=binh)
        elif end == "over":
            later += timedelta(days=367)
        else:
            type(binh).objects.filter(pk=binh.pk).update(is_active=False)
        with clock.at(later):
            answer = client.get("/api/v1/me", headers={"Authorization": f"Bearer {text}"})
        assert answer.status_code == 401

    def test_a_calendar_address_is_no_token(self, client, binh):
        _key, text = make_key(binh, Purpose.FEED, name="Điện thoại", by=binh)
        answer = client.get("/api/v1/me", headers={"Authorization": f"Bearer {text}"})
        assert answer.status_code == 401

    def test_a_token_does_what_it_was_made_for(self, ask, binh):
        meeting = world.convened()
        assert ask(binh, f"/api/v1/meetings/{meeting.pk}/papers", "meetings").status_code == 403

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_it_is_read_only(self, client, token, binh, method):
        headers = {"Authorization": f"Bearer {token(binh)[1]}"}
        answer = getattr(client, method)("/api/v1/meetings", headers=headers)
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")

    def test_too_many_questions_wait(self, client, token, binh, monkeypatch):
        monkeypatch.setattr(respond, "PER_MINUTE", 3)
        headers = {"Authorization": f"Bearer {token(binh)[1]}"}
        with clock.at(clock.now().replace(second=5)):
            codes = [client.get("/api/v1/me", headers=headers).status_code for _ in range(5)]
        assert codes == [200, 200, 200, 429, 429]

    @pytest.mark.usefixtures("who")
    def test_guessing_is_slowed_down(self, client, monkeypatch):
        monkeypatch.setattr(respond, "STRANGE_PER_MINUTE", 3)
        with clock.at(clock.now().replace(second=5)):
            codes = [
                client.get("/api/v1/me", headers={"Authorization": f"Bearer x{n}"}).status_code
                for n in range(6)
            ]
        assert codes == [401, 401, 401, 429, 429, 429]


class TestMeetings:
    def test_mine_to_come_and_past(self, ask, binh):
        coming = world.convened("Phiên họp tới")
        over = world.in_session("Phiên họp trước")
        type(over).objects.filter(pk=over.pk).update(state="concluded")
        found = ask(binh, "/api/v1/me/meetings/upcoming").json()
        assert [row["id"] for row in found["results"]] == [coming.pk]
        assert found["results"][0]["starts_at"].endswith("+07:00")
        past = ask(binh, "/api/v1/me/meetings/past").json()
        assert [row["id"] for row in past["results"]] == [over.pk]

    def test_of_a_unit_only_what_the_person_sees(self, ask, binh, dung, who):
        meeting = world.convened("Phiên họp kín")
        path = f"/api/v1/units/{who.committee.pk}/meetings/upcoming"
        assert [row["id"] for row in ask(binh, path).json()["results"]] == [meeting.pk]
        assert ask(dung, path).json()["results"] == []
        assert ask(dung, "/api/v1/units/999999/meetings/past").status_code == 404

    def test_details_say_agenda_people_and_only_the_own_answer(self, ask, binh):
        meeting = world.convened()
        found = ask(binh, f"/api/v1/meetings/{meeting.pk}").json()
        assert [item["title"] for item in found["agenda"]] == [
            "Ngân sách năm 2027",
            "Cấp nước sạch",
        ]
        assert found["my_seat"] == {"role": "member", "votes": True, "answer": "waiting"}
        assert all("answer" not in seat and "reason" not in seat for seat in found["people"])

    def test_papers_with_their_files(self, ask, binh):
        meeting = world.convened()
        found = ask(binh, f"/api/v1/meetings/{meeting.pk}/papers").json()["results"]
        assert [row["title"] for row in found] == ["Tờ trình ngân sách năm 2027"]
        file = ask(binh, f"/api/v1/papers/{found[0]['file'].split('/')[-2]}/file")
        assert b"".join(file.streaming_content).startswith(b"%PDF-")

    def test_a_stranger_finds_nothing(self, ask, dung):
        meeting = world.convened("Phiên họp kín")
        version = meeting.folder.papers.get().versions.get()
        for path in (
            f"/api/v1/meetings/{meeting.pk}",
            f"/api/v1/meetings/{meeting.pk}/papers",
            f"/api/v1/papers/{version.pk}/file",
        ):
            answer = ask(dung, path)
            assert answer.status_code == 404
            assert "kín" not in answer.content.decode()
        assert ask(dung, "/api/v1/meetings").json()["count"] == 0

    def test_a_draft_is_not_told_to_its_guests(self, ask, binh, chi):
        meeting = world.draft()
        assert ask(binh, f"/api/v1/meetings/{meeting.pk}").status_code == 404
        assert ask(chi, f"/api/v1/meetings/{meeting.pk}").status_code == 200


class TestAnswers:
    def test_what_is_known_is_not_sent_again(self, client, token, binh):
        world.convened()
        headers = {"Authorization": f"Bearer {token(binh)[1]}"}
        first = client.get("/api/v1/meetings", headers=headers)
        again = client.get(
            "/api/v1/meetings", headers={**headers, "If-None-Match": f"W/{first['ETag']}"}
        )
        assert (again.status_code, again.content) == (304, b"")

    def test_pages(self, ask, binh):
        for number in range(3):
            world.convened(f"Phiên họp {number}")
        found = ask(binh, "/api/v1/meetings?per_page=2&page=2")
        assert (found.json()["count"], len(found.json()["results"])) == (3, 1)
        assert 'rel="prev"' in found["Link"]
        assert 'rel="next"' not in found["Link"]

    def test_filters(self, ask, binh):
        world.convened("Họp không giấy")
        world.convened("Giao ban")
        assert ask(binh, "/api/v1/meetings?q=hop+khong+giay").json()["count"] == 1
        today = clock.today()
        assert ask(binh, f"/api/v1/meetings?to={today - timedelta(days=3)}").json()["count"] == 0
        assert ask(binh, "/api/v1/meetings?kind=council").json()["count"] == 0

    @pytest.mark.parametrize(
        "query",
        [
            "page=0",
            "page=x",
            "page=١",
            "per_page=101",
            "from=31-12-2026",
            "to=",
            "kind=",
            "kind=party",
            "whom=1",
        ],
    )
    def test_a_wrong_filter_is_named(self, ask, binh, query):
        answer = ask(binh, f"/api/v1/meetings?{query}")
        assert answer.status_code == 400
        assert query.partition("=")[0] in answer.json()["detail"]

    def test_another_address_is_answered_by_the_api_too(self, ask, binh):
        for path in ("/api/v1/", "/api/v1/meetings/9223372036854775808", "/api/v1/meetings/x"):
            answer = ask(binh, path)
            assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
