"""The SQL that keeps `Listing` and `SearchWord` beside the editions. The trigger and the benchmarks use it."""

# Search weighs the claim's own words first, then who said it, then what was found. A tsvector has an upper size.
SEARCH_VECTOR = """
setweight(to_tsvector('english', left({e}.claim_text, 100000)), 'A')
|| setweight(to_tsvector('english', {e}.speaker_name), 'B')
|| setweight(to_tsvector('english', left({e}.summary, 100000)), 'C')
"""

# Whom the snapshot shows for and against the statement. Who said it is for it, where no row of the positions says so.
# `publication.queries.reversals` reads the same stands.
_STOOD = "ARRAY(SELECT DISTINCT (speaker)::bigint FROM ({paths}) AS stood (speaker))"
_STAND = """SELECT jsonb_path_query({{e}}.snapshot,
    '$.positions[*] ? ((@.stance == "{one}" || @.stance == "{other}") && @.stated_at > "").speaker.id')"""
_OWN = """SELECT jsonb_path_query({e}.snapshot, '$.chain[0] ? (@.role == "asserter").speaker.id')"""
STOOD_FOR = _STOOD.format(paths=_STAND.format(one="asserts", other="confirms") + " UNION " + _OWN)
STOOD_AGAINST = _STOOD.format(paths=_STAND.format(one="denies", other="rejects"))

LISTED = (
    """
INSERT INTO publication_listing (edition_id, fact_check_id, status, speaker_id, outlet_id, said_at, said_year,
                                 published_at, replaced_at, topics, stood_for, stood_against, search)
SELECT {e}.id, {e}.fact_check_id, {e}.status, {e}.speaker_id, {outlet}, {e}.said_at,
       extract(year FROM {e}.said_at AT TIME ZONE 'UTC'), {e}.published_at, {replaced}, {topics},
"""
    + f"{STOOD_FOR}, {STOOD_AGAINST},"
)

_WORDS = """
INSERT INTO publication_searchword (word)
SELECT DISTINCT lexeme FROM unnest(to_tsvector('simple', left({e}.claim_text, 100000) || ' ' || {e}.speaker_name))
 WHERE lexeme ~ '^[[:alpha:]]{{4,60}}$' ORDER BY lexeme
    ON CONFLICT DO NOTHING;
"""

# The ORDER BY above keeps two editions that bring the same new words from waiting for each other in a circle.
LISTING_FOLLOWS = (
    """
    UPDATE publication_listing SET replaced_at = greatest(NEW.published_at, published_at)
     WHERE fact_check_id = NEW.fact_check_id AND replaced_at IS NULL;
    IF NEW.kind <> 'retraction' THEN
    """
    + LISTED.format(
        e="NEW",
        outlet="coalesce(NEW.outlet_id, (SELECT min(s.id) FROM sources_source s WHERE s.name = NEW.outlet_name))",
        replaced="NULL",
        topics="""ARRAY(SELECT (topic ->> 'id')::bigint
                   FROM jsonb_array_elements(coalesce(NEW.snapshot -> 'topics', '[]')) AS topic)""",
    )
    + SEARCH_VECTOR.format(e="NEW")
    + ";"
    + _WORDS.format(e="NEW")
    + """
    END IF;
    RETURN NULL;
    """
)
