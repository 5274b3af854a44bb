"""The public addresses."""

from django.urls import path, re_path

from publication import feeds, sitemaps, views

app_name = "publication"

_ID, _SLUG = "[0-9]{1,15}", "[-a-z0-9_]"

urlpatterns = [
    path("", views.search, name="search"),
    re_path(rf"^claims/(?P<claim_id>{_ID})-(?P<slug>{_SLUG}{{1,80}})/$", views.claim, name="claim"),
    re_path(rf"^claims/(?P<claim_id>{_ID})/$", views.claim, name="claim-by-id"),
    re_path(rf"^claims/(?P<claim_id>{_ID})/card/$", views.card, name="card"),
    re_path(rf"^claims/(?P<claim_id>{_ID})/edition-(?P<number>[0-9]{{1,6}})\.png$", views.picture, name="picture"),
    re_path(rf"^claims/(?P<claim_id>{_ID})/evidence\.zip$", views.bundle, name="bundle"),
    path("speakers/", views.speakers, name="speakers"),
    re_path(rf"^speakers/(?P<speaker_id>{_ID})-(?P<slug>{_SLUG}{{1,300}})/$", views.speaker, name="speaker"),
    path("topics/", views.topics, name="topics"),
    re_path(rf"^topics/(?P<slug>{_SLUG}{{1,80}})/$", views.topic, name="topic"),
    re_path(rf"^outlets/(?P<outlet_id>{_ID})-(?P<slug>{_SLUG}{{1,80}})/$", views.outlet, name="outlet"),
    path("corrections/", views.corrections, name="corrections"),
    path("corrections-policy/", views.corrections_policy, name="corrections-policy"),
    path("how-we-work/", views.how_we_work, name="how-we-work"),
    path("about/", views.about, name="about"),
    path("report-an-error/", views.report, name="report"),
    path("report-an-error/sent/", views.report_sent, name="report-sent"),
    path("oembed", views.oembed, name="oembed"),
    re_path(r"^feeds/(?P<kind>statements|corrections)\.(?P<form>[a-z]{1,4})$", feeds.feed, name="feed-of-all"),
    re_path(
        rf"^feeds/(?P<kind>speakers|topics|outlets)/(?P<key>{_SLUG}{{1,80}})\.(?P<form>[a-z]{{1,4}})$",
        feeds.feed,
        name="feed",
    ),
    path("claimreview.json", feeds.claim_review_feed, name="claimreview"),
    path("claimreview.json.gz", feeds.claim_review_feed, {"packed": True}, name="claimreview-packed"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    re_path(r"^sitemap-(?P<name>pages|[0-9]{1,9})\.xml$", sitemaps.part, name="sitemap-part"),
    path("sitemap-news.xml", sitemaps.news, name="sitemap-news"),
    path("robots.txt", sitemaps.robots, name="robots"),
]
