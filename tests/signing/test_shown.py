"""What is shown is what is signed: every swap between looking and signing is refused; nothing is lost."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from core.clock import at, now
from core.refused import Refused
from documents.registers import next_number, register_for
from signing import actions
from signing.actions.planning import plan
from signing.models import Signature
from signing.strongbox import DEMO_PIN
from tests.signing.ways import deputy, going, seen, signs, spec, step_of

pytestmark = pytest.mark.usefixtures("demonstration")


def test_a_file_changed_on_disk_is_not_signed(who):
    route = going(who, spec("sign", who.an))
    path = Path(route.current.path)
    path.chmod(0o640)
    path.write_bytes(path.read_bytes() + b"\n% swapped")
    with pytest.raises(Refused):
        signs(route, who.an)
    assert not Signature.objects.exists()


def test_the_version_of_another_route_is_not_signed(who):
    one = going(who, spec("sign", who.an))
    other = going(who, spec("sign", who.an), title="Khác", topic="folder.78")
    with pytest.raises(Refused):
        actions.sign(step_of(one, who.an), pin=DEMO_PIN, seen=seen(other), by=who.an)
    assert not Signature.objects.exists()


def test_who_looked_before_somebody_else_signed_looks_again_unless_it_was_this_very_moment(who):
    second = deputy()
    route = going(who, spec("sign", who.an, rank=1), spec("sign", second, rank=1))
    shown = seen(route)
    signs(route, who.an)
    step = step_of(route, second)
    with at(now() + timedelta(minutes=5)), pytest.raises(Refused):
        actions.sign(step, pin=DEMO_PIN, seen=shown, by=second)
    actions.sign(step, pin=DEMO_PIN, seen=shown, by=second)
    assert Signature.objects.count() == 2


def test_an_opinion_is_on_what_was_shown(who):
    route = going(who, spec("review", who.binh), spec("sign", who.an))
    with pytest.raises(Refused):
        actions.give_opinion(step_of(route, who.binh), text="", seen="0" * 64, by=who.binh)


def test_the_hash_that_is_sent_belongs_to_the_paper_on_the_page(client, who):
    route = going(who, spec("sign", who.an))
    client.force_login(who.an)
    part = client.get(reverse("signing:part", args=[route.pk, "document"])).content.decode()
    assert f'value="{route.current.sha256}" form="act-now"' in part
    mine = client.get(reverse("signing:part", args=[route.pk, "my_step"])).content.decode()
    assert 'id="act-now"' in mine
    assert route.current.sha256 not in mine


def test_the_year_of_a_number_is_that_of_the_moment_of_sealing(who):
    from datetime import datetime
    from zoneinfo import ZoneInfo

    route = going(who, spec("sign", who.an))
    signs(route, who.an)
    old = register_for(who.committee, "QĐ", 2026)
    eve = datetime(2026, 12, 31, 23, 59, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    from tests.signing.way import decision

    with at(eve):
        other = decision(who, title="Khác", topic="folder.79")
        next_number(old, paper=other, notation_suffix="QĐ-UBND", on=eve.date(), by=who.chi)
        planned = plan(route.steps.get(kind="number"), seen=seen(route), by=who.chi)
        assert planned.number.notation == "02/QĐ-UBND"
    with at(eve + timedelta(minutes=2)):
        from documents.registers import NumberMoved, take_coming

        with pytest.raises(NumberMoved):
            take_coming(planned.number, paper=route.paper, by=who.chi)
        again = plan(route.steps.get(kind="number"), seen=seen(route), by=who.chi)
        assert (again.number.notation, again.number.register.year) == ("01/QĐ-UBND", 2027)
