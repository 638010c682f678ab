"""What each one sees on the pages, and what they may not."""

import pytest
from django.urls import reverse

from opinions import actions
from opinions.models import Round, Sheet
from tests import world
from tests.opinions import scenes


def _page(client, person, url):
    client.force_login(person)
    answer = client.get(url)
    return answer.content.decode() if answer.status_code == 200 else answer.status_code


def _send(round_, **choices):
    data = {"how": "send"}
    for matter in round_.matters.all():
        data |= {f"choice_{matter.pk}": "agree", f"text_{matter.pk}": ""}
    return {**data, **choices}


# ---------------------------------------------------------------- who sees what


def test_a_stranger_finds_nothing(client, who):
    round_ = scenes.closed()
    sheet, row = Sheet.objects.first(), round_.rows.first()
    line = round_.asked.first()
    addresses = [
        round_.get_absolute_url(), reverse("opinions:table", args=[round_.pk]), sheet.get_absolute_url(),
        reverse("opinions:table_xlsx", args=[round_.pk]), reverse("opinions:row", args=[row.pk]),
        reverse("opinions:answer", args=[line.pk]), reverse("opinions:part", args=[round_.pk, "result"]),
        reverse("opinions:take_off", args=[line.pk]),
    ]  # fmt: skip
    assert [_page(client, who.dung, url) for url in addresses] == [404] * len(addresses)
    assert "Quy chế" not in _page(client, who.dung, "/opinions/?tab=missed")


def test_a_member_sees_the_round_only_once_it_is_sent(client, who):
    round_ = scenes.approved()
    assert _page(client, who.binh, round_.get_absolute_url()) == 404
    actions.send_round(round_, by=who.chi)
    assert "Quy chế quản lý nhà ở xã hội" in _page(client, who.binh, round_.get_absolute_url())


def test_members_see_numbers_the_leader_names_the_clerk_texts_while_it_collects(client, who):
    round_ = scenes.collecting()
    sheet = scenes.answers(round_, scenes.em(), "other", text="Nên chia hai đợt")
    pages = {
        one: _page(client, one, round_.get_absolute_url()) for one in (who.binh, who.an, who.chi)
    }
    assert "Vũ Thị Em" not in pages[who.binh]
    assert "1/3" in pages[who.binh]
    assert "Vũ Thị Em" in pages[who.an]
    assert sheet.get_absolute_url() not in pages[who.an]
    assert sheet.get_absolute_url() in pages[who.chi]
    seen = {
        one: _page(client, one, sheet.get_absolute_url()) for one in (who.binh, who.an, who.chi)
    }
    assert (seen[who.binh], seen[who.an]) == (404, 404)
    assert "Nên chia hai đợt" in seen[who.chi]


def test_the_form_of_the_announcement_tells_the_leader_nothing_while_it_collects(client, who):
    round_ = scenes.collecting()
    scenes.answers(round_, who.binh, "disagree")
    url = f"/opinions/{round_.pk}/announce/"
    client.force_login(who.an)
    words = str(round_.matters.first())
    assert f"{words}:" not in client.get(url).content.decode()
    actions.close_round(round_, reason="x", by=who.chi)
    assert f"{words}:" in client.get(url).content.decode()


def test_after_the_close_the_leader_reads_and_members_wait_for_the_announcement(client, who):
    round_ = scenes.closed()
    sheet = Sheet.objects.get(asked__user=scenes.em())
    assert "Nên chia hai đợt" in _page(client, who.an, sheet.get_absolute_url())
    assert _page(client, who.binh, sheet.get_absolute_url()) == 404
    assert 'class="tally"' not in _page(client, who.binh, round_.get_absolute_url())
    assert 'class="tally"' in _page(client, who.an, round_.get_absolute_url())


@pytest.mark.parametrize(("shows", "named"), [("totals", False), ("names", True)])
def test_the_announced_result_names_people_only_when_it_was_said_so_before(
    client, who, shows, named
):
    round_ = scenes.announced(shows=shows)
    page = _page(client, who.binh, round_.get_absolute_url())
    assert 'class="tally"' in page
    assert ("Vũ Thị Em" in page) is named


