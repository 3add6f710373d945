"""E-mail through the SMTP server of the settings."""

from __future__ import annotations

import smtplib
from datetime import datetime

from django.core.mail import EmailMessage

from fengqiao.gateways.results import Result, State


class SmtpMail:
    """Sends through Django's mail backend (``FENGQIAO_MAIL_*``)."""

    name = "smtp"

    def send(self, to: str, subject: str, text: str, *, at: datetime) -> Result:
        """Hand one message to the server within ``FENGQIAO_GATEWAY_TIMEOUT`` seconds."""
        try:
            EmailMessage(subject, text, to=[to]).send()
        except smtplib.SMTPRecipientsRefused:
            return Result(State.REFUSED, "recipient_refused")
        except TimeoutError:
            return Result(State.FAILED, "timeout")
        except (smtplib.SMTPException, OSError) as error:
            return Result(State.FAILED, type(error).__name__)
        return Result(State.ACCEPTED)
