"""Letters and the mail server's password go to nobody but the mail server."""

import contextlib
import socket
import ssl
import subprocess
import threading

import pytest

from notices.models import Mail
from notices.postman import NotSent, deliver
from people.models import User


@pytest.fixture
def pretender(tmp_path):
    """Somebody on the way, with a certificate of their own making; answers their port."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
         "-subj", "/CN=127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    door = socket.create_server(("127.0.0.1", 0))

    def greet():
        guest, _address = door.accept()
        with (
            contextlib.suppress(OSError),
            guest,
            context.wrap_socket(guest, server_side=True) as line,
        ):
            line.sendall(b"220 mail\r\n")

    thread = threading.Thread(target=greet, daemon=True)
    thread.start()
    yield door.getsockname()[1]
    thread.join(5)
    door.close()


@pytest.mark.django_db
def test_a_mail_server_nobody_vouches_for_gets_nothing(pretender, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", pretender
    settings.EMAIL_USE_SSL, settings.EMAIL_USE_TLS = True, False
    letter = Mail.objects.create(
        user=User.objects.create_user("an"),
        address="an@example.vn",
        message_id="<1@nghisu>",
        subject="Họp",
        body="…",
    )
    with pytest.raises(NotSent, match="CERTIFICATE_VERIFY_FAILED"):
        deliver(letter, before_data=lambda: None)
