"""The steps that turn a content span into a proposition that stands by itself; `claimtext.build` runs them."""
