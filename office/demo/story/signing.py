"""Papers on their way to be signed: waiting, together, sent back, overdue, returned, recalled; the usual ways."""

from collections.abc import Callable
from typing import Any, NamedTuple

from documents import actions as papers
from documents.typeset import typeset
from office.demo.people import CHAIRMAN, CHIEF, CLERK, SECRETARY
from office.demo.story.city import City, at
from office.demo.units import COMMITTEE, TOWN
from signing import door as signing


class Sent(NamedTuple):
    """A decision to be signed: its subject, who does what before the Chairman, what became of it."""

    subject: str
    before: tuple[tuple[str, str, int], ...] = ()  # kind, person, rank
    fate: str = ""
    days: int = 3


TOGETHER = (("initial", "ha", 1), ("initial", CHIEF, 1))
PAPERS = (
    Sent("cấp kinh phí sửa chữa Trường Tiểu học Hòa Bình"),
    Sent("thành lập Hội đồng thẩm định quy hoạch phân khu phía Bắc"),
    Sent("giao chỉ tiêu biên chế sự nghiệp giáo dục", days=1),
    Sent("kiện toàn Ban Chỉ đạo phòng, chống thiên tai"),
    Sent("phân bổ vốn sự nghiệp môi trường đợt 3"),
    Sent("bổ sung danh mục công trình cấp nước sạch", (("review", CHIEF, 1),), "commented"),
    Sent("ban hành Quy chế phối hợp quản lý trật tự xây dựng", TOGETHER, "initialled"),
    Sent("thu hồi đất thực hiện dự án hồ điều hòa", fate="returned"),
    Sent("khen thưởng phong trào thi đua quý III", fate="recalled"),
)
SENT = -3  # working days from today
USUAL = (
    ("Quyết định của UBND thành phố", "decision", (
        ("review", "own_head", 1, 1), ("initial", CHIEF, 2, 1), ("sign", "leader", 3, 2),
        ("number", "clerk", 4, 1), ("seal", "clerk", 5, 1),
    )),
    ("Văn bản thường", "", (
        ("sign", "leader", 1, 2), ("number", "clerk", 2, 1), ("seal", "clerk", 3, 1),
    )),
)  # fmt: skip


def tell(city: City) -> None:
    """Send the papers, let some of them go on; keep the usual ways."""
    city.say("Trình ký: ký nháy, cùng ký, trả lại, thu hồi, luồng trình mẫu")
    clerk, unit = city.people[CLERK], city.units[COMMITTEE]
    _usual_ways(city)
    with at(city.moment(city.day(SENT), 9)):
        folder = papers.open_folder("Văn bản trình ký", topic="people", unit=unit)
        papers.let_in([clerk, city.people[SECRETARY]], folder, writing=True)
    for at_, row in enumerate(PAPERS):
        with at(city.moment(city.day(SENT), 9, 5 * at_)):
            route = _send(city, folder, row)
        if row.fate == "initialled":  # a signature says the time at which it is made
            _sign(city, route, CHIEF)
        elif row.fate:
            with at(city.moment(city.day(-1), 15, 5 * at_)):
                FATES[row.fate](city, route)


def _send(city: City, folder: Any, row: Sent) -> Any:
    clerk, unit = city.people[CLERK], city.units[COMMITTEE]
    pdf = typeset("decision", _data(city, row)).pdf
    paper = papers.add_paper_bytes(
        folder, title=f"Quyết định về việc {row.subject}", content=pdf, name="quyet-dinh.pdf",
        by=clerk, kind="decision",
    )  # fmt: skip
    steps = [
        signing.StepSpec(kind, city.people[name], unit, rank=rank, days=1)
        for kind, name, rank in row.before
    ]
    steps += [
        signing.StepSpec(
            "sign", city.people[CHAIRMAN], unit, "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", right="TM",
            days=row.days,
        ),
        signing.StepSpec("number", clerk, unit), signing.StepSpec("seal", clerk, unit),
    ]  # fmt: skip
    version = paper.versions.get()
    return signing.start(paper=paper, version=version, steps=steps, by=city.people[SECRETARY])


def _data(city: City, row: Sent) -> dict[str, Any]:
    agency = COMMITTEE.upper()
    text = (
        f"Phê duyệt việc {row.subject} theo đề nghị của cơ quan chuyên môn. Các sở, ban, ngành và Ủy ban nhân dân các "
        "phường, xã có liên quan chịu trách nhiệm thi hành Quyết định này kể từ ngày ký./."
    )
    return {
        "superior": "", "agency": agency, "notation": "QĐ-UBND", "number": "", "date": "",
        "town": TOWN, "year": city.today.year, "subject": f"Về việc {row.subject}",
        "authority": agency, "body": [{"kind": "para", "text": text}],
        "recipients": ["Các sở, ban, ngành;", "Lưu: VT."],
        "signing": {
            "capacity": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "name": str(city.people[CHAIRMAN]),
        },
    }  # fmt: skip


def _usual_ways(city: City) -> None:
    for name, kind, rows in USUAL:
        template = signing.RouteTemplate(name=name, kind=kind)
        lines = [
            signing.RuleSpec(
                what, who if who not in city.people else "person", rank, city.people.get(who),
                days=days,
            )
            for what, who, rank, days in rows
        ]  # fmt: skip
        signing.keep_template(template, lines, by=city.people[CLERK])


def _commented(city: City, route: Any) -> None:
    text = "Khoản 2 Điều 1: đề nghị ghi rõ nguồn vốn và thời gian thực hiện."
    signing.remark(route, text=text, page=1, by=city.people[CHIEF])


def _returned(city: City, route: Any) -> None:
    step = route.steps.get(state="asked")
    reason = "Chưa có ý kiến của Sở Tư pháp; bổ sung rồi trình lại."
    signing.return_route(step, reason=reason, by=city.people[CHAIRMAN])


def _recalled(city: City, route: Any) -> None:
    signing.recall(route, reason="Trình nhầm danh sách.", by=city.people[SECRETARY])


def _sign(city: City, route: Any, name: str) -> None:
    person = city.people[name]
    step = route.steps.get(state="asked", who=person)
    signing.sign(step, pin=signing.DEMO_PIN, seen=route.current.sha256, by=person)


FATES: dict[str, Callable[[City, Any], None]] = {
    "commented": _commented, "returned": _returned, "recalled": _recalled,
}  # fmt: skip
