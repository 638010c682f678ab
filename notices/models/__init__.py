"""What is told to whom: notices of the bell, what leaves the house, and when a person wants quiet."""

from notices.models.devices import Device, ServerKey
from notices.models.gateways import Gateway
from notices.models.mails import Enclosure, Mail
from notices.models.notices import Notice
from notices.models.wishes import Wish

__all__ = ["Device", "Enclosure", "Gateway", "Mail", "Notice", "ServerKey", "Wish"]
