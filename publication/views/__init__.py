from publication.views.bundle import bundle
from publication.views.claim import claim
from publication.views.collections import outlet, speaker, speakers, topic, topics
from publication.views.embedding import card, oembed
from publication.views.pages import about, corrections, corrections_policy, how_we_work
from publication.views.picture import picture
from publication.views.reports import report, report_sent
from publication.views.search import search

__all__ = [
    "about",
    "bundle",
    "card",
    "claim",
    "corrections",
    "corrections_policy",
    "how_we_work",
    "oembed",
    "outlet",
    "picture",
    "report",
    "report_sent",
    "search",
    "speaker",
    "speakers",
    "topic",
    "topics",
]
