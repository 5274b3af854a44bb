from sources.models.article import Article
from sources.models.source import Source
from sources.models.version import ArticleVersion

__all__ = ["Article", "ArticleVersion", "Source"]
