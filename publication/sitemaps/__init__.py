"""Maps of the site for search engines: every public page, and the news of two days."""

from publication.sitemaps.views import index, news, part, robots

__all__ = ["index", "news", "part", "robots"]
