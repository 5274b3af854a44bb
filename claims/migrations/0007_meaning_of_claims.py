"""The meaning of claims as vectors, where the database has pgvector 0.8 or newer; elsewhere the table is left out.

A database that gets pgvector later: `manage.py migrate claims 0006`, then `manage.py migrate`.
"""

import django.db.models.deletion
import pgvector.django.halfvec
import pgvector.django.indexes
from django.db import DatabaseError, migrations, models, transaction

NEEDED = (0, 8)


def has_pgvector(connection):
    """Whether vectors can be kept here; makes the extension if that is still to be done and allowed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT default_version, installed_version FROM pg_available_extensions WHERE name = 'vector'"
        )
        row = cursor.fetchone()
    version = row and (row[1] or row[0])
    if not version or tuple(int(part) for part in version.split(".")[:2]) < NEEDED:
        return False
    if row[1]:
        return True
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION vector")
    except DatabaseError:  # only a superuser may
        return False
    return True


def make_table(apps, schema_editor):
    model = apps.get_model("claims", "ClaimVector")
    if has_pgvector(schema_editor.connection):
        schema_editor.create_model(model)
        schema_editor.execute(
            "CREATE INDEX claim_by_meaning ON claims_claimvector USING hnsw (vector halfvec_ip_ops)"
            " WITH (m = 16, ef_construction = 64)"
        )


def drop_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS claims_claimvector")


class Migration(migrations.Migration):
    dependencies = [("claims", "0006_how_a_mention_was_found")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="ClaimVector",
                    fields=[
                        (
                            "claim",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="vector",
                                serialize=False,
                                to="claims.claim",
                            ),
                        ),
                        ("vector", pgvector.django.halfvec.HalfVectorField(dimensions=384)),
                    ],
                    options={"ordering": ["claim_id"]},
                ),
            ],
        ),
        migrations.RunPython(make_table, drop_table),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AddIndex(
                    model_name="claimvector",
                    index=pgvector.django.indexes.HnswIndex(
                        ef_construction=64,
                        fields=["vector"],
                        m=16,
                        name="claim_by_meaning",
                        opclasses=["halfvec_ip_ops"],
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="claim",
            name="vector_sha256",
            field=models.CharField(blank=True, db_default="", default="", editable=False, max_length=64),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("vector_sha256", models.F("sha256")), _negated=True),
                fields=["id"],
                name="claim_vector_due",
            ),
        ),
    ]
