"""Search of what is public. The only module that knows how it is done: another engine would take its place here."""

from publication.search.moment import moment_of
from publication.search.wanted import Filters

__all__ = ["Filters", "moment_of"]
