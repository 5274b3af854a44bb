"""API v1. The description of everything here: openapi.json; to read: docs/."""

from django.urls import path, re_path
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny

from api.v1.claims import ClaimDetailView, ClaimListView

app_name = "api"

urlpatterns = [
    path("claims/", ClaimListView.as_view(), name="claims"),
    re_path(r"^claims/(?P<claim_id>[0-9]{1,15})/$", ClaimDetailView.as_view(), name="claim"),
    path("openapi.json", SpectacularJSONAPIView.as_view(permission_classes=[AllowAny]), name="schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(url_name="api:schema", permission_classes=[AllowAny]),
        name="docs",
    ),
]
