"""Giving a task from anywhere: understood from a sentence, to several at once, with its source, and taken back."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.clock import at, now
from documents.actions import add_paper, let_in, open_folder
from journal.queries import broken
from people.models import Post, Unit
from tasks import actions
from tasks.access import task_for
from tasks.models import Recurrence, Task
from tasks.queries import find
from tasks.queries.choices import choices, givers
from tasks.sources import address, quoted
from tasks.states import TaskState
from tests.tasks.week import local
from tests.world import pdf

pytestmark = pytest.mark.django_db
NEW = "/tasks/new/"


@pytest.fixture
def finance(who):
    """A second department."""
    return Unit.objects.create(
        name="Sở Tài chính", short="STC", code="STC", kind="department", parent=who.committee
    )


@pytest.fixture
def paper(who):
    """A paper that An reads and Dũng does not."""
    folder = open_folder("Hồ sơ", topic="papers.1", unit=who.committee)
    let_in([who.an], folder)
    upload = SimpleUploadedFile("ket-luan.pdf", pdf("Ket luan"), "application/pdf")
    return add_paper(folder, title="Thông báo kết luận", upload=upload, by=who.an).versions.get()


def form(who, **more):
    return {"title": "Việc", "lead": f"unit.{who.department.pk}", "priority": "normal", **more}


def test_a_sentence_says_who_with_whom_and_until_when(client, who, finance):
    client.force_login(who.an)
    said = "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính trình phương án trước ngày 30/12/2026"
    told = client.get(reverse("tasks:understand"), {"text": said}).json()
    assert told["lead"] == f"unit.{who.department.pk}"
    assert told["support"] == [f"unit.{finance.pk}"]
    assert told["due_on"] == "2026-12-30"
    assert "30/12/2026" in told["said"]


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("Báo cáo nước sạch trước 30/12/2026", "2026-12-30"),
        ("SNV báo cáo trong tháng 12", "2026-12-31"),
        ("Rà soát xong trong 5 ngày làm việc", "2026-12-01"),
        ("Họp giao ban", ""),
        ("", ""),
        ("\x00<script>" * 50, ""),
    ],
)
def test_a_bare_sentence_names_its_deadline(client, who, said, due):
    client.force_login(who.an)
    with at(local("2026-11-23T09:00")):
        told = client.get(reverse("tasks:understand"), {"text": said}).json()
    assert told["due_on"] == due


def test_without_javascript_the_sentence_is_read_and_shown_again(client, who):
    client.force_login(who.an)
    said = {"title": "Sở Nội vụ báo cáo nước sạch trước 30/12/2026", "priority": "normal"}
    answer = client.post(NEW, said)
    assert answer.status_code == 422
    assert Task.objects.count() == 0
    page = answer.content.decode()
    assert f'<option value="unit.{who.department.pk}" selected>' in page
    assert 'value="2026-12-30"' in page


def test_people_are_known_by_their_names(client, who):
    client.force_login(who.an)
    told = client.get(reverse("tasks:understand"), {"text": "Trần Thị Bình kiểm tra hồ sơ"}).json()
    assert told["lead"] == f"person.{who.binh.pk}"


def test_one_order_to_many_is_a_task_each_seen_together(client, who, finance):
    client.force_login(who.an)
    act = str(uuid.uuid4())
    given = form(who, also=[f"unit.{finance.pk}", f"person.{who.chi.pk}"], act=act)
    answers = {client.post(NEW, given).url for _ in range(2)}
    tasks = list(Task.objects.order_by("pk"))
    assert [task.lead for task in tasks] == [str(who.department), str(finance), str(who.chi)]
    assert len({task.batch for task in tasks}) == 1
    assert answers == {reverse("tasks:batch", args=[tasks[0].batch])}
    actions.report_done(tasks[0], text="Xong", by=who.binh)
    actions.accept_result(tasks[0], by=who.an)
    page = client.get(answers.pop()).content.decode()
    assert "1/3" in page
    client.force_login(who.dung)
    assert client.get(reverse("tasks:batch", args=[tasks[0].batch])).status_code == 404


def test_helpers_and_watchers_see_the_task(client, who):
    client.force_login(who.an)
    client.post(NEW, form(who, support=[f"person.{who.chi.pk}"], watch=[f"person.{who.dung.pk}"]))
    task = Task.objects.get()
    assert list(task.supporting_people.all()) == [who.chi]
    assert list(task.watchers.all()) == [who.dung]
    assert task_for(who.dung, task.pk) == task


def test_a_mistake_is_taken_back_while_nobody_has_accepted(client, who):
    client.force_login(who.an)
    url = client.post(NEW, form(who)).url
    page = client.get(url).content.decode()
    assert f"{url}take-back/" in page
    assert f"{url}take-back/" not in client.get(url).content.decode()
    answer = client.post(f"{url}take-back/")
    task = Task.objects.get()
    assert task.state == TaskState.CANCELLED
    assert "Việc" in client.get(answer.url).content.decode()


def test_too_late_to_take_back(client, who):
    client.force_login(who.an)
    url = client.post(NEW, form(who)).url
    with at(now() + timedelta(minutes=11)):
        assert client.post(f"{url}take-back/").status_code == 409
    actions.accept(Task.objects.get(), by=who.binh)
    assert client.post(f"{url}take-back/").status_code == 409
    client.force_login(who.binh)
    assert client.post(f"{url}take-back/").status_code == 403


def test_a_batch_is_taken_back_but_for_what_was_accepted(client, who, finance):
    client.force_login(who.an)
    client.post(NEW, form(who, also=[f"unit.{finance.pk}"]))
    first, second = Task.objects.order_by("pk")
    actions.accept(first, by=who.binh)
    client.post(reverse("tasks:take_batch_back", args=[first.batch]))
    states = [Task.objects.get(pk=one.pk).state for one in (first, second)]
    assert states == [TaskState.ACCEPTED, TaskState.CANCELLED]


def test_the_next_order_keeps_lead_and_source(client, who):
    client.force_login(who.an)
    client.post(NEW, form(who, source_kind="above", source_number="15/CV-BNV"))
    page = client.get(f"{NEW}?after={Task.objects.get().pk}").content.decode()
    assert f'<option value="unit.{who.department.pk}" selected>' in page
    assert 'value="15/CV-BNV"' in page
    client.force_login(who.dung)
    assert client.get(f"{NEW}?after={Task.objects.get().pk}").status_code == 404


def test_a_clerk_writes_down_for_the_leaders_they_serve_only(client, who):
    assert givers(who.chi) == [who.chi, who.an]
    assert givers(who.dung) == [who.dung]
    client.force_login(who.chi)
    client.post(NEW, form(who, giver=f"person.{who.an.pk}"))
    task = Task.objects.get()
    assert (task.giver, task.recorder) == (who.an, who.chi)
    client.force_login(who.dung)
    assert client.post(NEW, form(who, giver=f"person.{who.an.pk}")).status_code == 422


def test_documents_from_above_and_petitions_have_their_own_numbers(client, who):
    client.force_login(who.an)
    source = {"source_kind": "petition", "source_number": "07/KN", "source_on": "2026-11-02"}
    client.post(NEW, form(who, **source, source_from="Nguyễn Thị Hạnh"))
    task = Task.objects.get()
    page = client.get(task.get_absolute_url()).content.decode()
    assert all(word in page for word in ("07/KN", "02/11/2026", "Nguyễn Thị Hạnh"))
    assert [list(find(who.an, said)) for said in ("07/kn", "nguyen thi hanh")] == [[task]] * 2


def test_a_passage_of_a_paper_keeps_its_words_and_its_place(client, who, paper):
    client.force_login(who.an)
    words = "Giao Sở Nội vụ chủ trì rà soát biên chế các phường, xã trong quý IV năm 2026"
    start = {"source": paper.get_absolute_url() + "?page=2", "quote": words}
    page = client.get(NEW, start).content.decode()
    assert "Thông báo kết luận" in page
    client.post(NEW, form(who, **start, source_number=""))
    task = Task.objects.get()
    assert (task.source_label, task.source_quote, task.source_kind) == (
        "Thông báo kết luận", words, "paper"
    )  # fmt: skip
    assert task.source_url.startswith(f"{paper.get_absolute_url()}#page=2:~:text=Giao")
    page = client.get(task.get_absolute_url()).content.decode()
    assert f'href="{paper.get_absolute_url()}#page=2:' in page
    client.force_login(who.binh)
    page = client.get(task.get_absolute_url()).content.decode()
    assert "Thông báo kết luận" in page
    assert f'href="{paper.get_absolute_url()}' not in page


@pytest.mark.parametrize(
    "hostile",
    [
        "https://xau.example/papers/1/", "//xau.example/papers/1/", "javascript:alert(1)",
        "/\\xau.example/", "papers/1/", "/tasks/", "/papers/999999/", "/papers/1\n/", "http:/papers/1/",
    ],
)  # fmt: skip
def test_a_hostile_source_is_refused(client, who, paper, hostile):
    client.force_login(who.an)
    assert client.get(NEW, {"source": hostile}).status_code == 409
    assert client.post(NEW, form(who, source=hostile)).status_code == 409
    assert Task.objects.count() == 0


def test_who_may_not_read_the_paper_cannot_give_from_it(client, who, paper):
    client.force_login(who.dung)
    answer = client.get(NEW, {"source": paper.get_absolute_url()})
    assert answer.status_code == 409
    assert "Thông báo kết luận" not in answer.content.decode()


def test_long_words_are_cut_and_addresses_fit():
    assert quoted("từ " * 5000).endswith(" …")
    assert len(quoted("từ " * 5000)) <= 4000
    assert len(address("/papers/1/", "Nghiêm " * 400)) <= 300
    assert address("/papers/1/?next=//x&page=3", "", "c3") == "/papers/1/#c3"
    assert address("/papers/1/", "a b", '"><script>') == "/papers/1/#:~:text=a%20b"


def test_who_was_used_last_is_offered_first(who, finance):
    actions.assign(title="Việc", lead=finance, giver=who.an, by=who.an)
    groups = choices(who.an)
    assert groups[0][1] == [(f"unit.{finance.pk}", "Sở Tài chính")]
    keys = [key for _name, rows in groups for key, _word in rows]
    assert len(keys) == len(set(keys))
    Post.objects.filter(user=who.dung).delete()
    assert f"person.{who.dung.pk}" not in keys or choices(who.an)


def test_what_repeats_comes_back_and_ends_when_taken_back(client, who):
    client.force_login(who.an)
    assert client.post(NEW, form(who, repeat="weekly")).status_code == 422
    url = client.post(NEW, form(who, repeat="weekly", due_on="2027-03-05")).url
    row = Recurrence.objects.get()
    assert (row.weekday, row.occurrences.get().task) == (4, Task.objects.get())
    assert row.next_on == date(2027, 3, 5)
    client.post(f"{url}take-back/")
    row.refresh_from_db()
    assert row.next_on is None
    assert list(broken()) == []
