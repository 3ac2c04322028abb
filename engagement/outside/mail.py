"""Mail through the operator's server: one message at a time, or one sentence that says why not."""

import re
import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import make_msgid

from engagement.faults import Refused
from engagement.outside import clock
from engagement.outside.secrets_list import PREFIX
from engagement.outside.settings import Settings, settings

SECONDS = 15
_ADDRESS = re.compile(r"[^@\s<>,;:\"\\]{1,64}@[^@\s<>,;:\"\\]{1,190}")
_INSTEAD = "Nothing was sent; copy the link instead, or try again later."


def configured() -> bool:
    """Whether the operator named a mail server and whom mail comes from."""
    known = settings()
    return bool(known.mail_host and known.mail_from)


def is_address(text: str) -> bool:
    """Whether mail can be sent there: one address, without a name or a second one beside it."""
    return bool(_ADDRESS.fullmatch(text)) and text.isascii()


def send(*, to: str, name: str, subject: str, text: str) -> None:
    """Send one plain message; :class:`Refused` where the server does not take it."""
    known = settings()
    if not configured():
        raise Refused(
            f"No mail server is set up ({PREFIX}MAIL_HOST and {PREFIX}MAIL_FROM); copy the link."
        )
    if not is_address(to):
        raise Refused(f"{to or 'Nothing'} is no e-mail address; correct it, or copy the link.")
    _deliver(known, _message(known, to, name, subject, text))


def _message(known: Settings, to: str, name: str, subject: str, text: str) -> EmailMessage:
    made = EmailMessage()
    made["From"] = known.mail_from
    made["To"] = Address(_one_line(name), addr_spec=to)
    made["Subject"] = _one_line(subject)
    made["Date"] = clock.now()
    made["Message-ID"] = make_msgid(domain=known.mail_from.rpartition("@")[2] or "localhost")
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(text)
    return made


def _one_line(text: str) -> str:
    """A header is one line: what a person typed cannot add another."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _deliver(known: Settings, message: EmailMessage) -> None:
    server = f"The mail server {known.mail_host}:{known.mail_port}"
    try:
        with _connected(known) as link:
            if known.mail_user:
                link.login(known.mail_user, known.secret_text(known.mail_secret))
            link.send_message(message)
    except smtplib.SMTPNotSupportedError:
        raise Refused(
            f"{server} offers no encryption (STARTTLS) or no sign-in. {_INSTEAD}"
        ) from None
    except smtplib.SMTPAuthenticationError:
        raise Refused(f"{server} does not accept its user and secret. {_INSTEAD}") from None
    except smtplib.SMTPRecipientsRefused:
        raise Refused(f"{server} does not take mail for {message['To']}. {_INSTEAD}") from None
    except ssl.SSLError:
        raise Refused(f"{server} shows no certificate that can be trusted. {_INSTEAD}") from None
    except smtplib.SMTPException as error:
        raise Refused(f"{server} refused the mail ({type(error).__name__}). {_INSTEAD}") from None
    except OSError:
        raise Refused(f"{server} does not answer. {_INSTEAD}") from None


def _connected(known: Settings) -> smtplib.SMTP:
    host, port = known.mail_host, known.mail_port
    trusted = ssl.create_default_context()
    if known.mail_tls == "tls":
        return smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=trusted)
    link = smtplib.SMTP(host, port, timeout=SECONDS)
    if known.mail_tls == "starttls":
        try:
            link.starttls(context=trusted)
        except BaseException:
            link.close()
            raise
    return link
