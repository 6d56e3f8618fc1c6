"""A real mail server for tests: it listens on this machine, keeps what it takes and refuses what it is told to."""

import ipaddress
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from shared.config import Smtp
from shared.testing import World, free_port


@dataclass
class MailServer:
    """What it took, and how it behaves: `replies` are given in turn to mails, `refuses` to every recipient.

    `meanwhile` is done while the sender waits for the answer to a mail that is already taken.
    """

    mails: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)
    refuses: str | None = None
    meanwhile: Callable[[], object] | None = None

    async def handle_RCPT(self, server: Any, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        if self.refuses:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        parsed = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        self.mails.append(parsed)
        self.raw.append(envelope.content)
        self.recipients.append(list(envelope.rcpt_tos))
        self.encrypted.append(session.ssl is not None)
        if self.meanwhile:
            self.meanwhile()
        return self.replies.pop(0) if self.replies else "250 taken"


@contextmanager
def listening(mail_server: MailServer, certificate: Path | None = None) -> Iterator[Smtp]:
    """Where it listens; with a certificate it takes mail over encrypted connections only."""
    options: dict[str, Any] = {}
    if certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
        options = {"tls_context": context, "require_starttls": True}
    controller = Controller(mail_server, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        yield smtp_at(controller.port, starttls=certificate is not None)
    finally:
        controller.stop()


def smtp_at(port: int, *, starttls: bool = False) -> Smtp:
    """Settings for a mail server on this machine."""
    return Smtp(host="127.0.0.1", port=port, user=None, password=None, starttls=starttls)


def send_by(world: World, smtp: Smtp) -> None:
    """From now on mail of this world goes to that server."""
    db = world.db("notifications")
    assert db.office is not None
    db.office = replace(db.office, settings=replace(db.office.settings, smtp=smtp))


def certificate_for_localhost(folder: Path) -> Path:
    """A certificate that nobody but its maker trusts, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "certificate.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + secret)
    return path
