"""Every address of the product, room by room."""

import importlib.util

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

# A room's addresses appear when the room has them; the public side comes last, as it owns "/".
_ROOMS = [
    ("", "core.health.urls"),
    ("ledger/", "audit.urls"),
    ("desk/", "desk.urls"),
    ("api/v1/", "api.v1.urls"),
    ("", "publication.urls"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", admin.site.urls),
    *(path(prefix, include(module)) for prefix, module in _ROOMS if importlib.util.find_spec(module)),
]

handler400 = "core.refusals.bad_request"
