"""Where text comes from: articles, their versions, and reading of pages and files."""
