"""Search of what is public. The only package that knows how it is done: another engine would take its place here.

`read` understands the text of the search box, `filters_of` makes it into what the lists take (`find`), `facets` counts,
`marked` shows where the words stand, `meant` offers other spellings, `near_in_meaning` what says it in other words.
"""

from publication.search.facets import MOST_COUNTED, Facets, facets
from publication.search.find import find, listings, order_of, resolved, taken_back_of
from publication.search.language import Name, Note, Problem, Reading, read
from publication.search.marking import marked
from publication.search.meaning import near_in_meaning
from publication.search.moment import moment_of
from publication.search.ranking import MOST_RANKED
from publication.search.spelling import meant
from publication.search.wanted import Filters, Sort, filters_of

__all__ = [
    "MOST_COUNTED",
    "MOST_RANKED",
    "Facets",
    "Filters",
    "Name",
    "Note",
    "Problem",
    "Reading",
    "Sort",
    "facets",
    "filters_of",
    "find",
    "listings",
    "marked",
    "meant",
    "moment_of",
    "near_in_meaning",
    "order_of",
    "read",
    "resolved",
    "taken_back_of",
]
