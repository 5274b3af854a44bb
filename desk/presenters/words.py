"""Times and quotations as the desk writes them."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def day(moment: datetime | None) -> str:
    """ "1 Sep 2025"; nothing for no time."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{local.day} {local:%b %Y}"


def clock(moment: datetime) -> str:
    """ "15:04", in the desk's time zone."""
    return f"{timezone.localtime(moment):%H:%M}"


def age(moment: datetime) -> str:
    """ "24 min old", "3 h old", "10 days old"."""
    minutes = max(0, int((timezone.now() - moment).total_seconds() // 60))
    if minutes < 60:
        return ngettext("%(n)d min old", "%(n)d min old", minutes) % {"n": minutes}
    hours = minutes // 60
    if hours < 48:
        return ngettext("%(n)d h old", "%(n)d h old", hours) % {"n": hours}
    days = hours // 24
    return ngettext("%(n)d day old", "%(n)d days old", days) % {"n": days}


def quoted(words: str, most: int = 110) -> str:
    """The words in quotation marks, cut at a blank if there are too many; one pair of marks however they came."""
    plain = " ".join(words.split()).strip("“”\"'‘’ ")
    if len(plain) > most:
        plain = plain[:most].rsplit(" ", 1)[0] + " …"
    return f"“{plain}”"


def nobody() -> str:
    return _("nobody named")
