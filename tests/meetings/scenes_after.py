"""What a session leaves behind, built through actions: conclusions, a counted vote, a draft of each kind."""

from tests import world


def held(kind="working", *, close=True):
    """A session with three agreed clauses and an adopted vote on its first item; closed unless asked otherwise."""
    from meetings import actions

    who, meeting = world.cast(), world.in_session()
    if kind != meeting.kind:
        meeting = actions.change_meeting(meeting, kind=kind, by=who.chi)
    item = meeting.items.first()
    rows = (
        ("Thống nhất dự toán ngân sách", "decision", None, 0),
        ("Sở Nội vụ trình phương án sắp xếp", "task", who.department, 0),
        ("Nêu rõ nguồn kinh phí", "decision", None, 1),
    )
    for text, sort, lead, level in rows:
        actions.draft_conclusion(
            meeting, text=text, kind=sort, lead=lead, item=item, level=level, by=who.chi
        )
    actions.agree_all(meeting, by=who.an)
    vote = actions.prepare_vote(
        meeting, question="Thông qua ngân sách năm 2027", item=item, by=who.an
    )
    vote = actions.open_vote(vote, by=who.an)
    for person in (who.an, who.binh):
        actions.cast_ballot(vote, meeting.seats.get(user=person), "agree", by=person)
    vote = actions.announce_vote(actions.close_vote(vote, by=who.an), by=who.an)
    if close:
        meeting = actions.close_meeting(meeting, by=who.an)
    return meeting, vote


def minutes():
    """The minutes of such a session, as drafted."""
    from meetings import actions

    return actions.draft_minutes(held()[0], by=world.cast().chi)
