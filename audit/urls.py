"""What everybody may have of the ledger."""

from django.urls import path

from audit import views

app_name = "audit"

urlpatterns = [
    path("checkpoints.jsonl", views.checkpoints, name="checkpoints"),
    path("public-key.pem", views.public_key, name="public-key"),
]
