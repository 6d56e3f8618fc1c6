"""Who may see mails. The mailbox is for everybody and is there only with demo data on this machine alone."""

from shared.permissions import ANYONE, COORDINATOR, SIGNED_IN, may

RULES = [
    may(ANYONE, "pages.mailbox", "pages.mail", "pages.mail_as_sent"),
    may(COORDINATOR, "pages.messages", "pages.send_again", "pages.settle"),
    may(SIGNED_IN, "api.messages"),
]
