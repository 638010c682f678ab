"""Pages ask the database as often for three hundred members as for five; many listeners cost a few questions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opinions.access import audience
from opinions.live import audiences
from opinions.models import Reply, Round, Sheet
from people.models import Post, User
from tests import world
from tests.opinions import scenes


def _answered(number):
    """A round that so many have answered; the answers are written as rows, since only reading is counted here."""
    who = world.cast()
    people = User.objects.bulk_create(
        User(username=f"m{number}-{n}", full_name=f"Thành viên {n}", search_text="x")
        for n in range(number)
    )
    Post.objects.bulk_create(Post(user=p, unit=who.committee, title="Ủy viên") for p in people)
    round_ = scenes.collecting(members=people, paper=False, title=f"Đợt {number}", shows="names")
    sheets = Sheet.objects.bulk_create(
        Sheet(asked=line, number=1, state="sent", by=line.user, sent_at=round_.sent_at)
        for line in round_.asked.filter(kind="member").select_related("user")
    )
    matters = list(round_.matters.all())
    Reply.objects.bulk_create(
        Reply(sheet=sheet, matter=m, choice="agree", text="x") for sheet in sheets for m in matters
    )
    return round_, people


def _asked(client, person, url):
    client.force_login(person)
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in asked.captured_queries]


def test_the_page_of_a_round_is_flat_in_its_members(client, who):
    rounds = {number: _answered(number) for number in (5, 300)}
    for state in ("collecting", "closed", "announced"):
        Round.objects.update(
            state=state, closed_at=None if state == "collecting" else "2026-11-22T03:00Z"
        )
        for name in ("chi", "an", "member"):
            told = {}
            for number, (round_, people) in rounds.items():
                person = people[0] if name == "member" else getattr(who, name)
                told[number] = _asked(client, person, round_.get_absolute_url())
            assert len(told[300]) <= len(told[5]), f"{state} {name}"
            assert len(told[300]) <= 45, f"{state} {name}: {len(told[300])}"


def test_the_audiences_of_many_are_those_of_each_in_few_questions(who):
    round_ = scenes.closed(drafting_unit=who.department)
    people = list(User.objects.all())
    with CaptureQueriesContext(connection) as asked:
        found = audiences(people, round_.pk)
    assert found == {p.pk: audience(p, round_.pk) for p in people if audience(p, round_.pk)}
    assert who.dung.pk not in found
    assert len(asked) <= 6


@pytest.mark.parametrize("state", ["draft", "submitted", "approved"])
def test_before_it_is_sent_nobody_asked_is_an_audience(who, state):
    round_ = scenes.drafted(paper=False, drafting_unit=who.department)
    Round.objects.update(state=state)
    people = list(User.objects.all())
    assert audiences(people, round_.pk) == {who.chi.pk: "prepare", who.an.pk: "run"}
    assert [audience(p, round_.pk) for p in (who.binh, scenes.em(), who.dung)] == [None] * 3
