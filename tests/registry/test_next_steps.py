"""From a paper's way one goes on: the clerk to issue it, the author back to the draft; each only where they may."""

from __future__ import annotations

from registry.actions import issuing
from signing import actions as signing
from tests.registry.desk import drafted, sent, signed, step


def ways(client, person, route):
    client.force_login(person)
    said = client.get(f"/signing/{route.pk}/parts/my_step/").content.decode()
    return said.partition('id="next-steps"')[2].partition("</div>")[0]


def steps(client, person, route):
    client.force_login(person)
    return client.get(f"/signing/{route.pk}/parts/steps/").content.decode()


def test_a_sealed_paper_is_issued_with_one_press_by_its_clerk(client, who):
    draft = signed(drafted(who), who)
    route = draft.paper.routes.get()
    send = f"/registry/outgoing/{draft.issue.pk}/send/"
    assert send in ways(client, who.chi, route)
    assert send not in ways(
        client, who.an, route
    )  # who signed reads the register, but issues nothing
    to = [issuing.To("Sở Nội vụ", "inside", unit=who.department)]
    issuing.issue_document(draft.issue, to, by=who.chi)
    said = ways(client, who.chi, route)
    assert send not in said
    assert draft.issue.get_absolute_url() in said


def test_a_paper_that_came_back_leads_to_its_draft(client, who):
    draft = sent(drafted(who))
    route = draft.paper.routes.get()
    assert "btn-primary" not in ways(client, who.chi, route)
    signing.return_route(step(route), reason="Thiếu căn cứ pháp lý", by=who.an)
    said = ways(client, who.chi, route)
    assert draft.get_absolute_url() in said
    assert "btn-primary" in said
    assert not ways(client, who.an, route)  # who gave it back does not see the draft any more


def test_a_recalled_paper_asks_nobody_any_more(client, who):
    route = sent(drafted(who)).paper.routes.get()
    assert "đang chờ xử lý" not in steps(client, who.chi, route)  # “since when” stands there
    signing.recall(route, reason="Ghi nhầm nơi nhận", by=who.chi)
    said = steps(client, who.chi, route)
    assert "không còn chờ" in said
    assert "đang chờ xử lý" not in said
