"""How well real documents are recognised: the corpus, the readings, the verdicts, the table."""
