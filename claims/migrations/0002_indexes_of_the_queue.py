"""The queue at any length: a walk in list order for stages of several statuses, and a claim's earliest mention.

Without locks on writers: each index is made beside the work, so the migration is not one transaction.
"""

import django.db.models.deletion
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("claims", "0001_initial")]

    operations = [
        AddIndexConcurrently(
            model_name="claim",
            index=models.Index(
                fields=["-score", "-id"],
                condition=models.Q(("merged_into__isnull", True), ("status__in", ["queued", "in_review"])),
                name="claim_to_review",
            ),
        ),
        AddIndexConcurrently(
            model_name="claim",
            index=models.Index(
                fields=["-score", "-id"],
                condition=models.Q(
                    ("merged_into__isnull", True), ("status__in", ["confirmed", "disputed", "unconfirmed"])
                ),
                name="claim_decided",
            ),
        ),
        AddIndexConcurrently(
            model_name="claim",
            index=models.Index(
                fields=["status", "-score", "-id"],
                condition=models.Q(("merged_into__isnull", True)),
                name="claim_at_stage",
            ),
        ),
        RemoveIndexConcurrently(model_name="claim", name="claim_queue"),
        RemoveIndexConcurrently(model_name="claim", name="claim_open"),
        AddIndexConcurrently(
            model_name="mention",
            index=models.Index(fields=["claim", "version", "start_offset"], name="mention_of_claim"),
        ),
        migrations.AlterField(
            model_name="mention",
            name="claim",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="mentions",
                to="claims.claim",
            ),
        ),
    ]
