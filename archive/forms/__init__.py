"""Reply forms that come back: their marks, the answers in their tables, the data files beside them."""
