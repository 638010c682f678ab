"""Names as people read them: of certificates, of algorithms."""

import unicodedata
from typing import Any

from asn1crypto import x509

HASHES = {"sha3_256": "SHA3-256", "sha3_384": "SHA3-384", "sha3_512": "SHA3-512"}
CURVES = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"}


def common_name(name: x509.Name) -> str:
    """Return the common name, or the organisation, of a subject or issuer; "" when it is spoilt."""
    try:
        native = name.native
        found = native.get("common_name") or native.get("organization_name") or name.human_friendly
        return cleaned(str(found if isinstance(found, str) else found[-1]))
    except Exception:  # noqa: BLE001
        return ""


def cleaned(said: str) -> str:
    """Return a name composed (NFC), what cannot be seen or turns the reading round in it shown as “�”."""
    return "".join(
        "\ufffd" if unicodedata.category(one)[0] == "C" or one in "\u2028\u2029" else one
        for one in unicodedata.normalize("NFC", said)
    )


def mixes_alphabets(said: str) -> bool:
    """Say whether letters of several alphabets stand in one name, as look-alikes do (UTS 39, mixed scripts)."""
    letters = (unicodedata.name(one, "") for one in said if one.isalpha())
    return len({one.split(" ")[0] for one in letters}) > 1 or "\ufffd" in said


def title(name: x509.Name) -> str:
    """Return the title in a subject (RFC 4519, 2.38): what the holder is; "" without one."""
    try:
        found = name.native.get("title") or ""
    except Exception:  # noqa: BLE001
        return ""
    return cleaned(str(found if isinstance(found, str) else found[-1]))


def algorithm(certificate: x509.Certificate, signer_info: Any) -> str:
    """Return e.g. “RSA-2048, SHA-256”, “RSA-PSS-3072, SHA-512”, “ECDSA P-256, SHA-256”."""
    try:
        digest = str(signer_info["digest_algorithm"]["algorithm"].native)
        hashed = HASHES.get(digest) or digest.upper().replace("SHA", "SHA-").replace("--", "-")
        kind = str(signer_info["signature_algorithm"].signature_algo)
        return f"{_key(certificate.public_key, kind)}, {hashed}"
    except Exception:  # noqa: BLE001 (spoilt or unknown algorithms have no name)
        return ""


def _key(key: Any, kind: str) -> str:
    if key.algorithm == "ec":
        curve = str(key.curve[1])
        return f"ECDSA {CURVES.get(curve, curve)}"
    if key.algorithm.startswith("rsa"):
        return f"RSA-PSS-{key.bit_size}" if "pss" in kind else f"RSA-{key.bit_size}"
    return str(key.algorithm).capitalize()
