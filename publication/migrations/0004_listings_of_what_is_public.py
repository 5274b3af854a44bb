"""A listing for each edition that was there before: from its publication up to the next edition."""

from django.db import migrations

_LISTED = """
INSERT INTO publication_listing (edition_id, fact_check_id, status, speaker_id, outlet_id, said_at, said_year,
                                 published_at, replaced_at, topics, search)
SELECT e.id, e.fact_check_id, e.status, e.speaker_id,
       (SELECT min(s.id) FROM sources_source s WHERE s.name = e.outlet_name), e.said_at,
       extract(year FROM e.said_at AT TIME ZONE 'UTC'), e.published_at,
       (SELECT greatest(n.published_at, e.published_at) FROM publication_edition n
         WHERE n.fact_check_id = e.fact_check_id AND n.number = e.number + 1),
       '{}',
       setweight(to_tsvector('english', left(e.claim_text, 100000)), 'A')
       || setweight(to_tsvector('english', e.speaker_name), 'B')
       || setweight(to_tsvector('english', left(e.summary, 100000)), 'C')
  FROM publication_edition e WHERE e.kind <> 'retraction'
    ON CONFLICT DO NOTHING;
"""

_WORDS = """
INSERT INTO publication_searchword (word)
SELECT DISTINCT lexeme FROM publication_edition e,
       unnest(to_tsvector('simple', left(e.claim_text, 100000) || ' ' || e.speaker_name))
 WHERE e.kind <> 'retraction' AND lexeme ~ '^[[:alpha:]]{4,60}$'
    ON CONFLICT DO NOTHING;
"""


class Migration(migrations.Migration):
    dependencies = [("publication", "0003_listings")]

    operations = [
        migrations.RunSQL(_LISTED, migrations.RunSQL.noop),
        migrations.RunSQL(_WORDS, migrations.RunSQL.noop),
    ]
