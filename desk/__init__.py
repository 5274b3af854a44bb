"""The door for people: the newsroom's pages and the forms on them."""
