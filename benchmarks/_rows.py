"""Rows by the million, made by the database itself: sources, articles, claims with mentions, published editions.

The words are invented: 30,000 of them, the common ones as common as in a newspaper (Zipf). The same seed gives the
same rows.
"""

from __future__ import annotations

from benchmarks._newsroom import analyze, run_sql, say, without_indexes

SPEAKERS, SOURCES, CLAIMS_OF_ARTICLE = 2_000, 50, 10

_SYLLABLES = "".join(consonant + vowel for consonant in "bdfgklmn" for vowel in "aeiou")

_WORDS = f"""
CREATE OR REPLACE FUNCTION bench_word(k int) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT substr('{_SYLLABLES}', 1 + 2 * (k % 40), 2) || substr('{_SYLLABLES}', 1 + 2 * (k / 40 % 40), 2)
    || substr('{_SYLLABLES}', 1 + 2 * (k / 1600), 2) || 'k'
$$;
CREATE OR REPLACE FUNCTION bench_sentence(words int) RETURNS text LANGUAGE sql VOLATILE AS $$
  SELECT string_agg(bench_word((30000 * random() ^ 4)::int), ' ') || '.' FROM generate_series(1, words)
$$;
CREATE OR REPLACE FUNCTION bench_pick(most int) RETURNS int LANGUAGE sql VOLATILE AS $$
  SELECT 1 + (most * random() ^ 3)::int % most
$$;
"""

_BASE = f"""
SELECT setseed(0.42);
INSERT INTO sources_source (id, name, slug, kind, home_page, host, owner, created_at)
SELECT n, 'The ' || initcap(bench_word(n * 37)) || ' Post', 'source-' || n, 'outlet', '', NULL,
       CASE WHEN n % 5 = 0 THEN 'House ' || n % 3 ELSE '' END, now() FROM generate_series(1, {SOURCES}) AS n;
INSERT INTO claims_speaker (id, name, key, kind, description, created_at)
SELECT n, initcap(bench_word(n * 13) || ' ' || bench_word(n * 7)), 'speaker ' || n, 'person', 'minister', now()
FROM generate_series(1, {SPEAKERS}) AS n;
"""

_ARTICLES = """
INSERT INTO sources_article (id, source_id, kind, title, byline, language, published_at, input_kind, identity,
  submitted_url, canonical_url, input_file, input_name, state, state_reason, attempts, created_at)
SELECT n, bench_pick({sources}), 'article', bench_sentence(6), '', 'en',
  timestamptz '2026-01-01' - n % 1000 * interval '1 day',
  'text', lpad(n::text, 64, '0'), '', 'https://outlet.example/' || n, '', '', 'stored', '', 0, now()
FROM generate_series(1, {articles}) AS n;
INSERT INTO sources_articleversion (id, article_id, number, title, text, sha256, fingerprint, notes, created_at)
SELECT n, n, 1, '', repeat(bench_sentence(24) || ' ', 10), lpad(n::text, 64, '0'),
  ARRAY[n, n + 1, n * 3, n * 5, n * 7, n * 11, n * 13, n * 17, n * 19, n * 23, n * 29, n * 31], '[]', now()
FROM generate_series(1, {articles}) AS n;
INSERT INTO claims_extractionrun (id, version_id, pipeline_version, state, reason, attempts, paragraphs,
  paragraphs_done, warnings, matched_at, created_at, started_at, finished_at)
SELECT n, n, 'bench', 'done', '', 1, 3, 3, '[]', now(), now(), now(), now() FROM generate_series(1, {articles}) AS n;
"""

_CLAIMS = """
INSERT INTO claims_claim (id, text, sha256, fingerprint, speaker_id, presentation, score, status, round, version,
  first_said_at, edited, created_at, language, origins, desk_level)
SELECT n, initcap(bench_word(n % 30000)) || ' ' || bench_sentence(16), lpad(n::text, 64, '0'), '{{}}',
  bench_pick({speakers}),
  (ARRAY['stated', 'asserted', 'asserted', 'hedged', 'hearsay', 'unconfirmed', 'denied'])[1 + n % 7], random(),
  CASE WHEN {found} THEN (ARRAY['confirmed', 'disputed', 'unconfirmed'])[1 + n % 3] WHEN n % 100 < 60 THEN 'candidate'
    WHEN n % 100 < 88 THEN 'queued' WHEN n % 100 < 92 THEN 'in_review' WHEN n % 100 < 94 THEN 'second_review'
    WHEN n % 100 = 95 THEN 'adjudication' WHEN n % 100 < 98 THEN 'confirmed' ELSE 'dismissed' END,
  1, 1, timestamptz '2026-01-01' - random() * 1000 * interval '1 day', false, now() - random() * interval '30 days',
  CASE WHEN n % 50 = 7 THEN 'de' WHEN n % 5000 = 9 THEN 'pl' ELSE 'en' END, 1 + (3 * random() ^ 4)::int,
  CASE WHEN n % 400 = 3 THEN 1 WHEN n % 90 = 5 THEN -1 ELSE 0 END
FROM generate_series(1, {claims}) AS n;
"""

