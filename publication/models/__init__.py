from publication.models.change import Change
from publication.models.edition import Edition
from publication.models.fact_check import FactCheck
from publication.models.listing import Listing, SearchWord

__all__ = ["Change", "Edition", "FactCheck", "Listing", "SearchWord"]
