"""A phone takes messages only after its owner has confirmed it."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from core.clock import at
from core.refused import Refused
from notices import phones
from notices.door import notify
from notices.models import Mail, Wish
from notices.outbox import send_waiting
from tests.tasks.week import local

TUESDAY = local("2026-03-10T09:00")


@pytest.mark.django_db
class TestPhones:
    def code(self, outside):
        return re.search(r"\d{6}", json.loads(outside.got[-1][2])["data"]["text"])[0]

    def test_nothing_goes_to_a_phone_that_is_not_confirmed(self, outside, gateway, who, client):
        client.force_login(who.binh)
        with at(TUESDAY):
            client.post(
                reverse("notices:phone"), {"gateway": gateway[0].pk, "phone": "0912 345 678"}
            )
            notify(who.binh, key="k", sentence="…", url="/tasks/1/", mail=True, urgent=True)
            send_waiting()
            assert [json.loads(body)["data"]["kind"] for _p, _h, body in outside.got] == ["code"]
            code = self.code(outside)
            assert code not in str(list(Mail.objects.values_list("subject", "body")))
            client.post(
                reverse("notices:prove_phone"), {"code": "000000" if code != "000000" else "1"}
            )
            assert Wish.objects.get(user=who.binh).phone_proved_at is None
            client.post(reverse("notices:prove_phone"), {"code": code})
            notify(who.binh, key="l", sentence="Khẩn", url="/tasks/1/", mail=True, urgent=True)
            send_waiting()
        assert json.loads(outside.got[-1][2])["data"]["text"].startswith("[Nghi Su] Khan")

    def test_a_code_ends_is_not_guessed_and_not_asked_for_without_end(self, outside, gateway, who):
        with at(TUESDAY):
            phones.ask_code(who.binh, gateway[0], "+84912345678")
            send_waiting()
        code = self.code(outside)
        with at(TUESDAY + timedelta(minutes=31)):
            assert phones.prove(who.binh, code).phone_proved_at is None
        with at(TUESDAY):
            for _ in range(4):
                phones.prove(who.binh, "1")
            with pytest.raises(Refused):
                phones.prove(who.binh, code)
            phones.ask_code(who.binh, gateway[0], "0912345678")
            phones.ask_code(who.binh, gateway[0], "0912345678")
            with pytest.raises(Refused):
                phones.ask_code(who.binh, gateway[0], "0912345678")

    @pytest.mark.parametrize("phone", ["", "abc", "12", "0912345678901234567", "+84 912;rm"])
    def test_what_is_no_phone(self, phone):
        with pytest.raises(Refused):
            phones.normal(phone)
