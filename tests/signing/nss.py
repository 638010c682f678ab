"""Make an NSS database in which one authority is trusted, as ``certutil -A -t CT,C,C`` does: what pdfsig believes.

Run as a program (``python nss.py FOLDER ROOT.pem``): NSS is started once a process. Only the library that pdfsig itself
needs is used, so that no further package has to be there.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import subprocess
import sys
from pathlib import Path


class _Trust(ctypes.Structure):
    _fields_ = (
        ("ssl", ctypes.c_uint),
        ("email", ctypes.c_uint),
        ("code", ctypes.c_uint),
    )


def trusting(folder: Path, root: Path) -> str:
    """Return the ``-nssdir`` for pdfsig of a new database in ``folder`` that trusts the certificate in ``root``."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, __file__, str(folder), str(root)], check=True)
    return f"sql:{folder}"


def _make(folder: str, root: bytes) -> None:
    nss = ctypes.CDLL(ctypes.util.find_library("nss3") or "libnss3.so")
    smime = ctypes.CDLL(ctypes.util.find_library("smime3") or "libsmime3.so")
    for call in (
        nss.PK11_GetInternalKeySlot,
        nss.CERT_GetDefaultCertDB,
        smime.CERT_DecodeCertFromPackage,
    ):
        call.restype = ctypes.c_void_p
    none = ctypes.c_void_p(None)
    assert nss.NSS_Initialize(f"sql:{folder}".encode(), b"", b"", b"secmod.db", 0) == 0
    slot = ctypes.c_void_p(nss.PK11_GetInternalKeySlot())
    nss.PK11_InitPin(slot, none, b"")
    found = ctypes.c_void_p(smime.CERT_DecodeCertFromPackage(root, len(root)))
    assert found.value
    assert nss.PK11_ImportCert(slot, found, ctypes.c_ulong(0), b"root", 0) == 0
    trust = _Trust()
    assert nss.CERT_DecodeTrustString(ctypes.byref(trust), b"CT,C,C") == 0
    store = ctypes.c_void_p(nss.CERT_GetDefaultCertDB())
    assert nss.CERT_ChangeCertTrust(store, found, ctypes.byref(trust)) == 0
    nss.CERT_DestroyCertificate(found)
    nss.PK11_FreeSlot(slot)
    assert nss.NSS_Shutdown() == 0


if __name__ == "__main__":
    _make(sys.argv[1], Path(sys.argv[2]).read_bytes())