# What the trigger does for each claim, for all at once; and what people did with some of them.
_ORDER = """
UPDATE claims_claim SET priority = score + 0.1 * ln(greatest(1, least(origins, 8))) / ln(2) + desk_level
  + 0.05 * extract(epoch FROM created_at - timestamptz '2026-01-01 00:00:00+00')::float8 / 86400;
INSERT INTO claims_topic (id, name, key, slug, description, retired, created_at)
SELECT n, 'Topic ' || n, 'topic ' || n, 'topic-' || n, '', false, now() FROM generate_series(1, 40) AS n;
INSERT INTO accounts_user (username, password, first_name, last_name, email, is_superuser, is_staff, is_active,
  date_joined, role, keys)
SELECT 'bench-' || n, '', 'Person ' || n, '', '', false, false, true, now(), 'reviewer', '{{}}'
FROM generate_series(1, 12) AS n;
INSERT INTO claims_claimtopic (claim_id, topic_id, added_by_id, added_at)
SELECT c, 1 + (40 * random() ^ 3)::int % 40, (SELECT min(id) FROM accounts_user), now()
FROM generate_series(1, {claims}, 7) AS c;
INSERT INTO reviews_assignment (claim_id, assignee_id, assigned_by_id, note, assigned_at)
SELECT c, (SELECT min(id) FROM accounts_user) + c % 12, (SELECT min(id) FROM accounts_user), '', now()
FROM generate_series(61, {claims}, greatest(1, {claims} / 300)) AS c;
"""

_MENTIONS = """
INSERT INTO claims_attribution (id, run_id, number, speaker_id, speaker_text, resolution_reason, speaker_spans,
  cue_spans, content_spans, contested_by_spans, cue_lemma, presentation, speech, rule, confidence)
SELECT n, 1 + (n - 1) / {per_article}, n % {per_article}, c.speaker_id, 'the minister', '', '[[0, 6]]', '[[7, 12]]',
  '[[13, 90]]', '[]', 'say', c.presentation, 'indirect', 'bench', 1 FROM generate_series(1, {claims}) AS n
  JOIN claims_claim c ON c.id = n;
INSERT INTO claims_mention (run_id, version_id, attribution_id, claim_id, text, start_offset, end_offset, spans,
  presentation, tense, rule, cue, path, negated, score, reasons, about)
SELECT 1 + (n - 1) / {per_article}, 1 + (n - 1) / {per_article}, n, n, c.text, 13, 90, '[[13, 90]]',
  c.presentation, '', 'bench', 'say', '', false, c.score,
  '[{{"label": "a number", "weight": 0.4}}, {{"label": "an office", "weight": 0.2}}]', '[]'
FROM generate_series(1, {claims}) AS n JOIN claims_claim c ON c.id = n;
INSERT INTO claims_mention (run_id, version_id, claim_id, text, start_offset, end_offset, spans,
  presentation, tense, rule, cue, path, negated, score, reasons, about)
SELECT v, v, 1 + n * 7919::bigint % {claims}, 'The same said elsewhere.', 100 + n / {articles}, 220, '[[100, 160]]',
  'stated', '', 'bench', '', '', false, 0.3, '[]', '[]' FROM generate_series(1, {claims} / 2) AS n,
  LATERAL (SELECT 1 + n % {articles} AS v) AS place;
INSERT INTO claims_position (claim_id, mention_id, party_id, stance, quotation, start_offset, end_offset, stated_at,
  address, note, recorded_by, created_at)
SELECT m.claim_id, m.id, 1 + m.id % {speakers},
  CASE WHEN m.id % 5 = 0 THEN 'not_confirmed' ELSE 'asserts' END, 'has yet to confirm', 13, 90,
  now(), '', '', 'pipeline', now()
FROM claims_mention m WHERE m.attribution_id IS NOT NULL;
"""

