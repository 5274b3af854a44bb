"""The one door to the network. Every request that leaves the product goes through `fetch` or `post`.

See docs/adr/0004-one-door-to-the-network.md for what is checked and why.
"""

from core.http.errors import FetchError, FetchFailed, FetchRefused
from core.http.fetch import Fetched, fetch
from core.http.limits import FetchLimits
from core.http.post import Posted, post

__all__ = ["FetchError", "FetchFailed", "FetchLimits", "FetchRefused", "Fetched", "Posted", "fetch", "post"]
