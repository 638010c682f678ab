"""From a round to its neighbours: a sheet signed by its author, the result on the agenda of the next session."""

import subprocess
from datetime import timedelta

import pytest
from django.urls import reverse

from core.clock import now
from core.refused import Refused
from meetings import actions as meetings
from meetings.models import Item
from notices.models import Notice
from opinions import actions
from opinions.models import Round, Sheet
from signing.models import Route, SigningKey
from tests import world
from tests.opinions import scenes


@pytest.fixture(autouse=True)
def _data(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.DEMO = True


def _session(title="Phiên họp thường kỳ", days=7, kind="committee"):
    who, starts = world.cast(), now() + timedelta(days=days)
    meeting = meetings.plan_meeting(
        title=title, unit=who.committee, chair=who.an, starts_at=starts,
        ends_at=starts + timedelta(hours=2), kind=kind, by=who.chi,
    )  # fmt: skip
    meetings.invite(meeting, [who.binh], by=who.chi)
    return meeting


def _reported(meeting):
    return list(
        Item.objects.filter(meeting=meeting, title__startswith="Báo cáo kết quả lấy ý kiến")
    )


# ---------------------------------------------------------------- signing the sheet (function 30)


def _sign_page(client, person, line, **choices):
    client.force_login(person)
    data = {"how": "sign"}
    for matter in line.round.matters.all():
        data |= {f"choice_{matter.pk}": "agree"}
    return client.post(reverse("opinions:answer", args=[line.pk]), data | choices)["Location"]


def _pin(client, url, pin=world.PIN):
    page = client.get(url)
    seen = page.context["form"].initial["seen"]
    return client.post(url, {"pin": pin, "seen": seen})


def test_a_member_signs_the_sheet_and_with_the_signature_it_is_sent(client, who, tmp_path):
    round_ = scenes.collecting()
    url = _sign_page(client, who.binh, scenes.line(round_, who.binh), words="Nhất trí cao")
    assert Sheet.objects.get().state == "draft"
    assert _pin(client, url)["Location"] == round_.get_absolute_url()
    sheet = Sheet.objects.get()
    assert (sheet.state, sheet.signed.paper_id) == ("sent", sheet.paper_id)
    file = tmp_path / "phieu.pdf"
    file.write_bytes(sheet.signed.read())
    told = subprocess.run(
        ["pdfsig", "-nocert", file], capture_output=True, text=True, check=False
    ).stdout
    assert "Signature is Valid." in told
    assert "Trần Thị Bình" in told
    text = subprocess.run(
        ["pdftotext", file, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "PHIẾU LẤY Ý KIẾN" in text
    assert "Nhất trí cao" in text
    assert not Notice.objects.filter(user=who.binh, sentence__contains="Đề nghị ký").exists()
    assert sheet.paper.state == "signed"


def test_a_signature_sent_twice_is_one_and_a_wrong_pin_changes_nothing_but_the_count(client, who):
    round_ = scenes.collecting()
    url = _sign_page(client, who.binh, scenes.line(round_, who.binh))
    assert _pin(client, url, pin="00000000").status_code == 409
    assert SigningKey.objects.get(holder=who.binh).wrong_pins == 1
    assert Sheet.objects.get().state == "draft"
    page = client.get(url)
    data = {"pin": world.PIN, "seen": page.context["form"].initial["seen"]}
    assert [client.post(url, data).status_code for _turn in range(3)] == [302, 302, 302]
    assert Route.objects.count() == 1


def test_what_is_signed_is_what_was_shown(client, who):
    round_ = scenes.collecting()
    line = scenes.line(round_, who.binh)
    url = _sign_page(client, who.binh, line)
    seen = client.get(url).context["form"].initial["seen"]
    matter = round_.matters.first()
    actions.save_draft(line, actions.Filled({matter.pk: ("disagree", "")}), by=who.binh)
    answer = client.post(url, {"pin": world.PIN, "seen": seen})
    assert answer.status_code == 409
    assert Sheet.objects.get().state == "draft"
    assert not Route.objects.exists()


def test_a_signature_after_the_deadline_is_undone(client, who):
    round_ = scenes.collecting()
    url = _sign_page(client, who.binh, scenes.line(round_, who.binh))
    Round.objects.update(deadline=round_.sent_at)
    assert _pin(client, url).status_code == 409
    assert not Route.objects.exists()
    assert Sheet.objects.get().signed is None


def test_a_sheet_that_was_sent_is_signed_afterwards(client, who):
    round_ = scenes.collecting()
    sheet = scenes.answers(round_, who.binh, "agree")
    client.force_login(who.binh)
    url = client.post(reverse("opinions:prepare_signature", args=[sheet.pk]))["Location"]
    _pin(client, url)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.signed is not None, Sheet.objects.count()) == ("sent", True, 1)


def test_where_signatures_are_demanded_an_unsigned_answer_is_refused(client, who):
    round_ = scenes.collecting(must_sign=True)
    with pytest.raises(Refused):
        scenes.answers(round_, who.binh, "agree")
    _pin(client, _sign_page(client, who.binh, scenes.line(round_, who.binh)))
    assert Sheet.objects.get().state == "sent"


def test_nobody_signs_or_reads_the_sheet_of_another(client, who):
    round_ = scenes.collecting()
    url = _sign_page(client, who.binh, scenes.line(round_, who.binh))
    version = Sheet.objects.get().paper.versions.get()
    client.force_login(scenes.em())
    assert client.get(url).status_code in (403, 404)
    assert client.get(version.file_url).status_code == 404
    client.force_login(who.dung)
    assert client.get(url).status_code == 404


# ---------------------------------------------------------------- reported to the next session


def test_an_announced_result_goes_on_the_agenda_of_the_next_session_with_its_report(who):
    later, soon = _session("Phiên sau", days=20), _session("Phiên tới", days=5)
    _session("Giao ban", days=2, kind="working")
    round_ = scenes.announced()
    assert _reported(later) == []
    item = _reported(soon)[0]
    assert "Quy chế quản lý nhà ở xã hội" in item.title
    assert [paper.title for paper in item.papers.all()] == [round_.result_paper.title]
    round_.refresh_from_db()
    assert round_.agenda_label == "Phiên tới"


def test_a_session_planned_later_takes_what_waits_and_only_once(who):
    scenes.announced()
    first, second = _session("Phiên tới"), _session("Phiên sau", days=20)
    assert (len(_reported(first)), len(_reported(second))) == (1, 0)


def test_a_cancelled_session_gives_the_result_on_to_the_next(who):
    first, second = _session("Phiên tới"), _session("Phiên sau", days=20)
    scenes.announced()
    meetings.cancel_meeting(first, reason="hoãn", by=who.chi)
    assert len(_reported(second)) == 1
    assert Round.objects.get().agenda_label == "Phiên sau"


@pytest.mark.parametrize(("reached", "state"), [(True, "reported"), (False, "announced")])
def test_the_round_is_reported_when_the_session_came_to_it(who, reached, state):
    meeting = _session("Phiên tới")
    scenes.announced()
    item = _reported(meeting)[0]
    Item.objects.filter(pk=item.pk).update(state="done" if reached else "waiting")
    type(meeting).objects.filter(pk=meeting.pk).update(state="open", opened_at=now())
    meeting.refresh_from_db()
    meetings.close_meeting(meeting, by=who.an)
    assert Round.objects.get().state == state
