"""The steps that find the article's own statements; `ownvoice.find` runs them."""
