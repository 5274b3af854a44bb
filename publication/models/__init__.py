from publication.models.edition import Edition
from publication.models.fact_check import FactCheck
from publication.models.listing import Listing, SearchWord

__all__ = ["Edition", "FactCheck", "Listing", "SearchWord"]
