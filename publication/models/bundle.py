"""The evidence of one edition as one file for everybody."""

from __future__ import annotations

from django.db import models

from publication.models.edition import Edition


class Bundle(models.Model):
    """A zip with captures, events, proofs and a small verifier, made once by a worker and never changed."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="bundle")
    file = models.FileField(upload_to="bundles/%Y/%m/")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    signed_events = models.BigIntegerField(help_text="How many events of the ledger the checkpoint in it covers.")
    built_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.file.name)