_EDITIONS = """
INSERT INTO publication_factcheck (id, claim_id, slug, created_at)
SELECT n, n, 'statement-' || n, now() FROM generate_series(1, {claims}) AS n;
INSERT INTO publication_edition (id, fact_check_id, number, kind, status, claim_text, summary, speaker_id, speaker_name,
  outlet_id, outlet_name, said_at, reason, published_by_id, published_at, snapshot)
SELECT c.id, c.id, 1, 'publication', c.status, c.text, bench_sentence(20), s.id, s.name, o.id, o.name,
  c.first_said_at, '',
  {editor}, c.first_said_at + random() * interval '9 days',
  jsonb_build_object('form', 1, 'claim', jsonb_build_object('id', c.id, 'text', c.text, 'presentation', c.presentation),
    'status', c.status, 'round', 1, 'summary', 'Looked at.', 'said_at', c.first_said_at,
    'said_by', jsonb_build_object('id', s.id, 'name', s.name, 'kind', s.kind, 'description', s.description,
                                  'wikidata_id', NULL),
    'about', jsonb_build_array(jsonb_build_object('id', 1, 'name', 'Another Person', 'kind', 'person',
                                                  'description', 'president', 'wikidata_id', 'Q42')),
    'chain', jsonb_build_array(
      jsonb_build_object('role', 'asserter', 'name', s.name, 'speaker', jsonb_build_object('id', s.id, 'name', s.name),
                         'words', 'the minister', 'cue', 'said'),
      jsonb_build_object('role', 'outlet', 'name', o.name, 'title', 'A title', 'url', 'https://outlet.example/1',
                         'published_at', c.first_said_at)),
    'positions', (SELECT jsonb_agg(jsonb_build_object('party', s.name, 'speaker', jsonb_build_object('id', party),
      'stance', stance, 'quotation', c.text, 'note', '', 'source', o.name, 'url', '', 'stated_at', c.first_said_at))
      FROM (VALUES (s.id, 'asserts'), (1 + c.id % 40, CASE WHEN c.id % 9 = 0 THEN 'denies' ELSE 'not_confirmed' END),
                   (s.id, CASE WHEN c.id % 50 = 0 THEN 'denies' ELSE 'confirms' END)) AS stand (party, stance)),
    'evidence', jsonb_build_array(jsonb_build_object('id', 1, 'url', 'https://records.example/', 'title', 'Record',
      'quotation', c.text, 'stance', 'supports', 'captured_at', c.first_said_at, 'sha256', c.sha256)),
    'appearances', jsonb_build_array(jsonb_build_object('outlet', o.name, 'title', 'A title',
      'url', 'https://outlet.example/1', 'published_at', c.first_said_at, 'version', 1, 'sha256', c.sha256,
      'start', 13, 'end', 90, 'words', c.text, 'presentation', c.presentation)), 'verdicts', '[]'::jsonb)
FROM claims_claim c JOIN claims_speaker s ON s.id = c.speaker_id JOIN sources_source o ON o.id = 1 + c.id % {sources}
ORDER BY c.first_said_at;
UPDATE publication_factcheck SET current_id = id;
"""


def _listings() -> str:
    """What the trigger does for each edition, for all at once, in the order of publication."""
    from publication.models.listed import LISTED, SEARCH_VECTOR

    listed = LISTED.format(e="e", outlet="e.outlet_id", replaced="NULL", topics="ARRAY[1 + e.id % 40, 1 + e.id % 7]")
    return f"""
        INSERT INTO claims_topic (id, name, key, slug, description, retired, created_at)
        SELECT n, 'Topic ' || n, 'topic ' || n, 'topic-' || n, '', false, now() FROM generate_series(1, 40) AS n;
        {listed} {SEARCH_VECTOR.format(e="e")} FROM publication_edition e ORDER BY e.published_at;
        INSERT INTO publication_searchword (word) SELECT bench_word(n) FROM generate_series(0, 30000) AS n
            ON CONFLICT DO NOTHING;
    """


def word(number: int) -> str:
    """The invented word of this number, as `bench_word` makes it: 0 stands in most texts, 20,000 in few."""
    places = (number % 40, number // 40 % 40, number // 1600)
    return "".join(_SYLLABLES[2 * place : 2 * place + 2] for place in places) + "k"


def fill_queue(claims: int) -> None:
    """Claims at every stage with articles, mentions, attributions and positions, as the queue shows them."""
    say(f"{claims:,} claims for the queue")
    sizes = _sizes(claims) | {"found": "false"}
    tables = ("sources_article", "sources_articleversion", "claims_claim", "claims_attribution", "claims_mention")
    with without_indexes(*tables, "claims_position"):
        run_sql(_WORDS, _BASE, *(part.format(**sizes) for part in (_ARTICLES, _CLAIMS, _MENTIONS, _ORDER)))
    _settle()


def fill_published(claims: int, *, editor: int) -> None:
    """Claims that were found, each with one edition that stands."""
    say(f"{claims:,} published claims")
    sizes = _sizes(claims) | {"found": "true", "editor": editor}
    tables = ("claims_claim", "publication_factcheck", "publication_edition", "publication_listing")
    with without_indexes(*tables, "publication_searchword"):
        run_sql(_WORDS, _BASE, *(part.format(**sizes) for part in (_CLAIMS, _EDITIONS)), _listings())
    _settle()


def _sizes(claims: int) -> dict[str, object]:
    articles = max(1, claims // CLAIMS_OF_ARTICLE)
    return {
        "claims": claims,
        "articles": articles,
        "per_article": CLAIMS_OF_ARTICLE,
        "speakers": SPEAKERS,
        "sources": SOURCES,
    }


def _settle() -> None:
    """Ids go on after the rows made here, and the planner knows them."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
    analyze()
