from publication.views.claim import claim
from publication.views.pages import corrections, how_we_work
from publication.views.search import search
from publication.views.speakers import speaker, speakers

__all__ = ["claim", "corrections", "how_we_work", "search", "speaker", "speakers"]
