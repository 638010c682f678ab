"""What each reason is called in ETSI EN 319 102-1 v1.4.1, clause 5.1.3 and table 6: indication and sub-indication."""

from signing.verify.verdicts import Finding, Reason

PASSED, FAILED, OPEN = "TOTAL-PASSED", "TOTAL-FAILED", "INDETERMINATE"

INDICATIONS: dict[Reason, tuple[str, str]] = {
    Reason.GOOD: (PASSED, ""),
    Reason.GOOD_THEN_FILLED: (PASSED, ""),
    Reason.GOOD_THEN_COMMENTED: (PASSED, ""),
    Reason.UNKNOWN_SIGNER: (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"),
    Reason.EXPIRED: (OPEN, "OUT_OF_BOUNDS_NO_POE"),
    Reason.EXPIRED_WHEN_SIGNED: (OPEN, "OUT_OF_BOUNDS_NO_POE"),
    Reason.NOT_YET_VALID: (OPEN, "OUT_OF_BOUNDS_NO_POE"),
    Reason.WEAK: (OPEN, "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"),
    Reason.WRONG_USAGE: (OPEN, "CHAIN_CONSTRAINTS_FAILURE"),
    Reason.REVOKED: (FAILED, "REVOKED"),
    Reason.REVOKED_UNPROVED: (OPEN, "REVOKED_NO_POE"),
    Reason.AUTHORITY_REVOKED: (OPEN, "REVOKED_CA_NO_POE"),
    Reason.NO_CERTIFICATE: (OPEN, "NO_SIGNING_CERTIFICATE_FOUND"),
    Reason.UNSUPPORTED: (OPEN, "CRYPTO_CONSTRAINTS_FAILURE"),
    Reason.CONTENT_CHANGED: (FAILED, "HASH_FAILURE"),
    Reason.BAD_SIGNATURE: (FAILED, "SIG_CRYPTO_FAILURE"),
    Reason.NO_CONTENTS: (FAILED, "FORMAT_FAILURE"),
    Reason.BAD_RANGE: (FAILED, "FORMAT_FAILURE"),
    Reason.PADDING_CHANGED: (FAILED, "FORMAT_FAILURE"),
    Reason.TAIL: (FAILED, "FORMAT_FAILURE"),
    Reason.CHANGED_LATER: (FAILED, "FORMAT_FAILURE"),
    Reason.FIELD_OVERWRITTEN: (FAILED, "FORMAT_FAILURE"),
    Reason.LOCKED: (FAILED, "FORMAT_FAILURE"),
    Reason.LOOKS_DIFFERENT: (FAILED, "FORMAT_FAILURE"),
    Reason.HIDDEN: (FAILED, "FORMAT_FAILURE"),
    Reason.PROMISED: (FAILED, "FORMAT_FAILURE"),
    Reason.CERTIFIED_ANEW: (FAILED, "FORMAT_FAILURE"),
    Reason.REPLACED: (FAILED, "FORMAT_FAILURE"),
    Reason.REMOVED: (FAILED, "FORMAT_FAILURE"),
    Reason.RETIRED: (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"),
    Reason.SAMPLE: (OPEN, "NO_CERTIFICATE_CHAIN_FOUND"),
    Reason.NOT_PINNED: (OPEN, "SIG_CONSTRAINTS_FAILURE"),
    Reason.TOO_COMPLEX: (OPEN, "GENERIC"),
    Reason.DAMAGED: (FAILED, "FORMAT_FAILURE"),
}
PROVED: dict[Reason, tuple[str, str]] = {  # with a proved time, out of its bounds is final
    Reason.EXPIRED_WHEN_SIGNED: (FAILED, "EXPIRED"),
    Reason.NOT_YET_VALID: (FAILED, "NOT_YET_VALID"),
}
OTHERWISE = (OPEN, "GENERIC")


def indicate(finding: Finding) -> Finding:
    """Set indication and sub-indication of a finding from its reason and whether its time is proved."""
    known = INDICATIONS.get(finding.reason, OTHERWISE)
    if finding.time_proved:
        known = PROVED.get(finding.reason, known)
    finding.indication, finding.subindication = known
    return finding
