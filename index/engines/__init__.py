"""One module per search engine."""
