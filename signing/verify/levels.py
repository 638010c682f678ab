"""The level a signature reaches (ETSI EN 319 142-1, clause 6): by what the file really holds and what really holds."""

from dataclasses import dataclass

BASELINE = "/ETSI.CAdES.detached"
STEPS = ("B", "T", "LT", "LTA")


@dataclass(frozen=True)
class Facts:
    """What decides the level of one intact signature."""

    subfilter: str
    names_its_certificate: bool
    proved: bool  # a trusted timestamp, in the signature or over it
    complete: bool  # the file carries certificates and revocation for every chain in use
    archived: bool  # a trusted document timestamp covers the signature and those proofs


def level(facts: Facts) -> str:
    """Return B-B … B-LTA for PAdES, PKCS7-B … PKCS7-LTA for the older kinds (ISO 32000-1 12.8.3.3)."""
    holds = (True, facts.proved, facts.complete, facts.archived)
    reached = holds.index(False) if False in holds else len(holds)
    pades = facts.subfilter == BASELINE and facts.names_its_certificate
    return f"{'B' if pades else 'PKCS7'}-{STEPS[reached - 1]}"
