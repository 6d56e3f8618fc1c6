"""The way out: one mail to the mail server, over an encrypted connection whose certificate is checked.

Says only two things when it does not work: `Refused` (the server will never take this mail) or `Unreachable` (perhaps
next time). Whatever is wrong with our own settings is the second: it is no mail's fault.
"""

import re
import smtplib
import ssl
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from urllib.parse import urlsplit

from services.notifications.mails import Invitation, Mail, one_line
from shared import clock
from shared.config import Smtp
from shared.i18n import _
from shared.office import Office

CONNECT_TIMEOUT_S = 15
TALK_TIMEOUT_S = 60
COLUMNS = 72
ODD_IN_NAMES = re.compile(r"[^\w .'’-]")
UNFOLDED = frozenset({"Message-ID", "List-Unsubscribe"})
ABOUT_THIS_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError)


class Paper(EmailPolicy):
    """Seven bits, because not every server on the way takes eight; and what programs read stays on one line: folded,
    a Message-ID is not known again by every one of them, and a long address becomes an encoded word."""

    def fold_binary(self, name: str, value: str) -> bytes:
        """One header as lines."""
        return f"{name}: {value}\r\n".encode() if name in UNFOLDED else super().fold_binary(name, value)


PAPER = Paper(linesep="\r\n", cte_type="7bit")


class Refused(Exception):
    """The mail server will not take this mail, however often it is asked."""


class Unreachable(Exception):
    """It did not work this time."""


def send(office: Office, smtp: Smtp, mail: Mail) -> None:
    """Hand one mail to the mail server. Raises `Refused` or `Unreachable`."""
    envelope = sealed(office, mail)
    host = urlsplit(office.settings.url).hostname or "localhost"
    try:
        with _connected(smtp, host) as server:
            server.send_message(envelope, from_addr=office.region.office.email, to_addrs=[mail.email])
    except ABOUT_THIS_MAIL as error:
        code, words = _reply(error)
        raise (Refused if code >= 500 else Unreachable)(f"{code} {words}") from error
    except (smtplib.SMTPException, OSError) as error:
        raise Unreachable(one_line(f"{smtp.host}:{smtp.port}: {type(error).__name__}: {error}")) from error


def sealed(office: Office, mail: Mail) -> EmailMessage:
    """The mail with its headers. The Message-ID is the message's own, so a repetition can be known as one."""
    sender = office.region.office
    ours = Address(_display(sender.name), addr_spec=sender.email)
    envelope = EmailMessage(policy=PAPER)
    envelope["From"] = ours
    envelope["Reply-To"] = ours
    envelope["To"] = _address(mail)
    envelope["Subject"] = one_line(mail.subject)
    envelope["Date"] = clock.now()
    envelope["Message-ID"] = f"<{mail.id}@{sender.email.partition('@')[2]}>"
    envelope["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answer from an out-of-office robot
    if mail.unsubscribe:
        _offer_way_out(envelope, mail.unsubscribe)
    envelope.set_content(_folded(mail.text))
    envelope.add_alternative(mail.html, subtype="html")
    envelope["Content-Language"] = mail.language.tag
    if mail.invitation:
        _invite(envelope, mail.invitation)
    return envelope


def _offer_way_out(envelope: EmailMessage, url: str) -> None:
    """A button of the mail program itself (RFC 8058): pressed, it posts there; no mail is opened for it."""
    envelope["List-Unsubscribe"] = f"<{url}>"
    envelope["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _invite(envelope: EmailMessage, invitation: Invitation) -> None:
    """Twice: as a third way to read the mail, which calendars act upon, and as a file for everybody else."""
    envelope.add_alternative(invitation.text, subtype="calendar", params={"method": invitation.method})
    envelope.add_attachment(invitation.text.encode(), maintype="application", subtype="ics", filename="einsatz.ics")


@contextmanager
def _connected(smtp: Smtp, host: str) -> Iterator[smtplib.SMTP]:
    """A mail server to talk to. Once it has taken a mail, how it says goodbye no longer matters."""
    server = smtplib.SMTP(smtp.host, smtp.port, local_hostname=host, timeout=CONNECT_TIMEOUT_S)
    try:
        _introduce(server, smtp)
        yield server
        with suppress(smtplib.SMTPException, OSError):
            server.quit()
    finally:
        server.close()


def _folded(text: str) -> str:
    """Lines short enough for every mail program; a link stays whole."""
    lines = (textwrap.wrap(line, COLUMNS, break_long_words=False, break_on_hyphens=False) for line in text.splitlines())
    return "".join("\n".join(folded) + "\n" for folded in lines)


def _introduce(server: smtplib.SMTP, smtp: Smtp) -> None:
    if smtp.starttls:
        server.starttls(context=ssl.create_default_context())
    if smtp.user:
        server.login(smtp.user, smtp.password or "")
    if server.sock is not None:
        server.sock.settimeout(TALK_TIMEOUT_S)


def _address(mail: Mail) -> Address:
    if not mail.email.isascii():
        raise Refused(_("Diese E-Mail-Adresse kann kein Mailserver lesen."))
    try:
        return Address(_display(mail.name), addr_spec=mail.email)
    except (ValueError, LookupError) as error:
        raise Refused(_("Diese E-Mail-Adresse ist keine.")) from error


def _display(name: str) -> str:
    """A name that means nothing else in a header."""
    return one_line(ODD_IN_NAMES.sub(" ", name))[:80]


def _reply(error: Exception) -> tuple[int, str]:
    """What the server answered: its code and its words."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _spoken(*next(iter(error.recipients.values())))
    assert isinstance(error, smtplib.SMTPResponseException)
    return _spoken(error.smtp_code, error.smtp_error)


def _spoken(code: int, words: bytes | str) -> tuple[int, str]:
    return code, one_line(words.decode("utf-8", "replace") if isinstance(words, bytes) else words)
