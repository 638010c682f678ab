"""Timestamps told: whose, when, and whether their time is believed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from signing.verify import chains, ended
from signing.verify.container import forgeable
from signing.verify.names import common_name
from signing.verify.verdicts import Finding, Notice

if TYPE_CHECKING:
    import datetime as dt

    from signing.verify.examine import Known


def tell(
    finding: Finding, kind: str, status: dict[str, Any], known: Known, later: dt.datetime | None
) -> chains.Standing:
    """Tell one timestamp; it is trusted when its authority is, at the moment that counts for it, and not revoked.

    ``later``: when a trusted timestamp saw this one; ``kind``: “document”, “signature” or “content”.
    """
    cert, pool = status["signing_cert"], known.pool_of(stamps=True)
    chain = pool.chain(cert, status.get("validation_path"))
    state = chains.standing(chain, pool, known.evidence)
    since = [one for one in (state.signer_since, state.authority_since) if one]
    revoked = bool(since) and min(since) <= (later or known.now)
    right = status["intact"] and status["valid"] and status["trust_problem_indic"] is None
    weak = forgeable(status["imprint"], status["timestamp"])
    if weak and status["intact"]:
        finding.notices.append(Notice.WEAK_STAMP)
    over = ended.is_over(chain, known.ended, ended.Age(status["timestamp"], (later, known.kept)))
    if over and right:
        finding.notices.append(Notice.ENDED_CLOCK)
    until = cert["tbs_certificate"]["validity"]["not_after"].native
    finding.timestamps.append(
        {
            "kind": kind,
            "authority": common_name(cert.subject),
            "time": status["timestamp"].isoformat(),
            "trusted": bool(right and not revoked and not weak and not over),
            "until": until.isoformat(),
        }
    )
    return state
