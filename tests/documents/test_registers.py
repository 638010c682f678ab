"""Numbers without a gap and without a double, from 01 each year (Decree 30/2020 art. 15), whoever takes them at once."""

import random
import threading
from datetime import date

import pytest
from django.db import connection, transaction

from documents import actions
from documents.models import Paper, Register, RegisterNumber
from documents.registers import next_number, register_for
from tests import world

DAY = date(2026, 11, 24)


def _paper(folder, who, number):
    return Paper.objects.create(folder=folder, title=f"Quyết định {number}", created_by=who.chi)


@pytest.fixture
def folder(who):
    return actions.open_folder("Công văn đi", topic="folder.1")


def take(register, paper, who):
    day = DAY.replace(year=register.year)
    with transaction.atomic():
        return next_number(register, paper=paper, notation_suffix="QĐ-UBND", on=day, by=who.chi)


def test_they_count_from_01_with_a_leading_zero(who, folder):
    register = register_for(who.committee, "QĐ", 2026)
    taken = [take(register, _paper(folder, who, n), who).notation for n in range(10)]
    assert taken[0] == "01/QĐ-UBND"
    assert taken[8:] == ["09/QĐ-UBND", "10/QĐ-UBND"]


def test_each_year_and_each_register_has_its_own_row(who, folder):
    rows = [("QĐ", 2026), ("QĐ", 2027), ("CV", 2026)]
    taken = [
        take(register_for(who.committee, name, year), _paper(folder, who, 0), who).number
        for name, year in rows
    ]
    assert taken == [1, 1, 1]
    assert Register.objects.count() == 3


def test_a_paper_keeps_its_number(who, folder):
    register, paper = register_for(who.committee, "QĐ", 2026), _paper(folder, who, 0)
    assert take(register, paper, who) == take(register, paper, who)
    paper.refresh_from_db()
    register.refresh_from_db()
    assert (paper.notation, register.last_number) == ("01/QĐ-UBND", 1)


def test_a_number_is_not_taken_outside_a_transaction(transactional_db):
    who = world.cast()
    folder = actions.open_folder("Công văn đi", topic="folder.1")
    register = register_for(who.committee, "QĐ", 2026)
    with pytest.raises(Exception, match="transaction"):
        next_number(
            register, paper=_paper(folder, who, 0), notation_suffix="QĐ", on=DAY, by=who.chi
        )


class GaveUp(Exception):
    pass


@pytest.mark.django_db(transaction=True)
def test_eight_clerks_at_once_with_one_in_five_giving_up():
    """R22 on this database: no gap, no double."""
    who = world.cast()
    folder = actions.open_folder("Công văn đi", topic="folder.1")
    register = register_for(who.committee, "QĐ", 2026)
    dice, kept, troubles = random.Random(5), [], []
    fates = [[dice.random() < 0.2 for _ in range(12)] for _clerk in range(8)]

    def clerk(plan):
        try:
            for gives_up in plan:
                try:
                    with transaction.atomic():
                        row = next_number(
                            register,
                            paper=_paper(folder, who, 0),
                            notation_suffix="QĐ",
                            on=DAY,
                            by=who.chi,
                        )
                        if gives_up:
                            raise GaveUp  # noqa: TRY301  a clerk changes their mind
                    kept.append(row.number)
                except GaveUp:
                    pass
        except Exception as error:  # noqa: BLE001  told below, in the test's own thread
            troubles.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=clerk, args=(plan,)) for plan in fates]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert troubles == []
    assert sorted(kept) == list(range(1, len(kept) + 1))
    assert len(kept) == sum(not gives_up for plan in fates for gives_up in plan)
    assert list(RegisterNumber.objects.values_list("number", flat=True)) == sorted(kept)


@pytest.mark.django_db(transaction=True)
def test_two_clerks_number_the_same_paper_at_once():
    who = world.cast()
    folder = actions.open_folder("Công văn đi", topic="folder.1")
    register, paper = register_for(who.committee, "QĐ", 2026), _paper(folder, who, 0)
    taken, troubles = [], []

    def clerk():
        try:
            taken.append(take(register, paper, who).number)
        except Exception as error:  # noqa: BLE001  told below
            troubles.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=clerk) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (taken, troubles) == ([1] * 4, [])
    register.refresh_from_db()
    assert register.last_number == 1
