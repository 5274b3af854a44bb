"""The scale that a desk begins with, as rows, so that it can be looked at and replaced."""

from django.db import migrations

WORDS = [
    ("confirmed", 5, "The evidence shows that it is so."),
    ("disputed", 1, "The evidence shows that it is not so."),
    ("unconfirmed", None, "What can be found does not settle it; this finding carries no number."),
]


def add_scale(apps, schema_editor):
    scale = apps.get_model("reviews", "VerdictScale").objects.create(
        name="Three findings", worst=1, best=5, in_use=True
    )
    for place, (word, rating, meaning) in enumerate(WORDS):
        scale.words.create(key=word, label=word, status=word, rating=rating, meaning=meaning, place=place)


class Migration(migrations.Migration):

    dependencies = [
        ("reviews", "0005_verdict_scales"),
    ]

    operations = [migrations.RunPython(add_scale, migrations.RunPython.noop)]
