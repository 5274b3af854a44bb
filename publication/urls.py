"""The public addresses."""

from django.urls import path, re_path

from publication import views

app_name = "publication"

urlpatterns = [
    path("", views.search, name="search"),
    re_path(r"^claims/(?P<claim_id>[0-9]{1,15})-(?P<slug>[-a-z0-9_]{1,80})/$", views.claim, name="claim"),
    re_path(r"^claims/(?P<claim_id>[0-9]{1,15})/$", views.claim, name="claim-by-id"),
    path("speakers/", views.speakers, name="speakers"),
    re_path(r"^speakers/(?P<speaker_id>[0-9]{1,15})-(?P<slug>[-a-z0-9_]{1,300})/$", views.speaker, name="speaker"),
    path("corrections/", views.corrections, name="corrections"),
    path("how-we-work/", views.how_we_work, name="how-we-work"),
]
