from publication.models.bundle import Bundle
from publication.models.change import Change
from publication.models.edition import Edition
from publication.models.fact_check import FactCheck
from publication.models.gate_rule import GateRule
from publication.models.listing import CONTESTED, Listing, SearchWord
from publication.models.report import ErrorReport

__all__ = ["CONTESTED", "Bundle", "Change", "Edition", "ErrorReport", "FactCheck", "GateRule", "Listing", "SearchWord"]
