"""What happens in the signing room; the only package here that writes."""

from signing.actions.batch import Chosen, carry_out, go_on_with, sign_many
from signing.actions.circulating import (
    add_step,
    change_due,
    hand_on,
    recall,
    return_route,
    send_back,
    skip_step,
)
from signing.actions.keys import import_key, issue_key, issue_seal, open_key, open_seal
from signing.actions.own import sign_own
from signing.actions.pictures import keep_picture, retire_picture, weigh
from signing.actions.planning import coming_notation
from signing.actions.reviewing import give_opinion, let_stand_in_read, opened, remark, settle_remark
from signing.actions.routes import StepSpec, make_ready, start
from signing.actions.signing import number_and_seal, sign
from signing.actions.ways import RuleSpec, keep_template, remove_template

__all__ = [
    "Chosen",
    "RuleSpec",
    "StepSpec",
    "add_step",
    "carry_out",
    "change_due",
    "coming_notation",
    "give_opinion",
    "go_on_with",
    "hand_on",
    "import_key",
    "issue_key",
    "issue_seal",
    "keep_picture",
    "keep_template",
    "let_stand_in_read",
    "make_ready",
    "number_and_seal",
    "open_key",
    "open_seal",
    "opened",
    "recall",
    "remark",
    "remove_template",
    "retire_picture",
    "return_route",
    "send_back",
    "settle_remark",
    "sign",
    "sign_many",
    "sign_own",
    "skip_step",
    "start",
    "weigh",
]