def test_the_drafting_unit_writes_in_the_table_and_nobody_asked_reads_it(client, who):
    unit = scenes.drafting()
    head = unit.posts.get(is_head=True).user
    round_ = scenes.closed(drafting_unit=unit, units=[who.department])
    table = reverse("opinions:table", args=[round_.pk])
    assert _page(client, scenes.em(), table) == 403
    assert "Nên chia hai đợt" in _page(client, head, table)
    row = round_.rows.first()
    answer = client.post(
        reverse("opinions:row", args=[row.pk]),
        {
            "seen": 1,
            "verdict": "accepted",
            "answer": "Đã sửa",
            "change": "Điều 2",
            "place": "Điều 2",
        },
    )
    assert answer.status_code == 302
    assert "Đã sửa" in _page(client, head, table)


def test_only_clerks_draft_rounds(client, who):
    assert _page(client, who.binh, "/opinions/new/") == 403
    assert 'name="questions"' in _page(client, who.chi, "/opinions/new/")


# ---------------------------------------------------------------- by forms, without a script


def test_a_round_is_drafted_and_led_through_its_life_by_plain_forms(client, who):
    client.force_login(who.chi)
    members = [who.an.pk, who.binh.pk]
    given = {
        "title": "Kế hoạch trồng cây", "questions": "Thông qua kế hoạch\r\n\r\nKinh phí 2 tỷ đồng",
        "unit": who.committee.pk, "leader": who.an.pk, "rule": "committee", "members": members,
        "days": 2, "shows": "names",
    }  # fmt: skip
    client.post("/opinions/new/", given)
    round_ = Round.objects.get()
    assert [str(m) for m in round_.matters.all()] == ["Thông qua kế hoạch", "Kinh phí 2 tỷ đồng"]
    client.post(f"/opinions/{round_.pk}/submit/")
    assert client.post(f"/opinions/{round_.pk}/approve/").status_code == 403
    client.force_login(who.an)
    client.post(f"/opinions/{round_.pk}/approve-and-send/")
    round_.refresh_from_db()
    assert round_.state == "collecting"
    for person in (who.an, who.binh):
        client.force_login(person)
        url = reverse("opinions:answer", args=[scenes.line(round_, person).pk])
        assert client.post(url, _send(round_)).status_code == 302
    client.force_login(who.chi)
    for act in ("close-complete", "count"):
        client.post(f"/opinions/{round_.pk}/{act}/")
    client.post(f"/opinions/{round_.pk}/announce/", {"announcement": "Đã thông qua."})
    assert "Đã thông qua." in _page(client, who.binh, round_.get_absolute_url())


def test_a_form_that_asks_nobody_comes_back_with_what_was_written(client, who):
    client.force_login(who.chi)
    answer = client.post(
        "/opinions/new/", {"title": "Kế hoạch trồng cây", "questions": "Có hay không"}
    )
    assert answer.status_code == 422
    assert "Kế hoạch trồng cây" in answer.content.decode()


def test_an_answer_with_something_missing_comes_back_and_nothing_is_lost(client, who):
    round_ = scenes.collecting()
    url = reverse("opinions:answer", args=[scenes.line(round_, who.binh).pk])
    client.force_login(who.binh)
    first = round_.matters.first()
    answer = client.post(url, _send(round_, **{f"choice_{first.pk}": "other", "words": "Lời dài"}))
    assert answer.status_code == 422
    assert "Lời dài" in answer.content.decode()
    assert not Sheet.objects.exists()


def test_a_lost_answer_sent_again_with_the_same_act_is_one_sheet(client, who):
    round_ = scenes.collecting()
    url = reverse("opinions:answer", args=[scenes.line(round_, who.binh).pk])
    client.force_login(who.binh)
    data = _send(round_, act="6f1c2a34-9c1e-4c7e-9d0a-000000000001")
    places = {client.post(url, data)["Location"] for _turn in range(3)}
    assert places == {round_.get_absolute_url()}
    assert Sheet.objects.count() == 1


def test_what_is_typed_is_kept_while_it_is_typed(client, who):
    round_ = scenes.collecting()
    line = scenes.line(round_, who.binh)
    client.force_login(who.binh)
    answer = client.post(reverse("opinions:keep", args=[line.pk]), {"words": "Tôi đang viết"})
    assert answer.status_code == 204
    page = client.get(reverse("opinions:answer", args=[line.pk])).content.decode()
    assert "Tôi đang viết" in page


