"""Search by part of a speaker's or outlet's name and by day, at any number of editions. Made beside the work."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("publication", "0001_initial")]

    operations = [
        AddIndexConcurrently(
            model_name="edition", index=models.Index(fields=["-said_at", "-id"], name="edition_by_day")
        ),
        AddIndexConcurrently(
            model_name="edition",
            index=GinIndex(OpClass(Upper("speaker_name"), name="gin_trgm_ops"), name="edition_speaker_trigrams"),
        ),
        AddIndexConcurrently(
            model_name="edition",
            index=GinIndex(OpClass(Upper("outlet_name"), name="gin_trgm_ops"), name="edition_outlet_trigrams"),
        ),
    ]
