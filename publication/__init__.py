"""What the public sees: numbered editions, their pages, search and ClaimReview markup."""
