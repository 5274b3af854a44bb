from sources.services.read import read_article
from sources.services.retry import retry_article
from sources.services.source import find_or_add_source
from sources.services.submit import Submitted, submit_file, submit_text, submit_url
from sources.services.versions import store_version

__all__ = [
    "Submitted",
    "find_or_add_source",
    "read_article",
    "retry_article",
    "store_version",
    "submit_file",
    "submit_text",
    "submit_url",
]
