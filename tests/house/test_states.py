"""States are tables; the picture of them is drawn, not believed."""

import sys
from pathlib import Path

import pytest
from django.apps import apps

from core.states import Stateful

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import draw_states

MODELS = [model for model in apps.get_models() if issubclass(model, Stateful)]
ids = [model.__name__ for model in MODELS]


def _states(model):
    return {value for value, _label in model._meta.get_field("state").choices}


@pytest.mark.parametrize("model", MODELS, ids=ids)
def test_the_table_knows_every_state_and_no_other(model):
    assert set(model.MOVES) == _states(model)
    assert {target for targets in model.MOVES.values() for target in targets} <= _states(model)


@pytest.mark.parametrize("model", MODELS, ids=ids)
def test_every_state_can_be_reached_from_the_first(model):
    reached, edge = set(), {model._meta.get_field("state").default}
    while edge:
        reached |= edge
        edge = {target for state in edge for target in model.MOVES[state]} - reached
    assert reached == _states(model)


def test_the_page_of_states_is_what_the_tables_say():
    drawn = draw_states.drawn()
    written = draw_states.DOCUMENT.read_text(encoding="utf-8")
    assert written == drawn, "run .venv/bin/python tools/draw_states.py"
