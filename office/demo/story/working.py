"""Tasks in the middle of their life, told through the tasks' own actions."""

from datetime import timedelta
from typing import Any

from office.demo import working as rows
from office.demo.story.city import City, at
from people.access import heads_of
from tasks import door as tasks


def tell(city: City) -> None:
    """Give the tasks and let their people work; only what lies before now."""
    given = {row.key: _give(city, row) for row in rows.ROWS}
    _extension(city, given["extension"])
    _parts(city, given["parts"])
    _demanded(city, given["demanded"])
    _answered(city, given["answered"])
    _objective(city, given["objective"])


def _give(city: City, row: rows.WorkRow) -> Any:
    """Give one task and let its lead take it on the next working day."""
    unit, giver = city.units[row.lead], city.people[rows.GIVER]
    with at(city.moment(city.day(row.given), 9)):
        task = tasks.assign(
            title=row.title, lead=unit, supporters=[city.units[name] for name in row.supporters],
            due_on=city.day(row.due), giver=giver, by=giver, order=tasks.Order(product=row.product),
            source=tasks.Source(label="Chỉ đạo của Chủ tịch", key=f"work.{row.key}"),
        )  # fmt: skip
    with at(city.moment(city.day(row.given + 1), 10)):
        return tasks.accept(task, by=_head(task))


def _extension(city: City, task: Any) -> None:
    with at(city.moment(city.day(-1), 15)):
        tasks.report_progress(task, text="Đã khảo sát thực địa.", percent=45, by=_head(task))
        want = (city.day(7), None)
        tasks.ask_extension(task, want=want, reason=rows.WHY_MORE, by=_head(task))


def _parts(city: City, task: Any) -> None:
    head, parts = _head(task), []
    with at(city.moment(city.day(-6), 9)):
        wanted = tasks.Wanted(rows.NEEDED, city.day(1))
        tasks.ask_contributions(task, whom=list(task.supporters.all()), wanted=wanted, by=head)
        for title, lead, due in rows.HANDED:
            share = tasks.Share(title, city.people[lead], (city.day(due), None))
            parts.append(tasks.hand_down(task, share=share, by=head))
    with at(city.moment(city.day(-3), 14)):
        expert = city.people[rows.EXPERT]
        tasks.report_done(parts[0], text="Đã khảo sát đủ 23 điểm.", by=expert)
        tasks.accept_result(parts[0], by=head)
        tasks.report_progress(
            parts[1], text="Xong 11/19 điểm.", percent=55, by=city.people[rows.DEPUTY]
        )
        land = heads_of(city.units[rows.LAND]).get()
        tasks.contribute(task, text=rows.GIVEN, by=land)
    with at(city.moment(city.day(-1), 9)):
        tasks.comment(task, text=rows.NAMED, by=head)


def _demanded(city: City, task: Any) -> None:
    with at(city.moment(city.day(-5), 16)):
        tasks.report_progress(task, text="Di dời 12/40 hộ.", percent=30, by=_head(task))
    with at(city.moment(city.day(-1), 8)):
        tasks.demand_explanation(task, question=rows.ASKED, by=task.giver)


def _answered(city: City, task: Any) -> None:
    with at(city.moment(city.day(-2), 8)):
        said = tasks.demand_explanation(task, question=rows.QUESTION, by=task.giver)
    with at(city.moment(city.day(-1), 16)):
        tasks.answer_explanation(said, text=rows.ANSWER, claims_objective=True, by=_head(task))


def _objective(city: City, task: Any) -> None:
    with at(city.moment(city.day(-6), 10)):
        said = tasks.demand_explanation(task, by=task.giver)
        tasks.answer_explanation(said, text=rows.STORM, claims_objective=True, by=_head(task))
        tasks.report_done(task, text="Đã nghiệm thu đoạn kè 120 m.", by=_head(task))
    with at(city.moment(city.day(-5), 10) + timedelta(minutes=5)):
        tasks.accept_explanation(
            said, objective=True, reason="Đúng diễn biến thực tế.", by=task.giver
        )
        tasks.accept_result(task, by=task.giver)


def _head(task: Any) -> Any:
    return heads_of(task.lead_unit).get()
