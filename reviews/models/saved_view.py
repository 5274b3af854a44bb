"""A queue with filters that somebody wants to come back to."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class SavedView(models.Model):
    """Filters of the queue under a name and an address of their own. Shared: the whole desk sees it.

    `query` is the query string of the queue's address, without cursor.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)
    shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="view_of_owner_by_name"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(query=""), name="view_has_name_and_filters"),
        ]
        indexes = [models.Index(fields=["name", "id"], condition=Q(shared=True), name="view_shared")]

    def __str__(self) -> str:
        return self.name
