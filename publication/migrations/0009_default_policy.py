"""The policy that a desk begins with: evidence for a finding, and no capture that is still waiting."""

from django.db import migrations

FINDINGS = ["confirmed", "disputed"]
EVERY = [*FINDINGS, "unconfirmed"]
RULES = [
    ("evidence", 1, FINDINGS, True),
    ("capture_ended", 1, EVERY, True),
    ("origins", 2, FINDINGS, False),
    ("captured", 1, EVERY, False),
    ("contacted", 1, EVERY, False),
]


def add_rules(apps, schema_editor):
    rules = apps.get_model("publication", "GateRule").objects
    for kind, needed, statuses, active in RULES:
        rules.create(kind=kind, needed=needed, statuses=statuses, active=active)


class Migration(migrations.Migration):

    dependencies = [
        ("publication", "0008_publication_policy"),
    ]

    operations = [migrations.RunPython(add_rules, migrations.RunPython.noop)]