def test_nobody_answers_for_another_member(client, who):
    round_ = scenes.collecting()
    client.force_login(who.binh)
    url = reverse("opinions:answer", args=[scenes.line(round_, who.an).pk])
    assert client.post(url, _send(round_)).status_code == 403
    assert not Sheet.objects.exists()


def test_a_file_comes_with_the_answer_and_only_the_office_reads_it(client, who):
    from django.core.files.uploadedfile import SimpleUploadedFile

    round_ = scenes.collecting()
    line = scenes.line(round_, who.binh)
    client.force_login(who.binh)
    upload = SimpleUploadedFile("y-kien.pdf", world.pdf("Y kien"), "application/pdf")
    client.post(reverse("opinions:answer", args=[line.pk]), _send(round_, file=upload))
    version = Sheet.objects.get().file.versions.get()
    assert _page(client, who.chi, version.get_absolute_url()) != 404
    assert _page(client, who.an, version.get_absolute_url()) == 404  # the leader: after the close
    assert _page(client, scenes.em(), version.get_absolute_url()) == 404
    actions.close_round(round_, reason="x", by=who.chi)
    assert _page(client, who.an, version.get_absolute_url()) != 404


def test_a_printed_draft_and_its_file_are_nobody_elses_before_it_is_sent(client, who):
    from django.core.files.uploadedfile import SimpleUploadedFile

    round_ = scenes.collecting()
    line = scenes.line(round_, who.binh)
    replies = {matter.pk: ("disagree", "") for matter in round_.matters.all()}
    upload = SimpleUploadedFile("y-kien.pdf", world.pdf("Y kien"), "application/pdf")
    draft = actions.save_draft(line, actions.Filled(replies, upload=upload), by=who.binh)
    printed = actions.print_sheet(draft, by=who.binh)
    papers = [printed.get_absolute_url(), draft.file.versions.get().get_absolute_url()]
    assert {_page(client, who.chi, url) for url in papers} == {404}
    actions.close_round(round_, reason="x", by=who.chi)
    assert {_page(client, who.an, url) for url in papers} == {404}  # the leader: it was never sent
    assert 404 not in {_page(client, who.binh, url) for url in papers}


def test_something_that_is_no_pdf_is_refused_and_nothing_is_sent(client, who):
    from django.core.files.uploadedfile import SimpleUploadedFile

    round_ = scenes.collecting()
    client.force_login(who.binh)
    upload = SimpleUploadedFile("y-kien.pdf", b"MZ not a paper", "application/pdf")
    url = reverse("opinions:answer", args=[scenes.line(round_, who.binh).pk])
    assert client.post(url, _send(round_, file=upload)).status_code == 409
    assert not Sheet.objects.exists()


def test_an_answer_after_the_deadline_is_refused_and_shown_to_be_copied(client, who):
    with scenes.at(23, 9):
        round_ = scenes.collecting()
    url = reverse("opinions:answer", args=[scenes.line(round_, who.binh).pk])
    client.force_login(who.binh)
    with scenes.at(28, 9):
        answer = client.post(url, _send(round_, words="Lời tôi đã viết"))
    assert answer.status_code == 409
    assert "17:00 27/11/2026" in answer.content.decode()
    assert "Lời tôi đã viết" in answer.content.decode()


# ---------------------------------------------------------------- lists, exports, statistics


def test_the_lists_to_answer_answered_and_missed(client, who):
    scenes.collecting(title="Đợt một")
    scenes.answers(scenes.collecting(title="Đợt hai"), who.binh, "agree")
    actions.close_round(scenes.collecting(title="Đợt ba"), reason="x", by=who.chi)
    found = {
        tab: _page(client, who.binh, f"/opinions/?tab={tab}") for tab in ("todo", "done", "missed")
    }
    for tab, title in (("todo", "một"), ("done", "hai"), ("missed", "ba")):
        told = [name for name in ("một", "hai", "ba") if f"Đợt {name}" in found[tab]]
        assert told == [title]
    assert "Đợt hai" in _page(client, who.binh, "/opinions/?tab=done&q=dot hai")


def test_the_desk_shows_what_waits_until_it_is_done(client, who):
    round_ = scenes.collecting()
    assert "Quy chế quản lý nhà ở xã hội" in _page(client, who.binh, "/")
    scenes.answers(round_, who.binh, "agree")
    assert "Quy chế quản lý nhà ở xã hội" not in _page(client, who.binh, "/").replace("notice", "")
