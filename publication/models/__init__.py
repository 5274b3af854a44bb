from publication.models.edition import Edition
from publication.models.fact_check import FactCheck

__all__ = ["Edition", "FactCheck"]
