"""The outgoing register for programs: a token reads the entries its person may see, strangers find nothing."""

from core import clock
from registry.door import OnPaper, To, enter_paper, issue_document
from tests import world


def entered(number=1, subject="Về việc giao kế hoạch"):
    """An entry of the outgoing register that was sent to Bình; Chi keeps the register."""
    who = world.cast()
    given = OnPaper("qd", number, clock.today(), subject, "Nguyễn Văn An", ("Sở Nội vụ;",))
    issue = enter_paper(who.committee, given, by=who.chi)
    to = To(str(who.binh), "inside", who=who.binh)
    return issue_document(issue, [to], by=who.chi)


class TestOutgoing:
    def test_who_keeps_the_register_reads_all_of_it(self, ask, chi):
        issue = entered()
        entered(2, "Về việc cấp nước sạch")
        found = ask(chi, "/api/v1/outgoing").json()
        assert [row["number"] for row in found["results"]] == ["02/QĐ-UBND", "01/QĐ-UBND"]
        assert ask(chi, "/api/v1/outgoing?q=cap+nuoc").json()["count"] == 1
        assert ask(chi, f"/api/v1/outgoing?year={clock.today().year - 1}").json()["count"] == 0
        row = ask(chi, f"/api/v1/outgoing/{issue.pk}").json()
        assert (row["signer"], row["recipients"]) == ("Nguyễn Văn An", ["Sở Nội vụ;"])
        assert [(to["way"], to["state"]) for to in row["sent_to"]] == [("inside", "sent")]

    def test_who_received_a_document_sees_that_one(self, ask, binh, who):
        issue = entered()
        other = enter_paper(
            who.committee, OnPaper("qd", 2, clock.today(), "Việc khác", "Nguyễn Văn An"), by=who.chi
        )
        found = ask(binh, "/api/v1/outgoing").json()["results"]
        assert [row["id"] for row in found] == [issue.pk]
        assert ask(binh, f"/api/v1/outgoing/{other.pk}").status_code == 404

    def test_a_stranger_finds_nothing(self, ask, dung):
        issue = entered()
        answer = ask(dung, f"/api/v1/outgoing/{issue.pk}")
        assert answer.status_code == 404
        assert "kế hoạch" not in answer.content.decode()
        assert ask(dung, "/api/v1/outgoing").json()["count"] == 0

    def test_a_token_for_meetings_opens_no_register(self, ask, chi):
        issue = entered()
        for path in ("/api/v1/outgoing", f"/api/v1/outgoing/{issue.pk}"):
            assert ask(chi, path, "meetings").status_code == 403
            assert ask(None, path).status_code == 401
