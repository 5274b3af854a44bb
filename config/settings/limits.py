"""Every limit of the product, in one place. Each is an environment variable of the same name.

Sizes are bytes, lengths are characters (code points), times are seconds, unless the name says otherwise.
"""

import environ

env = environ.Env()

# What comes in.
LIMIT_UPLOAD_BYTES = env.int("LIMIT_UPLOAD_BYTES", 10 * 1024 * 1024)  # one uploaded file
LIMIT_REQUEST_BYTES = env.int("LIMIT_REQUEST_BYTES", 12 * 1024 * 1024)  # a whole request, forms included
LIMIT_FORM_FIELDS = env.int("LIMIT_FORM_FIELDS", 500)
LIMIT_TEXT_LENGTH = env.int("LIMIT_TEXT_LENGTH", 1_000_000)  # the text of one article; the rest is cut and marked
LIMIT_RATIONALE_LENGTH = env.int("LIMIT_RATIONALE_LENGTH", 20_000)
LIMIT_CLAIM_LENGTH = env.int("LIMIT_CLAIM_LENGTH", 2_000)  # a claim as a person words it
LIMIT_COMMENT_LENGTH = env.int("LIMIT_COMMENT_LENGTH", 5_000)
LIMIT_QUOTATION_LENGTH = env.int("LIMIT_QUOTATION_LENGTH", 5_000)
LIMIT_TITLE_LENGTH = env.int("LIMIT_TITLE_LENGTH", 500)
LIMIT_URL_LENGTH = env.int("LIMIT_URL_LENGTH", 2_000)
LIMIT_SEARCH_VECTOR_BYTES = env.int("LIMIT_SEARCH_VECTOR_BYTES", 500_000)
LIMIT_JSON_DEPTH = env.int("LIMIT_JSON_DEPTH", 50)
LIMIT_PAGE_SIZE = env.int("LIMIT_PAGE_SIZE", 100)

# Fetching.
LIMIT_FETCH_BYTES = env.int("LIMIT_FETCH_BYTES", 10 * 1024 * 1024)
LIMIT_FETCH_SECONDS = env.int("LIMIT_FETCH_SECONDS", 30)
LIMIT_FETCH_REDIRECTS = env.int("LIMIT_FETCH_REDIRECTS", 5)

# Reading a document in a process of its own.
LIMIT_PARSE_SECONDS = env.int("LIMIT_PARSE_SECONDS", 20)
LIMIT_PARSE_MEMORY_BYTES = env.int("LIMIT_PARSE_MEMORY_BYTES", 1024 * 1024 * 1024)

# Work in the background.
LIMIT_TASK_ATTEMPTS = env.int("LIMIT_TASK_ATTEMPTS", 3)  # then the article is failed, with a reason
LIMIT_TASK_SOFT_SECONDS = env.int("LIMIT_TASK_SOFT_SECONDS", 240)
LIMIT_TASK_HARD_SECONDS = env.int("LIMIT_TASK_HARD_SECONDS", 300)
LIMIT_WORKER_MEMORY_KB = env.int("LIMIT_WORKER_MEMORY_KB", 1_500_000)  # a child past this is replaced

# The database.
LIMIT_STATEMENT_MS = env.int("LIMIT_STATEMENT_MS", 30_000)
LIMIT_IDLE_IN_TRANSACTION_MS = env.int("LIMIT_IDLE_IN_TRANSACTION_MS", 60_000)

# Signing in.
LIMIT_LOGIN_FAILURES = env.int("LIMIT_LOGIN_FAILURES", 10)  # per account and address
LIMIT_LOGIN_WAIT_SECONDS = env.int("LIMIT_LOGIN_WAIT_SECONDS", 900)

# The desk.
REVIEW_LEASE_SECONDS = env.int("REVIEW_LEASE_SECONDS", 30 * 60)  # how long a claim stays with who took it
UNDO_SECONDS = env.int("UNDO_SECONDS", 10 * 60)  # how long a person can take back what they did
QUEUE_THRESHOLD = env.float("QUEUE_THRESHOLD", 0.5)  # check-worthiness from which a claim goes to the queue by itself
LEDGER_CHECKPOINT_SECONDS = env.int("LEDGER_CHECKPOINT_SECONDS", 3600)  # how often the ledger is signed
QUEUE_PAGE_SIZE = env.int("QUEUE_PAGE_SIZE", 30)

# The API.
LIMIT_TOKEN_DAYS = env.int("LIMIT_TOKEN_DAYS", 366)  # how long a token may last
LIMIT_IDEMPOTENCY_DAYS = env.int("LIMIT_IDEMPOTENCY_DAYS", 7)  # how long the answer to an Idempotency-Key is kept
LIMIT_RATE_SECONDS = env.int("LIMIT_RATE_SECONDS", 60)  # the window in which requests to the API are counted
LIMIT_RATE_ADDRESS = env.int("LIMIT_RATE_ADDRESS", 240)  # requests of one address without a token in a window
LIMIT_RATE_TOKEN = env.int("LIMIT_RATE_TOKEN", 1200)  # requests of one token or signed-in person in a window
LIMIT_API_BODY_BYTES = env.int("LIMIT_API_BODY_BYTES", 12 * 1024 * 1024)  # the JSON of one request
LIMIT_WAIT_SECONDS = env.int("LIMIT_WAIT_SECONDS", 30)  # the longest `wait` for changes
LIMIT_WAITING = env.int("LIMIT_WAITING", 2)  # requests of one web process that may wait for changes at once
LIMIT_EXPORTS = env.int("LIMIT_EXPORTS", 2)  # bulk exports of one web process at once

# Readers.
LIMIT_REPORTS_AN_HOUR = env.int("LIMIT_REPORTS_AN_HOUR", 5)  # reports of errors from one network address
LIMIT_REPORTS_AN_HOUR_ALL = env.int("LIMIT_REPORTS_AN_HOUR_ALL", 200)  # from all together
LIMIT_REPORT_LENGTH = env.int("LIMIT_REPORT_LENGTH", 5_000)

# Webhooks.
LIMIT_SECRET_OVERLAP_SECONDS = env.int("LIMIT_SECRET_OVERLAP_SECONDS", 24 * 60 * 60)  # both secrets are right so long
LIMIT_WEBHOOKS_LOOKED_AT = env.int("LIMIT_WEBHOOKS_LOOKED_AT", 500)  # due messages that the sender looks at together
# Letters.
DIGEST_HOUR = env.int("DIGEST_HOUR", 7)  # from which hour of the day (TIME_ZONE) the daily digest is written
LIMIT_MAIL_ATTEMPTS = env.int("LIMIT_MAIL_ATTEMPTS", 20)  # about three days; then the letter is failed, with a reason
