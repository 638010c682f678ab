"""Minutes (pure): Decree 30/2020, Appendix III, form 1.9, with the five contents of Decision 45/2018/QĐ-TTg.

Who chaired and who was there, the course, the opinions, the votes, the conclusions.
"""

from collections.abc import Iterator, Sequence

from meetings.wording.conclusions import conclusion_text
from meetings.wording.facts import Block, ItemFact, MeetingFacts, SeatFact, SpeechFact, VoteFact
from meetings.wording.votes import vote_text
from meetings.wording.words import hour, stopped, two, when

HERE, AWAY = "Có mặt", "Vắng mặt"


def minutes_blocks(facts: MeetingFacts) -> list[Block]:
    """Return the body of the minutes, in order."""
    return [
        *_beginning(facts),
        *_people(facts),
        Block("heading", "II. DIỄN BIẾN CUỘC HỌP", "course", level=1),
        *(block for item in facts.items for block in _item(item)),
        *(Block("para", vote_text(vote), f"vote.{vote.pk}") for vote in facts.votes),
        Block("heading", "III. KẾT LUẬN CỦA CHỦ TRÌ", "concluding", level=1),
        *_conclusions(facts),
        _end(facts),
    ]


def _beginning(facts: MeetingFacts) -> Iterator[Block]:
    begun = when(facts.opened) if facts.opened else when(facts.starts)
    yield Block("para", f"Thời gian bắt đầu: {begun}.", "opened")
    yield Block("para", f"Địa điểm: {stopped(facts.place) if facts.place else '…'}", "place")


def _people(facts: MeetingFacts) -> Iterator[Block]:
    voting = [seat for seat in facts.seats if seat.votes and seat.role != "guest"]
    here = [seat for seat in voting if seat.arrived]
    away = [seat for seat in voting if not seat.arrived]
    guests = [seat for seat in facts.seats if not seat.votes and seat.role != "secretary"]
    yield Block("heading", "I. THÀNH PHẦN THAM DỰ", "people", level=1)
    yield Block("para", f"1. Chủ trì: {stopped(str(facts.chair))}", "chair")
    if facts.secretary:
        yield Block("para", f"2. Thư ký: {stopped(str(facts.secretary))}", "secretary")
    yield Block(
        "para", f"3. Thành viên: có mặt {two(len(here))}/{two(len(voting))}, gồm:", "present"
    )
    yield from (_seat(seat, facts) for seat in here)
    if away:
        yield Block("para", f"4. Vắng mặt: {two(len(away))}, gồm:", "absent")
        yield from (_away(seat) for seat in away)
    came = [seat for seat in guests if seat.arrived]
    if guests:
        place = 5 if away else 4
        yield Block(
            "para", f"{place}. Đại biểu mời dự: có mặt {two(len(came))}/{two(len(guests))}, gồm:",
            "guests",
        )  # fmt: skip
        yield from (_seat(seat, facts) for seat in came)


def _seat(seat: SeatFact, facts: MeetingFacts) -> Block:
    late = ""
    if seat.arrived and facts.opened and seat.arrived > facts.opened:
        late += f", có mặt từ {hour(seat.arrived)}"
    if seat.left and (facts.closed is None or seat.left < facts.closed):
        late += f", rời họp lúc {hour(seat.left)}"
    note = f" ({seat.note})" if seat.note else ""
    return Block("item", f"{seat.who}{note}{late};", f"seat.{seat.pk}")


def _away(seat: SeatFact) -> Block:
    note = f" {seat.note}." if seat.note else ""
    why = stopped(seat.reason) if seat.reason else "không nêu."
    return Block("item", f"{seat.who}. Lý do: {why}{note}", f"seat.{seat.pk}")


def _item(item: ItemFact) -> Iterator[Block]:
    yield Block("heading", f"{item.number}. {item.title}", f"item.{item.pk}", level=2)
    if item.deferred:
        yield Block("para", "Nội dung này được lùi sang phiên họp sau.", f"deferred.{item.pk}")
        return
    if item.block is not None:
        yield Block("para", _in_block(item.block), f"block.{item.pk}")
        return
    if item.moved_back:
        back = f"Theo đề nghị của {item.moved_back}, nội dung được đưa từ khối thông qua chung ra thảo luận."
        yield Block("para", back, f"moved_back.{item.pk}")
    if item.began is None and not (item.speeches or item.votes):
        yield Block("para", "Nội dung này chưa được trình bày tại cuộc họp.", f"begun.{item.pk}")
        return
    yield Block("para", _begun(item), f"begun.{item.pk}")
    if item.speeches:
        yield Block("para", "Ý kiến phát biểu:", f"speeches.{item.pk}")
        yield from (_speech(one) for one in item.speeches)
    for vote in item.votes:
        yield Block("para", vote_text(vote), f"vote.{vote.pk}")


def _in_block(vote: VoteFact) -> str:
    """Say how an item nobody wanted debated was adopted: by the block's one vote by name."""
    return (
        "Không thành viên nào có ý kiến khác hoặc đề nghị thảo luận; nội dung được biểu quyết chung trong khối: "
        f"{vote.agree}/{vote.total} thành viên tán thành, {vote.disagree} không tán thành, "
        f"{vote.no_opinion} không biểu quyết. Nội dung được thông qua."
    )


def _begun(item: ItemFact) -> str:
    began = f"Bắt đầu lúc {hour(item.began)}. " if item.began else ""
    ended = f" Kết thúc lúc {hour(item.ended)}." if item.ended else ""
    who = (
        f"{item.presenter} trình bày tóm tắt nội dung"
        if item.presenter
        else "Nội dung được trình bày tóm tắt"
    )
    papers = f" (tài liệu: {'; '.join(item.papers)})" if item.papers else ""
    return f"{began}{who}{papers}; các đại biểu thảo luận, cho ý kiến.{ended}"


def _speech(one: SpeechFact) -> Block:
    at = f" ({hour(one.began)})" if one.began else ""
    return Block("item", f"{one.who}{at}: …", f"speech.{one.pk}")


def _conclusions(facts: MeetingFacts) -> Sequence[Block]:
    """The conclusions item by item; each item's clauses begin with 1 again."""
    rows: list[Block] = []
    groups = [(item.title, item.pk, item.conclusions) for item in facts.items if item.conclusions]
    if facts.conclusions:
        groups.append(("Kết luận chung", 0, facts.conclusions))
    for title, pk, conclusions in groups:
        if len(groups) > 1:
            rows.append(Block("heading", title, f"concluded.{pk}", level=2))
        rows += [Block("para", conclusion_text(one), f"conclusion.{one.pk}") for one in conclusions]
    return rows or [Block("para", "Cuộc họp không có kết luận riêng.", "no_conclusion")]


def _end(facts: MeetingFacts) -> Block:
    ended = when(facts.closed) if facts.closed else "… giờ … phút"
    return Block("para", f"Cuộc họp kết thúc lúc {ended}./.", "closed")
